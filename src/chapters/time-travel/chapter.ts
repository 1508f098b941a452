import type { Chapter } from "../../core/contracts.ts";

const params = {
  delay: {
    kind: "number",
    label: "Reporting delay, median",
    unit: "h",
    min: 1,
    max: 1080,
    step: 0.5,
    default: 4,
    scale: "log",
  },
  bursts: { kind: "number", label: "Frauds in bursts", unit: "%", min: 0, max: 1, step: 0.05, default: 0.4 },
  batch: { kind: "number", label: "Batch runs at", unit: "clock", min: 0.25, max: 23.75, step: 0.25, default: 23.75 },
  policy: {
    kind: "choice",
    label: "Join policy",
    options: ["by-date", "last-batch", "as-of-event"],
    words: ["by date", "last finished batch", "as of the event"],
    default: "by-date",
    help: "What training reads for each payment.",
  },
} as const;

export default {
  id: "time-travel",
  title: "Time travel",
  standfirst:
    "A feature computed at midnight is joined to the morning. The model learns from a number that nobody could have read.",
  part: 1,
  order: 1,
  seed: 7,
  params,
  sources: [
    { title: "Leakage in data mining", where: "Kaufman, Rosset, Perlich, KDD 2011", url: "https://doi.org/10.1145/2020408.2020496" },
  ],
} satisfies Chapter<typeof params>;
