import { type Breaking, changedNumbers, chosen, drawn, percent } from "./breaking.ts";

const stuckValue: Breaking = {
  id: "stuck-value",
  name: "A feed that stands still",
  chapter: "broken-data",
  what: "A value of the newer rows is that of the row before it in time.",
  column: "number",
  needs: [],
  words: (strength) => `${percent(strength)} of the newer rows`,
  apply(input) {
    const column = chosen(input, "number");
    const stuck = new Set(drawn(input.newer, input.strength, input.random));
    const before = new Map<number, number>();
    let last = Number.NaN;
    for (const row of input.newer) {
      if (!stuck.has(row) || Number.isNaN(last)) last = column.values[row]!;
      before.set(row, last);
    }
    return new Map([[input.column!, changedNumbers(column, input.newer, (_, row) => before.get(row)!)]]);
  },
};
export default stuckValue;
