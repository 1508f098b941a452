import { type Breaking, changedNumbers, labelOf, percent } from "./breaking.ts";

const labelsTooYoung: Breaking = {
  id: "labels-too-young",
  name: "Labels are too young",
  chapter: "label-maturity",
  what: "The outcomes of the latest rows have not been reported yet, and count as none.",
  column: null,
  needs: ["label"],
  words: (strength) => `the latest ${percent(strength)} of the newer rows`,
  apply(input) {
    const label = labelOf(input);
    const from = Math.round((1 - input.strength) * input.newer.length);
    return new Map([[label.name, changedNumbers(label.column, input.newer.subarray(from), () => 0)]]);
  },
};
export default labelsTooYoung;
