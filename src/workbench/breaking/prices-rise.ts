import { type Breaking, changedNumbers, chosen, percent } from "./breaking.ts";

const pricesRise: Breaking = {
  id: "prices-rise",
  name: "Prices rise",
  chapter: "data-drift",
  what: "Every value of the newer rows is larger by the same part.",
  column: "number",
  needs: [],
  words: (strength) => `${percent(strength)} larger`,
  apply(input) {
    const column = chosen(input, "number");
    const grown = changedNumbers(column, input.newer, (value) => value * (1 + input.strength));
    return new Map([[input.column!, grown]]);
  },
};
export default pricesRise;
