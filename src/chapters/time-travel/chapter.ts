import type { Chapter } from "../../core/contracts.ts";

const params = {
  delay: {
    kind: "number",
    label: "Reporting delay, median",
    unit: "h",
    min: 1,
    max: 1080,
    step: 1,
    default: 4,
    scale: "log",
    help: "From a fraud to its report by the bank. Half of the reports take longer.",
  },
  bursts: {
    kind: "number",
    label: "Frauds that come in bursts",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.85,
    help: "The others strike alone.",
  },
  batch: {
    kind: "number",
    label: "Nightly job runs at",
    unit: "clock",
    min: 0.5,
    max: 23.98,
    step: 0.5,
    default: 23.98,
    help: "The hour at which the chargebacks are counted, once a day.",
  },
  policy: {
    kind: "choice",
    label: "Training joins the count",
    options: ["by-date", "last-finished-batch", "as-of-event"],
    words: ["by date", "from the last finished batch", "as of the event"],
    default: "by-date",
    help: "Production serves the last finished batch, or, as of the event, an online count.",
  },
  size: {
    kind: "number",
    label: "Size of the world",
    unit: "payments",
    min: 10000,
    max: 200000,
    step: 10000,
    default: 30000,
    scale: "log",
  },
} as const;

export default {
  id: "time-travel",
  title: "Time travel",
  standfirst:
    "A feature computed at midnight is joined to the morning. The model learns from a number that nobody could have read.",
  part: 1,
  order: 1,
  // A world near the middle of forty: another seed moves each area by some hundredths.
  seed: 34,
  params,
  sources: [
    {
      title: "Leakage in Data Mining: Formulation, Detection, and Avoidance",
      where:
        "S. Kaufman, S. Rosset, C. Perlich, O. Stitelman, ACM Transactions on Knowledge Discovery from Data 6(4), 2012",
      url: "https://doi.org/10.1145/2382577.2382579",
    },
    {
      title: "Leakage and the reproducibility crisis in machine-learning-based science",
      where: "S. Kapoor, A. Narayanan, Patterns 4(9), 2023",
      url: "https://doi.org/10.1016/j.patter.2023.100804",
    },
    {
      title: "Point-in-time joins",
      where: "Feast, documentation",
      url: "https://docs.feast.dev/getting-started/concepts/point-in-time-joins",
    },
    {
      title: "pandas.merge_asof",
      where: "pandas, API reference",
      url: "https://pandas.pydata.org/docs/reference/api/pandas.merge_asof.html",
    },
    {
      title: "Comparing the areas under two or more correlated receiver operating characteristic curves",
      where: "E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44, 1988",
      url: "https://doi.org/10.2307/2531595",
    },
  ],
} satisfies Chapter<typeof params>;
