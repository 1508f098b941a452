import { createKswin } from "../streams/kswin.ts";
import { LINE_PARAMS, streamDetector } from "./shared/stream-detector.ts";

const params = {
  level: {
    kind: "number",
    label: "p-value at which it rings (alpha)",
    unit: "",
    min: 1e-5,
    max: 0.1,
    step: 1e-5,
    default: 0.005,
    scale: "log",
  },
  window: { kind: "number", label: "Window", unit: "rows", min: 100, max: 2000, step: 1, default: 100 },
  size: { kind: "number", label: "Newest values", unit: "rows", min: 10, max: 1000, step: 1, default: 30 },
  ...LINE_PARAMS,
} as const;

/**
 * KSWIN over a model's errors: the newest 30 against 30 drawn from the 70 before. Formula and traps (D > 0.1 as well;
 * how the draw differs from the reference's): {@link createKswin}. When it makes a finding of its alarms, and what the
 * finding holds: {@link streamDetector}.
 *
 * Blind to: anything slower than its window, and on errors of 0 and 1 to changes below about 0.4: the test is made for
 * continuous values. A false alarm costs one look at the newest errors. Healthy streams of 10,000 rows give 0, 0 and 0.8
 * alarms on average at 2 %, 10 % and 30 % of errors; 0.2 % of them (300 streams each) become a finding.
 *
 * Source: river 0.26.1, `drift.KSWIN`; Raab, Heusinger, Schleif (2020).
 */
const kswin = streamDetector({
  id: "kswin",
  name: "KSWIN",
  summary: "Compares the newest errors with a draw from those just before by a Kolmogorov-Smirnov test.",
  formula:
    "alarm where p ≤ level and D > 0.1, where D is the largest gap between the distribution functions of the newest 30 values and of 30 drawn from the 70 before them",
  falseAlarmCost: "A look at the newest errors.",
  source: "river 0.26.1, drift.KSWIN; Raab, Heusinger, Schleif (2020)",
  params,
  create: ({ level, window, size }, random) =>
    createKswin(random, { alpha: level, window: Math.max(window, 2 * size), size }),
});
export default kswin;
