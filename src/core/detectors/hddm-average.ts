import { createHddmAverage } from "../streams/hddm-average.ts";
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
  twoSided: { kind: "flag", label: "Ring for fewer errors too", default: false },
  ...LINE_PARAMS,
} as const;

/**
 * HDDM-A over a model's errors: Hoeffding's bound between the best start and the whole. Formula: {@link
 * createHddmAverage}. When it makes a finding of its alarms, and what the finding holds: {@link streamDetector}.
 *
 * Blind to: improvement (unless two-sided), and changes of rare errors: the bound knows only that values lie from 0 to
 * 1, so a rise from 0.4 % to 3 % stays unseen over 10,000 rows. A false alarm costs one look at the newest errors.
 * Healthy streams of 10,000 rows give 0, 0.02 and 0.2 alarms on average at 2 %, 10 % and 30 % of errors; 1.1 % of them
 * (300 streams each) become a finding.
 *
 * Source: river 0.26.1, `drift.binary.HDDMA`; Frias-Blanco et al. (2014).
 */
const hddmAverage = streamDetector({
  id: "hddm-average",
  name: "HDDM-A",
  summary: "Compares the share of errors with its best start by Hoeffding’s inequality.",
  formula:
    "alarm where b − a ≥ square root of ((n − k) / (2 · k · n) · ln(2 / c)), where a is the mean of the best k first values, b that of all n, and c = 0.001",
  falseAlarmCost: "A look at the newest errors.",
  source: "river 0.26.1, drift.binary.HDDMA; Frias-Blanco et al. (2014)",
  params,
  create: ({ driftConfidence, warningConfidence, twoSided }) =>
    createHddmAverage({
      driftConfidence,
      warningConfidence: Math.max(driftConfidence, warningConfidence),
      twoSided,
    }),
});
export default hddmAverage;
