import { createEddm } from "../streams/eddm.ts";
import { LINE_PARAMS, streamDetector } from "./shared/stream-detector.ts";

const params = {
  warmStart: {
    kind: "number",
    label: "Errors before the first alarm",
    unit: "",
    min: 1,
    max: 10000,
    step: 1,
    default: 30,
  },
  warning: {
    kind: "number",
    label: "Ratio of a warning",
    unit: "",
    min: 0.5,
    max: 1,
    step: 0.01,
    default: 0.95,
  },
  drift: { kind: "number", label: "Ratio of a drift", unit: "", min: 0.1, max: 1, step: 0.01, default: 0.9 },
  ...LINE_PARAMS,
} as const;

/**
 * EDDM over a model's errors: the distance between errors against the longest so far. Formula and traps: {@link
 * createEddm}. When it makes a finding of its alarms, and what the finding holds: {@link streamDetector}.
 *
 * Blind to: improvement, and whatever happens in the first 30 errors after an alarm. A false alarm costs one look at the
 * newest errors; it is known for them, since a largest value reached by chance is never forgotten. Healthy streams of
 * 10,000 rows give 4.4, 16 and 19 alarms on average at 2 %, 10 % and 30 % of errors; 0.6 % of them (300 streams each)
 * become a finding.
 *
 * Source: river 0.26.1, `drift.binary.EDDM`; Baena-Garcia et al. (2006).
 */
const eddm = streamDetector({
  id: "eddm",
  name: "EDDM",
  summary: "Rings when errors come closer together than they once did.",
  formula:
    "alarm where (d + 2 · s) / (d0 + 2 · s0) < 0.9, where d is the mean distance between errors, s its standard deviation, and d0 and s0 are those at which d + 2 · s was largest",
  falseAlarmCost:
    "A look at the newest errors; it is known for them, since a largest value reached by chance is never forgotten.",
  source: "river 0.26.1, drift.binary.EDDM; Baena-Garcia et al. (2006)",
  params,
  create: ({ warmStart, warning, drift }) =>
    createEddm({ warmStart, warning, drift: Math.min(warning, drift) }),
});
export default eddm;
