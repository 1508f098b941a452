import type { Chapter } from "../../core/contracts.ts";

const params = {
  learn: {
    kind: "choice",
    label: "To learn what it cannot see",
    options: ["nothing", "explore", "weigh"],
    words: ["do nothing", "let some through", "let some through, and weigh them"],
    default: "nothing",
    help: "At random, and by the inverse of their chance.",
  },
  explore: {
    kind: "number",
    label: "Blocked payments let through",
    unit: "%",
    min: 0.02,
    max: 0.5,
    step: 0.01,
    default: 0.1,
    help: "Where some are let through.",
  },
  slots: {
    kind: "number",
    label: "Randomised places in the shop",
    unit: "%",
    min: 0.02,
    max: 0.8,
    step: 0.01,
    default: 0.3,
    help: "Where some are let through.",
  },
  block: {
    kind: "number",
    label: "Payments blocked",
    unit: "%",
    min: 0.005,
    max: 0.1,
    step: 0.005,
    default: 0.02,
  },
  rounds: {
    kind: "number",
    label: "Retrainings",
    unit: "",
    min: 2,
    max: 8,
    step: 1,
    default: 5,
    help: "One every two weeks.",
  },
  window: {
    kind: "choice",
    label: "Trained on",
    options: ["last", "all"],
    words: ["the last two weeks", "everything so far"],
    default: "last",
  },
  bold: {
    kind: "number",
    label: "Frauds that are bold",
    unit: "%",
    min: 0,
    max: 0.8,
    step: 0.05,
    default: 0.4,
    help: "New device, gift cards or electronics, large amounts.",
  },
  size: {
    kind: "number",
    label: "Payments in two weeks",
    unit: "",
    min: 4000,
    max: 25000,
    step: 1000,
    default: 10000,
    scale: "log",
  },
} as const;

export default {
  id: "feedback",
  title: "Feedback loops",
  standfirst:
    "A model that blocks payments decides which labels it will ever see. It is then retrained on the rest, and tested on the rest.",
  part: 3,
  order: 3,
  seed: 21,
  params,
  sources: [
    {
      title: "The selective labels problem",
      where: "H. Lakkaraju and others, KDD 2017",
      url: "https://doi.org/10.1145/3097983.3098066",
    },
    {
      title: "A generalization of sampling without replacement from a finite universe",
      where: "D. G. Horvitz, D. J. Thompson, JASA 47, 1952",
      url: "https://doi.org/10.1080/01621459.1952.10483446",
    },
    {
      title: "Counterfactual reasoning and learning systems",
      where: "L. Bottou and others, JMLR 14, 2013",
      url: "https://jmlr.org/papers/v14/bottou13a.html",
    },
    {
      title:
        "How algorithmic confounding in recommendation systems increases homogeneity and decreases utility",
      where: "A. Chaney, B. Stewart, B. Engelhardt, RecSys 2018",
      url: "https://doi.org/10.1145/3240323.3240370",
    },
    {
      title: "Recommendations as treatments: debiasing learning and evaluation",
      where: "T. Schnabel and others, ICML 2016",
      url: "https://arxiv.org/abs/1602.05352",
    },
    {
      title: "Runaway feedback loops in predictive policing",
      where: "D. Ensign and others, PMLR 81, 2018",
      url: "https://arxiv.org/abs/1706.09847",
    },
  ],
} satisfies Chapter<typeof params>;
