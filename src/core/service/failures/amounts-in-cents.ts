import { percent, withColumns } from "../change.ts";
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
  serves(features, _world, { strength, row, draws }) {
    const draw = draws("served");
    const { amount } = features.columns;
    const values = amount.values.map((value, at) =>
      at >= row && draw[at]! < strength ? Math.round(100 * value) : value,
    );
    return withColumns(features, { amount: { ...amount, values } });
  },
};
export default amountsInCents;
