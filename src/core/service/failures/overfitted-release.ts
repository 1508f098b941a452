import { DAY } from "../../world/settings.ts";
import type { Failure } from "../contracts.ts";

/** Days that it learns from at strength 0 and at full strength, of those that a sound release reads. */
const daysAt = (strength: number): number => Math.round(24 - 18 * strength);
const depthAt = (strength: number): number => Math.round(3 + 6 * strength);
const treesAt = (strength: number): number => Math.round(40 + 80 * strength);

/** A release of too many deep trees on too few days. */
const overfittedRelease: Failure = {
  id: "overfitted-release",
  name: "Overfitted release",
  chapter: "overfitting",
  fault: null,
  summary:
    "A new version of many deep trees learned a few days by heart; on them it looked better than ever.",
  cause: "a model that learned its training days by heart",
  repair: "roll-back",
  alsoHelps: ["retrain"],
  strength: 0.7,
  strengthWords: (strength) => `trees of depth ${depthAt(strength)}, learned from ${daysAt(strength)} days`,
  learns(recipe, world, { strength }) {
    const { eventAt } = world.transactions;
    const from = eventAt[recipe.fit[recipe.fit.length - 1]!]! - daysAt(strength) * DAY;
    return {
      ...recipe,
      fit: recipe.fit.filter((row) => eventAt[row]! >= from),
      options: {
        ...recipe.options,
        trees: treesAt(strength),
        maxDepth: depthAt(strength),
        learningRate: 0.2 + 0.3 * strength,
        minChildHessian: 1 - 0.99 * strength,
        l2: 1 - strength,
      },
    };
  },
};
export default overfittedRelease;
