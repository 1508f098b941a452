import type { Chapter } from "../../core/contracts.ts";

const params = {
  depth: {
    kind: "number",
    label: "Jobs lost at the worst",
    unit: "%",
    min: 0,
    max: 0.3,
    step: 0.01,
    default: 0.15,
    help: "At 0 there is no crisis: the healthy twin.",
  },
  length: {
    kind: "number",
    label: "Length of the crisis",
    unit: "months",
    min: 3,
    max: 15,
    step: 1,
    default: 10,
    help: "From the first job lost to the first that returns.",
  },
  recovers: {
    kind: "number",
    label: "Share of it that goes away again",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.8,
    help: "At 0 it stays: lasting drift.",
  },
  rule: {
    kind: "choice",
    label: "The new rule",
    options: ["none", "holidays", "income-floor"],
    words: ["none", "payment holidays", "an income threshold"],
    default: "holidays",
    help: "In force while the crisis lasts.",
  },
  answer: {
    kind: "choice",
    label: "What the lender does",
    options: ["keep", "retrain-in", "fallback", "retrain-with", "retrain-without"],
    words: [
      "keeps the model",
      "retrains in the crisis",
      "falls back, then returns",
      "retrains after it, crisis included",
      "retrains after it, crisis left out",
    ],
    default: "keep",
  },
  size: {
    kind: "number",
    label: "Applications",
    unit: "applications",
    min: 20000,
    max: 200000,
    step: 10000,
    default: 30000,
    scale: "log",
    help: "In five years.",
  },
} as const;

export default {
  id: "shock",
  title: "The shock",
  standfirst:
    "Jobs go, repayment changes and a new rule comes, all in one quarter. Then most of it comes back. A model that was retrained in between has learned a world that is gone.",
  part: 2,
  order: 3,
  seed: 12,
  params,
  sources: [
    {
      title: "Learning under concept drift: a review",
      where: "J. Lu, A. Liu, F. Dong, F. Gu, J. Gama, G. Zhang, IEEE TKDE 31, 2019",
      url: "https://doi.org/10.1109/TKDE.2018.2876857",
    },
    {
      title: "A survey on concept drift adaptation",
      where: "J. Gama, I. Žliobaitė, A. Bifet, M. Pechenizkiy, A. Bouchachia, ACM Computing Surveys 46, 2014",
      url: "https://doi.org/10.1145/2523813",
    },
    {
      title: "Learning from time-changing data with adaptive windowing",
      where: "A. Bifet, R. Gavaldà, SIAM International Conference on Data Mining, 2007",
      url: "https://doi.org/10.1137/1.9781611972771.42",
    },
    {
      title:
        "Central limit theorems for the Wasserstein distance between the empirical and the true distributions",
      where: "E. del Barrio, E. Giné, C. Matrán, Annals of Probability 27, 1999",
      url: "https://doi.org/10.1214/aop/1022677394",
    },
    {
      title: "Guidelines on legislative and non-legislative moratoria on loan repayments (EBA/GL/2020/02)",
      where: "European Banking Authority, 2020",
    },
  ],
} satisfies Chapter<typeof params>;
