import type { Failure } from "../contracts.ts";

/** How far the threshold lies from the right one, as a multiple of it. */
const times = (strength: number): number => 1 + 5 * strength;

/** A configuration is rolled out with the threshold of another model. */
const wrongThreshold: Failure = {
  id: "wrong-threshold",
  name: "Wrong threshold",
  chapter: "releasing",
  fault: null,
  summary:
    "A configuration goes out with the threshold of another model: the scores are right, and almost nothing is stopped.",
  cause: "a threshold that belongs to another model",
  repair: "correct-the-threshold",
  alsoHelps: ["roll-back"],
  strength: 0.5,
  strengthWords: (strength) => `a threshold ${Number(times(strength).toFixed(1))} times too high`,
  answers(answers, _world, { strength, row }) {
    const threshold = answers.threshold.map((own, i) => (i >= row ? own * times(strength) : own));
    return { ...answers, threshold };
  },
};
export default wrongThreshold;
