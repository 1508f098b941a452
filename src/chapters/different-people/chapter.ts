import type { Chapter } from "../../core/contracts.ts";

const params = {
  share: {
    kind: "number",
    label: "Payments by new customers, once settled",
    unit: "%",
    min: 0,
    max: 0.8,
    step: 0.05,
    default: 0.5,
    help: "They arrive over some weeks; the first weeks of production hold fewer.",
  },
  risk: {
    kind: "number",
    label: "Their fraud rate, times the others’",
    unit: "times",
    min: 1,
    max: 8,
    step: 0.5,
    default: 4,
    help: "At 1 they are like everybody else: the healthy twin.",
  },
  from: {
    kind: "number",
    label: "Onboarding begins on day",
    unit: "",
    min: 0,
    max: 14,
    step: 1,
    default: 7,
    help: "Of production, counted from 0.",
  },
  size: {
    kind: "number",
    label: "Payments that are compared",
    unit: "payments",
    min: 10000,
    max: 200000,
    step: 10000,
    default: 30000,
    scale: "log",
    help: "Six weeks of training and the first three of production.",
  },
  model: {
    kind: "choice",
    label: "Once labels are mature",
    options: ["as-trained", "retrained", "recalibrated", "with-cohort"],
    words: [
      "the model stays as it is",
      "retrain on the same features",
      "recalibrate the score by cohort",
      "retrain with the cohort as a feature",
    ],
    default: "as-trained",
  },
} as const;

export default {
  id: "different-people",
  title: "Same numbers, different people",
  standfirst:
    "New customers arrive whose numbers look like everybody’s. Every drift test agrees that nothing has changed, and the losses double.",
  part: 1,
  order: 3,
  seed: 18,
  params,
  sources: [
    {
      title: "Components of a difference between two rates",
      where: "E. M. Kitagawa, Journal of the American Statistical Association 50, 1955",
      url: "https://doi.org/10.1080/01621459.1955.10501299",
    },
    {
      title: "Automated data slicing for model validation: a big data – AI integration approach",
      where: "Y. Chung, T. Kraska, N. Polyzotis, K. H. Tae, S. E. Whang, IEEE TKDE 32, 2020",
      url: "https://doi.org/10.1109/TKDE.2019.2916074",
    },
    {
      title: "Adjusting the outputs of a classifier to new a priori probabilities: a simple procedure",
      where: "M. Saerens, P. Latinne, C. Decaestecker, Neural Computation 14, 2002",
      url: "https://doi.org/10.1162/089976602753284446",
    },
    {
      title: "Two further applications of a model for binary regression",
      where: "D. R. Cox, Biometrika 45, 1958",
      url: "https://doi.org/10.1093/biomet/45.3-4.562",
    },
    {
      title: "Failing loudly: an empirical study of methods for detecting dataset shift",
      where: "S. Rabanser, S. Günnemann, Z. C. Lipton, NeurIPS 32, 2019",
      url: "https://arxiv.org/abs/1810.11953",
    },
    {
      title: "How performance is estimated without labels (CBPE)",
      where: "NannyML, documentation",
      url: "https://nannyml.readthedocs.io/en/stable/how_it_works/performance_estimation.html",
    },
  ],
} satisfies Chapter<typeof params>;
