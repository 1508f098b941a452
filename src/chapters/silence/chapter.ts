import type { Chapter } from "../../core/contracts.ts";

const params = {
  treatment: {
    kind: "choice",
    label: "Where there is no average, write",
    options: ["zero", "mean", "median", "flag", "reason"],
    words: ["zero", "the mean", "the median", "the mean + a flag", "the mean + the reason"],
    default: "zero",
    help: "The flag says whether there was a value. The reason says why not: no history, or not available.",
  },
  newUsers: {
    kind: "number",
    label: "Payments by new users",
    unit: "%",
    min: 0,
    max: 0.6,
    step: 0.05,
    default: 0.3,
  },
  risk: {
    kind: "number",
    label: "Fraud rate of new users",
    unit: "× the others’",
    min: 0.1,
    max: 3,
    step: 0.1,
    default: 0.2,
    help: "A fifth as often at first. At 1 they are like everybody else.",
  },
  outageFrom: {
    kind: "number",
    label: "Outage begins at",
    unit: "clock",
    min: 0,
    max: 23,
    step: 1,
    default: 17,
    help: "On every day of production.",
  },
  outageHours: {
    kind: "number",
    label: "Outage lasts",
    unit: "h",
    min: 0,
    max: 12,
    step: 1,
    default: 4,
  },
  intensity: {
    kind: "number",
    label: "Active users’ averages lost",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.5,
    help: "Of the payments in the outage by users who paid in the last seven days.",
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
  id: "silence",
  title: "When silence becomes a signal",
  standfirst:
    "A new customer has no average, so the table says zero. The model learns that zero is safe. Then the feature store falls silent about everybody else.",
  part: 1,
  order: 2,
  seed: 33,
  params,
  sources: [
    {
      title: "Inference and missing data",
      where: "D. B. Rubin, Biometrika 63(3), 1976",
      url: "https://doi.org/10.1093/biomet/63.3.581",
    },
    {
      title: "Hidden Technical Debt in Machine Learning Systems",
      where: "D. Sculley and others, Advances in Neural Information Processing Systems 28, 2015",
      url: "https://papers.nips.cc/paper_files/paper/2015/hash/86df7dcfd896fcaf2674f757a2463eba-Abstract.html",
    },
    {
      title: "On the consistency of supervised learning with missing values",
      where: "J. Josse, J. M. Chen, N. Prost, E. Scornet, G. Varoquaux, arXiv 1902.06931, version 5, 2024",
      url: "https://arxiv.org/abs/1902.06931",
    },
    {
      title: "Imputation of missing values: marking imputed values",
      where: "scikit-learn, user guide",
      url: "https://scikit-learn.org/stable/modules/impute.html",
    },
    {
      title: "Interval estimation for the difference between independent proportions",
      where: "R. G. Newcombe, Statistics in Medicine 17, 1998",
    },
    {
      title: "A spatial scan statistic",
      where: "M. Kulldorff, Communications in Statistics: Theory and Methods 26(6), 1997",
      url: "https://doi.org/10.1080/03610929708831995",
    },
  ],
} satisfies Chapter<typeof params>;
