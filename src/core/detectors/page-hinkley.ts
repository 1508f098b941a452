import { createPageHinkley, type PageHinkleyMode } from "../streams/page-hinkley.ts";
import { LINE_PARAMS, streamDetector } from "./shared/stream-detector.ts";

const params = {
  minInstances: {
    kind: "number",
    label: "Values before the first test",
    unit: "",
    min: 1,
    max: 10000,
    step: 1,
    default: 30,
  },
  delta: {
    kind: "number",
    label: "Change tolerated (delta)",
    unit: "",
    min: 0,
    max: 0.5,
    step: 0.001,
    default: 0.005,
  },
  threshold: {
    kind: "number",
    label: "Errors too many before it rings",
    unit: "",
    min: 1,
    max: 1000,
    step: 1,
    default: 50,
  },
  fading: {
    kind: "number",
    label: "Fading factor (alpha)",
    unit: "",
    min: 0.9,
    max: 1,
    step: 0.0001,
    default: 0.9999,
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
 * Page–Hinkley over a model's errors: the sum of deviations from the running mean. Formula and trap (the plain test sees
 * increases only; the reference's mode "both" is the default): {@link createPageHinkley}. When it makes a finding of its
 * alarms, and what the finding holds: {@link streamDetector}.
 *
 * Blind to: changes within delta, and those that bring fewer than 50 errors too many (or too few): with rare errors that
 * takes thousands of rows. A false alarm costs one look at the newest errors. Healthy streams of 10,000 rows give 0,
 * 0.02 and 0.5 alarms on average at 2 %, 10 % and 30 % of errors; 0.1 % of them (300 streams each) become a finding.
 *
 * Source: river 0.26.1, `drift.PageHinkley`; Page (1954).
 */
const pageHinkley = streamDetector({
  id: "page-hinkley",
  name: "Page–Hinkley",
  summary: "Adds up how far errors stray from their mean so far, and rings when the sum has gone far.",
  formula:
    "up = alpha · up + (error − mean so far) − delta; an alarm where up rises more than the threshold above its lowest, and likewise downwards",
  falseAlarmCost: "A look at the newest errors.",
  source: "river 0.26.1, drift.PageHinkley; Page (1954)",
  params,
  create: ({ minInstances, delta, threshold, fading, mode }) =>
    createPageHinkley({ minInstances, delta, threshold, alpha: fading, mode: mode as PageHinkleyMode }),
});
export default pageHinkley;
