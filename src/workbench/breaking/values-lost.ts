import { type Breaking, changedNumbers, chosen, drawn, percent } from "./breaking.ts";

const valuesLost: Breaking = {
  id: "values-lost",
  name: "Values are lost",
  chapter: "broken-data",
  what: "A value of the newer rows does not arrive, and the cell is empty.",
  column: "number",
  needs: [],
  words: (strength) => `${percent(strength)} of the newer rows`,
  apply(input) {
    const column = chosen(input, "number");
    const rows = drawn(input.newer, input.strength, input.random);
    return new Map([[input.column!, changedNumbers(column, rows, () => Number.NaN)]]);
  },
};
export default valuesLost;
