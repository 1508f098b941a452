import type { Column } from "../../core/table/table.ts";
import { type Breaking, chosen, drawn, percent } from "./breaking.ts";

const shuffledCodes: Breaking = {
  id: "shuffled-codes",
  name: "Codes change places",
  chapter: "skew",
  what: "In a part of the newer rows each category stands for the next one, as after a new list of codes.",
  column: "category",
  needs: [],
  words: (strength) => `${percent(strength)} of the newer rows`,
  apply(input) {
    const column = chosen(input, "category");
    const { length } = column.categories;
    const codes = column.codes.slice();
    for (const row of drawn(input.newer, input.strength, input.random))
      codes[row] = (codes[row]! + 1) % length;
    return new Map<string, Column>([[input.column!, { ...column, codes }]]);
  },
};
export default shuffledCodes;
