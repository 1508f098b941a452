import { createAdwin } from "../streams/adwin.ts";
import { LINE_PARAMS, streamDetector } from "./shared/stream-detector.ts";

const params = {
  delta: {
    kind: "number",
    label: "Chance of a false cut (delta)",
    unit: "",
    min: 1e-5,
    max: 0.5,
    step: 1e-5,
    default: 0.002,
    scale: "log",
  },
  clock: {
    kind: "number",
    label: "Values between two searches",
    unit: "",
    min: 1,
    max: 1000,
    step: 1,
    default: 32,
  },
  maxBuckets: {
    kind: "number",
    label: "Buckets of one size",
    unit: "",
    min: 2,
    max: 50,
    step: 1,
    default: 5,
  },
  minWindow: {
    kind: "number",
    label: "Least values on a side",
    unit: "",
    min: 1,
    max: 1000,
    step: 1,
    default: 5,
  },
  grace: {
    kind: "number",
    label: "Values before the first search",
    unit: "",
    min: 0,
    max: 10000,
    step: 1,
    default: 10,
  },
  ...LINE_PARAMS,
} as const;

/**
 * ADWIN over a model's errors: a window that forgets its older part as soon as that part's share of errors differs from
 * the newer part's. Formula and traps (the reference changed its answers after 0.21.2): {@link createAdwin}. When it makes a
 * finding of its alarms, and what the finding holds: {@link streamDetector}.
 *
 * Blind to: a change smaller than its bound, which shrinks with the window (0.1 to 0.2 of errors is found after about
 * 100 rows, 0.004 to 0.03 after about 300); errors that stay as many but become others; everything while labels are on
 * their way. It searches at every 32nd value only. A false alarm costs one look at the newest errors, and where it
 * triggers training, a model trained on too few rows. Healthy streams of 10,000 rows give 0, 0.003 and 0 alarms on
 * average at 2 %, 10 % and 30 % of errors; 0 % of them (300 streams each) become a finding.
 *
 * Source: river 0.26.1, `drift.ADWIN`; Bifet, Gavalda (2007).
 */
const adwin = streamDetector({
  id: "adwin",
  name: "ADWIN",
  summary: "Keeps a window of the newest errors and cuts it where its older and newer parts differ.",
  formula:
    "cut where |a − b| > square root of (2 · m · v · L) + 2/3 · m · L, where a and b are the means before and after the cut, v is the variance of the window, n its length, L = ln(2 · ln(n) / delta), and m = 1 / (values before − least) + 1 / (values after − least)",
  falseAlarmCost: "A look at the newest errors; where it triggers training, a model trained on too few rows.",
  source: "river 0.26.1, drift.ADWIN; Bifet, Gavalda (2007)",
  params,
  create: ({ delta, clock, maxBuckets, minWindow, grace }) =>
    createAdwin({ delta, clock, maxBuckets, minWindow, grace }),
});
export default adwin;
