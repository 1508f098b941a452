import type { Chapter } from "../../core/contracts.ts";

const params = {
  depth: {
    kind: "number",
    label: "Depth of a tree",
    unit: "questions",
    min: 1,
    max: 10,
    step: 1,
    default: 8,
    help: "Questions on the way to a leaf.",
  },
  trees: {
    kind: "number",
    label: "Trees",
    unit: "trees",
    min: 8,
    max: 120,
    step: 8,
    default: 24,
  },
  known: {
    kind: "choice",
    label: "What names a customer",
    options: ["nothing", "customer", "customer-and-shop"],
    words: ["nothing", "number and usual amount", "these, and the shop"],
    default: "customer-and-shop",
    help: "Features beside the usual nine.",
  },
  noise: {
    kind: "number",
    label: "Useless features",
    unit: "features",
    min: 0,
    max: 20,
    step: 2,
    default: 0,
    help: "Pure chance, drawn anew for every payment.",
  },
  shared: {
    kind: "number",
    label: "Customers a random split may tear apart",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.1,
    default: 1,
    help: "At 0 it is the split by customer.",
  },
  size: {
    kind: "number",
    label: "Payments",
    unit: "payments",
    min: 6000,
    max: 40000,
    step: 1000,
    default: 12000,
    scale: "log",
    help: "Six weeks of training and three of production.",
  },
  split: {
    kind: "choice",
    label: "The model is judged on",
    options: ["random", "customer", "time", "time-customer"],
    words: [
      "a third of the payments, at random",
      "a third of the customers",
      "the last two weeks",
      "the last two weeks, new customers only",
    ],
    default: "random",
  },
} as const;

export default {
  id: "overfitting",
  title: "Overfitting the past",
  standfirst:
    "Shuffle the payments, hold a third out, and the model looks brilliant. It has met these customers before, and the customers of next month it has not.",
  part: 3,
  order: 4,
  seed: 5,
  params,
  sources: [
    {
      title: "Leakage and the reproducibility crisis in machine-learning-based science",
      where: "S. Kapoor, A. Narayanan, Patterns 4, 2023",
      url: "https://doi.org/10.1016/j.patter.2023.100804",
    },
    {
      title: "The need to approximate the use-case in clinical machine learning",
      where: "S. Saeb, L. Lonini, A. Jayaraman, D. C. Mohr, K. P. Kording, GigaScience 6, 2017",
      url: "https://doi.org/10.1093/gigascience/gix019",
    },
    {
      title:
        "Cross-validation strategies for data with temporal, spatial, hierarchical, or phylogenetic structure",
      where: "D. R. Roberts and others, Ecography 40, 2017",
      url: "https://doi.org/10.1111/ecog.02881",
    },
    {
      title: "Understanding deep learning requires rethinking generalization",
      where: "C. Zhang, S. Bengio, M. Hardt, B. Recht, O. Vinyals, ICLR, 2017",
      url: "https://arxiv.org/abs/1611.03530",
    },
    {
      title: "On over-fitting in model selection and subsequent selection bias in performance evaluation",
      where: "G. C. Cawley, N. L. C. Talbot, Journal of Machine Learning Research 11, 2010",
      url: "https://jmlr.org/papers/v11/cawley10a.html",
    },
    {
      title: "Cross-validation: evaluating estimator performance (grouped data, time series)",
      where: "scikit-learn, user guide",
      url: "https://scikit-learn.org/stable/modules/cross_validation.html",
    },
  ],
} satisfies Chapter<typeof params>;
