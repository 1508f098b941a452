import { type Breaking, changedNumbers, chosen, drawn, percent } from "./breaking.ts";

const wrongSign: Breaking = {
  id: "wrong-sign",
  name: "The sign is turned",
  chapter: "broken-data",
  what: "A value of the newer rows comes with its sign turned.",
  column: "number",
  needs: [],
  words: (strength) => `${percent(strength)} of the newer rows`,
  apply(input) {
    const column = chosen(input, "number");
    const rows = drawn(input.newer, input.strength, input.random);
    return new Map([[input.column!, changedNumbers(column, rows, (value) => -value)]]);
  },
};
export default wrongSign;
