import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { scoresOf } from "../release.ts";

/** What the version before stopped never got a label: the next one learns that it was genuine, and so it goes on. */
const selectiveLabels: Failure = {
  id: "selective-labels",
  name: "Selective labels",
  chapter: "feedback",
  fault: "selective-labels",
  summary:
    "A new version learned from what the last one let through: what that had stopped, nobody reported, so it counted as genuine.",
  cause: "training on what the model itself let through",
  repair: "explore",
  alsoHelps: ["roll-back"],
  strength: 0.8,
  strengthWords: (strength) => `${percent(strength)} of the stopped payments never get a label`,
  learns(recipe, _world, { strength, draws }, before) {
    const draw = draws("no label");
    const scores = scoresOf(before, before.training, recipe.fit);
    const labels = recipe.labels.slice();
    recipe.fit.forEach((row, i) => {
      if (scores[i]! >= before.threshold && draw[row]! < strength) labels[row] = 0;
    });
    return { ...recipe, labels };
  },
  answers(answers, _world, { strength, row, draws }) {
    const draw = draws("no label");
    const { score, threshold } = answers;
    const unlabelled = answers.unlabelled.map((own, i) =>
      i >= row && score[i]! >= threshold[i]! && draw[i]! < strength ? 1 : own,
    );
    const reportedAt = answers.reportedAt.map((at, i) => (unlabelled[i] === 1 ? Number.NaN : at));
    return { ...answers, unlabelled, reportedAt };
  },
};
export default selectiveLabels;
