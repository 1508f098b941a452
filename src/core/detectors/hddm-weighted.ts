import { createHddmWeighted } from "../streams/hddm-weighted.ts";
import { LINE_PARAMS, streamDetector } from "./shared/stream-detector.ts";

const params = {
  driftConfidence: {
    kind: "number",
    label: "Chance of a false drift",
    unit: "",
    min: 1e-5,
    max: 0.05,
    step: 1e-5,
    default: 0.001,
    scale: "log",
  },
  warningConfidence: {
    kind: "number",
    label: "Chance of a false warning",
    unit: "",
    min: 0.0001,
    max: 0.2,
    step: 0.0001,
    default: 0.005,
    scale: "log",
  },
  lambda: {
    kind: "number",
    label: "Weight of the newest value",
    unit: "",
    min: 0.001,
    max: 0.5,
    step: 0.001,
    default: 0.05,
  },
  twoSided: { kind: "flag", label: "Ring for fewer errors too", default: false },
  ...LINE_PARAMS,
} as const;

/**
 * HDDM-W over a model's errors: McDiarmid's bound between exponentially weighted means. Formula and trap: {@link
 * createHddmWeighted}. When it makes a finding of its alarms, and what the finding holds: {@link streamDetector}.
 *
 * Blind to: improvement (unless two-sided), slow decline, and rare errors: about 20 rows of memory hold none of them. A
 * false alarm costs one look at the newest errors. Healthy streams of 10,000 rows give 0, 0 and 3.8 alarms on average at
 * 2 %, 10 % and 30 % of errors; 0.2 % of them (300 streams each) become a finding.
 *
 * Source: river 0.26.1, `drift.binary.HDDMW`; Frias-Blanco et al. (2014).
 */
const hddmWeighted = streamDetector({
  id: "hddm-weighted",
  name: "HDDM-W",
  summary: "Compares weighted shares of errors before and after the best start by McDiarmid’s inequality.",
  formula:
    "alarm where b − a > square root of ((u + w) · ln(1 / c) / 2), where a and b are exponentially weighted means before and after the best start, u and w the sums of their squared weights, and c = 0.001",
  falseAlarmCost: "A look at the newest errors.",
  source: "river 0.26.1, drift.binary.HDDMW; Frias-Blanco et al. (2014)",
  params,
  create: ({ driftConfidence, warningConfidence, lambda, twoSided }) =>
    createHddmWeighted({
      driftConfidence,
      warningConfidence: Math.max(driftConfidence, warningConfidence),
      lambda,
      twoSided,
    }),
});
export default hddmWeighted;
