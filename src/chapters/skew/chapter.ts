import type { Chapter } from "../../core/contracts.ts";

const params = {
  mismatch: {
    kind: "choice",
    label: "The new service",
    options: ["units", "scaling", "codes", "time-zone", "stale-cache", "missing-rule"],
    words: [
      "has amounts in cents",
      "leaves out the scaling",
      "numbers categories otherwise",
      "lives in another time zone",
      "reads a stale cache",
      "fills gaps by another rule",
    ],
    default: "units",
  },
  from: {
    kind: "number",
    label: "It goes live on day",
    unit: "",
    min: 0,
    max: 14,
    step: 1,
    default: 7,
    help: "Of production, counted from 0.",
  },
  share: {
    kind: "number",
    label: "Payments it serves",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.05,
    default: 1,
    help: "The others are served by the old code, which is right.",
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
  pipeline: {
    kind: "choice",
    label: "The features are computed by",
    options: ["twice", "once"],
    words: ["two pieces of code", "one transform for both"],
    default: "twice",
  },
} as const;

export default {
  id: "skew",
  title: "Training-serving skew",
  standfirst:
    "The same feature, computed twice: once for training, once for serving. The names agree, the types agree, and the numbers do not.",
  part: 3,
  order: 1,
  seed: 34,
  params,
  sources: [
    {
      title: "Hidden Technical Debt in Machine Learning Systems",
      where: "D. Sculley and others, Advances in Neural Information Processing Systems 28, 2015",
      url: "https://papers.nips.cc/paper_files/paper/2015/hash/86df7dcfd896fcaf2674f757a2463eba-Abstract.html",
    },
    {
      title: "The ML test score: a rubric for ML production readiness and technical debt reduction",
      where: "E. Breck, S. Cai, E. Nielsen, M. Salib, D. Sculley, IEEE Big Data, 2017",
      url: "https://doi.org/10.1109/BigData.2017.8258038",
    },
    {
      title: "Rules of Machine Learning, rules 29 to 37 on training-serving skew",
      where: "M. Zinkevich, Google for Developers",
      url: "https://developers.google.com/machine-learning/guides/rules-of-ml",
    },
    {
      title: "Data validation for machine learning",
      where: "E. Breck, N. Polyzotis, S. Roy, S. E. Whang, M. Zinkevich, MLSys, 2019",
    },
    {
      title: "A rank-invariant method of linear and polynomial regression analysis",
      where: "H. Theil, Proceedings of the Royal Netherlands Academy of Sciences 53, 1950",
    },
  ],
} satisfies Chapter<typeof params>;
