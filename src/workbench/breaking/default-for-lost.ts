import { type Breaking, changedNumbers, chosen, drawn, percent } from "./breaking.ts";

const defaultForLost: Breaking = {
  id: "default-for-lost",
  name: "A default for what is lost",
  chapter: "silence",
  what: "A value of the newer rows does not arrive, and 0 is written in its place.",
  column: "number",
  needs: [],
  words: (strength) => `${percent(strength)} of the newer rows`,
  apply(input) {
    const column = chosen(input, "number");
    const rows = drawn(input.newer, input.strength, input.random);
    return new Map([[input.column!, changedNumbers(column, rows, () => 0)]]);
  },
};
export default defaultForLost;
