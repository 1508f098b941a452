import { isValid } from "../../core/table/table.ts";
import { type Breaking, CannotBreak, changedNumbers, labelOf, percent } from "./breaking.ts";

const labelsWithheld: Breaking = {
  id: "labels-withheld",
  name: "Labels are withheld by decision",
  chapter: "feedback",
  what: "The newer rows with the highest scores were stopped, and never get an outcome.",
  column: null,
  needs: ["label", "score"],
  words: (strength) => `the top ${percent(0.2 * strength)} of the newer rows`,
  apply(input) {
    const label = labelOf(input);
    const score = input.table.columns.get(input.roles.score?.[0] ?? "");
    if (score?.kind !== "number")
      throw new CannotBreak("No column is marked as the score, and the highest scores are stopped here.");
    const order = input.newer
      .filter((row) => isValid(score.valid, row))
      .sort((a, b) => score.values[b]! - score.values[a]!);
    const stopped = order.subarray(0, Math.round(0.2 * input.strength * input.newer.length));
    return new Map([[label.name, changedNumbers(label.column, stopped, () => Number.NaN)]]);
  },
};
export default labelsWithheld;
