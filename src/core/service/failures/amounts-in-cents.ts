import { changedIn, hitRows, percent, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";

/** A rewritten service sends amounts in cents; the model learned EUR. */
const amountsInCents: Failure = {
  id: "amounts-in-cents",
  name: "Amounts in cents",
  chapter: "skew",
  fault: "serving-skew",
  summary: "A part of the machines serves the amount in cents, where the model learned EUR.",
  cause: "amounts served in cents",
  repair: "one-transform",
  alsoHelps: [],
  strength: 0.6,
  strengthWords: (strength) => `${percent(strength)} of the payments served in cents`,
  serves(features, _world, start) {
    const amount = changedIn(features.columns.amount, hitRows(start, start.strength), (value) =>
      Math.round(100 * value),
    );
    return withColumns(features, { amount });
  },
};
export default amountsInCents;
