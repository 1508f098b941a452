import { createDdm } from "../streams/ddm.ts";
import { LINE_PARAMS, streamDetector } from "./shared/stream-detector.ts";

const params = {
  warmStart: {
    kind: "number",
    label: "Values before the first test",
    unit: "",
    min: 1,
    max: 10000,
    step: 1,
    default: 30,
  },
  warning: {
    kind: "number",
    label: "Deviations to a warning",
    unit: "",
    min: 0.5,
    max: 5,
    step: 0.1,
    default: 2,
  },
  drift: {
    kind: "number",
    label: "Deviations to a drift",
    unit: "",
    min: 0.5,
    max: 10,
    step: 0.1,
    default: 3,
  },
  ...LINE_PARAMS,
} as const;

/**
 * DDM over a model's errors: p + s against the lowest p + s so far. Formula and trap (strictly more, not "at least"):
 * {@link createDdm}. When it makes a finding of its alarms, and what the finding holds: {@link streamDetector}.
 *
 * Blind to: improvement; slow decline, which raises the share since the start too little; and the longer it has run the
 * slower it is. A false alarm costs one look at the newest errors. It has many: three deviations are tested at every
 * value, against a lowest that was chosen by chance. Healthy streams of 10,000 rows give 3.4, 0.8 and 0.2 alarms on
 * average at 2 %, 10 % and 30 % of errors; 1.0 % of them (300 streams each) become a finding.
 *
 * Source: river 0.26.1, `drift.binary.DDM`; Gama et al. (2004).
 */
const ddm = streamDetector({
  id: "ddm",
  name: "DDM",
  summary: "Rings when the share of errors since the start has risen clear of its lowest.",
  formula:
    "alarm where p + s > p0 + 3 · s0, where p is the share of errors among n values so far, s = square root of (p (1 − p) / n), and p0 and s0 are those at which p + s was lowest",
  falseAlarmCost:
    "A look at the newest errors; it has many, since three deviations are tested at every value.",
  source: "river 0.26.1, drift.binary.DDM; Gama et al. (2004)",
  params,
  create: ({ warmStart, warning, drift }) =>
    createDdm({ warmStart, warning, drift: Math.max(warning, drift) }),
});
export default ddm;
