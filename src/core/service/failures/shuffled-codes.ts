import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { servedWith } from "../skewed.ts";

/** Serving numbers the categories in another order. */
const shuffledCodes: Failure = {
  id: "shuffled-codes",
  name: "Shuffled codes",
  chapter: "skew",
  fault: "serving-skew",
  summary: "A part of the machines numbers the merchant categories in another order than training did.",
  cause: "category codes in another order",
  repair: "one-transform",
  alsoHelps: [],
  strength: 0.8,
  strengthWords: (strength) => `${percent(strength)} of the payments served with other codes`,
  serves: (features, world, start) => servedWith("codes", features, world, start),
};
export default shuffledCodes;
