import { type Breaking, changedNumbers, chosen, drawn, percent } from "./breaking.ts";

const anotherUnit: Breaking = {
  id: "another-unit",
  name: "Another unit",
  chapter: "skew",
  what: "A value of the newer rows is written in hundredths: cents for euros.",
  column: "number",
  needs: [],
  words: (strength) => `${percent(strength)} of the newer rows`,
  apply(input) {
    const column = chosen(input, "number");
    const rows = drawn(input.newer, input.strength, input.random);
    return new Map([[input.column!, changedNumbers(column, rows, (value) => 100 * value)]]);
  },
};
export default anotherUnit;
