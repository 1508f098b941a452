import type { Chapter } from "../../core/contracts.ts";

const params = {
  delay: {
    kind: "number",
    label: "Reporting delay, median",
    unit: "h",
    min: 24,
    max: 720,
    step: 24,
    default: 96,
    scale: "log",
    help: "From the payment to the customer’s report. One in twenty takes over four times as long.",
  },
  never: {
    kind: "number",
    label: "Frauds never reported",
    unit: "%",
    min: 0,
    max: 0.5,
    step: 0.05,
    default: 0.1,
    help: "Of those that were let through.",
  },
  day: {
    kind: "number",
    label: "As known on day",
    unit: "",
    min: 14,
    max: 63,
    step: 1,
    default: 49,
    help: "Of production, counted from 0, at midnight.",
  },
  maturityWindow: {
    kind: "number",
    label: "Maturity window",
    unit: "days",
    min: 0,
    max: 42,
    step: 1,
    default: 21,
    help: "A payment is mature once it is so old.",
  },
  reading: {
    kind: "choice",
    label: "Read the labels",
    options: ["as-they-stand", "mature", "weighted"],
    words: ["as they stand", "of mature payments alone", "weighted by the chance to have arrived"],
    default: "as-they-stand",
  },
  wave: {
    kind: "number",
    label: "Fraud in the wave",
    unit: "× before",
    min: 1,
    max: 5,
    step: 0.5,
    default: 3,
  },
  size: {
    kind: "number",
    label: "Size of the world",
    unit: "payments",
    min: 20000,
    max: 200000,
    step: 20000,
    default: 60000,
    scale: "log",
  },
} as const;

export default {
  id: "label-maturity",
  title: "Labels come later",
  standfirst:
    "The fraud rate has fallen for three weeks, and the newest week looks best of all. Nothing has happened. The reports are still on their way.",
  part: 1,
  order: 4,
  seed: 21,
  params,
  sources: [
    {
      title: "Nonparametric estimation from incomplete observations",
      where: "E. L. Kaplan, P. Meier, Journal of the American Statistical Association 53, 1958",
      url: "https://doi.org/10.1080/01621459.1958.10501452",
    },
    {
      title: "Nonparametric analysis of truncated survival data, with application to AIDS",
      where: "S. W. Lagakos, L. M. Barraj, V. De Gruttola, Biometrika 75, 1988",
      url: "https://doi.org/10.1093/biomet/75.3.515",
    },
    {
      title: "Modeling delayed feedback in display advertising",
      where: "O. Chapelle, KDD 2014",
      url: "https://doi.org/10.1145/2623330.2623634",
    },
    {
      title: "Learning from positive and unlabeled data: a survey",
      where: "J. Bekker, J. Davis, Machine Learning 109, 2020",
      url: "https://doi.org/10.1007/s10994-020-05877-5",
    },
    {
      title: "Distribution-free calculation of the standard error of chain ladder reserve estimates",
      where: "T. Mack, ASTIN Bulletin 23, 1993",
      url: "https://doi.org/10.2143/AST.23.2.2005092",
    },
  ],
} satisfies Chapter<typeof params>;
