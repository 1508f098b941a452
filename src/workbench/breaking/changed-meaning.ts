import { isValid } from "../../core/table/table.ts";
import { type Breaking, changedNumbers, drawn, labelOf, percent } from "./breaking.ts";

const changedMeaning: Breaking = {
  id: "changed-meaning",
  name: "The meaning changes",
  chapter: "concept-drift",
  what: "Labels of the newer rows are dealt anew among themselves: as many as before, on other rows.",
  column: null,
  needs: ["label"],
  words: (strength) => `${percent(strength)} of the newer labels`,
  apply(input) {
    const label = labelOf(input);
    const there = input.newer.filter((row) => isValid(label.column.valid, row));
    const rows = drawn(there, input.strength, input.random);
    const dealt = input.random.shuffle(rows.slice());
    const from = new Map([...rows].map((row, i) => [row, dealt[i]!]));
    const changed = changedNumbers(label.column, rows, (_, row) => label.column.values[from.get(row)!]!);
    return new Map([[label.name, changed]]);
  },
};
export default changedMeaning;
