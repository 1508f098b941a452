import type { Column } from "../../core/table/table.ts";
import { type Breaking, chosen, drawn, percent } from "./breaking.ts";

const newSpelling: Breaking = {
  id: "new-spelling",
  name: "Categories are renamed",
  chapter: "broken-data",
  what: "A part of the newer rows has its category in another spelling, which the older rows never had.",
  column: "category",
  needs: [],
  words: (strength) => `${percent(strength)} of the newer rows`,
  apply(input) {
    const column = chosen(input, "category");
    const { length } = column.categories;
    const codes = column.codes.slice();
    for (const row of drawn(input.newer, input.strength, input.random)) codes[row]! += length;
    const categories = [...column.categories, ...column.categories.map((text) => `${text} (new)`)];
    return new Map<string, Column>([[input.column!, { ...column, codes, categories }]]);
  },
};
export default newSpelling;
