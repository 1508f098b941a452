import { type Column, isValid } from "../../core/table/table.ts";
import { type Breaking, chosen, drawn, percent } from "./breaking.ts";

const newMix: Breaking = {
  id: "new-mix",
  name: "The mix changes",
  chapter: "data-drift",
  what: "A part of the newer rows turns to the rarest category.",
  column: "category",
  needs: [],
  words: (strength) => `${percent(strength)} of the newer rows`,
  apply(input) {
    const column = chosen(input, "category");
    const counts = column.categories.map(() => 0);
    column.codes.forEach((code, row) => {
      if (isValid(column.valid, row)) counts[code]!++;
    });
    const rarest = counts.reduce((least, count, code) => (count < counts[least]! ? code : least), 0);
    const codes = column.codes.slice();
    for (const row of drawn(input.newer, input.strength, input.random)) codes[row] = rarest;
    return new Map<string, Column>([[input.column!, { ...column, codes }]]);
  },
};
export default newMix;
