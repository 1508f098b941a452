import { createCusum } from "../streams/cusum.ts";
import { LINE_PARAMS, streamDetector } from "./shared/stream-detector.ts";

const params = {
  warmStart: {
    kind: "number",
    label: "Values to learn from",
    unit: "",
    min: 20,
    max: 10000,
    step: 1,
    default: 500,
  },
  slack: {
    kind: "number",
    label: "Deviations tolerated",
    unit: "",
    min: 0,
    max: 2,
    step: 0.01,
    default: 0.2,
  },
  threshold: {
    kind: "number",
    label: "Deviations that ring",
    unit: "",
    min: 1,
    max: 200,
    step: 1,
    default: 50,
  },
  mode: {
    kind: "choice",
    label: "Rings for",
    options: ["both", "up", "down"],
    words: ["either direction", "more errors", "fewer errors"],
    default: "both",
  },
  ...LINE_PARAMS,
} as const;

/**
 * CUSUM over a model's errors: a tabular chart whose mean and deviation are learnt from the first 500 rows. Formula:
 * {@link createCusum}. On errors small steps count: the defaults (slack 0.2, threshold 50) look for a shift of two fifths
 * of a deviation, where the textbook's (0.5 and 5) would ring for single rare errors. When it makes a finding of its
 * alarms, and what the finding holds: {@link streamDetector}.
 *
 * Blind to: changes within the slack, and to a first stretch that was not in control. A false alarm costs one look at
 * the newest errors; with rare errors 500 rows teach it a poor mean. Healthy streams of 10,000 rows
 * give 0.1, 0.003 and 0.003 alarms on average at 2 %, 10 % and 30 % of errors; 0.2 % of them (300 streams each) become
 * a finding.
 *
 * Source: Page (1954); Montgomery, Introduction to Statistical Quality Control, ch. 9; run lengths by Brook, Evans
 * (1972).
 */
const cusum = streamDetector({
  id: "cusum",
  name: "CUSUM",
  summary: "Adds up how far errors stray from those of a first stretch, and rings when the sum has gone far.",
  formula:
    "rise = max(0, rise + z − slack) and fall = max(0, fall − z − slack), where z = (error − mean) / deviation of a first stretch; an alarm where either passes the threshold",
  falseAlarmCost: "A look at the newest errors; with rare errors 500 rows teach it a poor mean.",
  source: "Page (1954); Montgomery, Introduction to Statistical Quality Control, ch. 9; Brook, Evans (1972)",
  params,
  create: ({ warmStart, slack, threshold, mode }) =>
    createCusum({ warmStart, slack, threshold, mode: mode as "both" | "up" | "down" }),
});
export default cusum;
