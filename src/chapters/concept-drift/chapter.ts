import type { Chapter } from "../../core/contracts.ts";

const params = {
  shape: {
    kind: "choice",
    label: "How the change comes",
    options: ["sudden", "gradual", "incremental", "recurring"],
    words: ["sudden", "gradual: one thief after another", "incremental: all slide", "recurring"],
    default: "sudden",
  },
  from: {
    kind: "number",
    label: "Change begins on day",
    unit: "",
    min: 7,
    max: 21,
    step: 1,
    default: 14,
    help: "Of production, counted from 0.",
  },
  days: {
    kind: "number",
    label: "It takes, or each turn lasts",
    unit: "days",
    min: 7,
    max: 21,
    step: 1,
    default: 14,
    help: "A sudden change takes no time.",
  },
  delay: {
    kind: "number",
    label: "Labels arrive after (median)",
    unit: "days",
    min: 0,
    max: 8,
    step: 1,
    default: 0,
    help: "At 0 every label is there at once.",
  },
  reads: {
    kind: "choice",
    label: "The stream detectors read",
    options: ["all", "stakes"],
    words: ["every payment", "stopped payments and frauds"],
    default: "all",
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
  repair: {
    kind: "choice",
    label: "Three weeks after the change",
    options: ["none", "all", "window"],
    words: ["the model stays as it is", "retrain on all labels", "retrain on the last three weeks"],
    default: "none",
  },
} as const;

export default {
  id: "concept-drift",
  title: "Concept drift",
  standfirst:
    "Every payment looks as it always did. What has changed is which of them are theft, and no column of the table says so.",
  part: 2,
  order: 2,
  seed: 9,
  params,
  sources: [
    {
      title: "A survey on concept drift adaptation",
      where:
        "J. Gama, I. Žliobaitė, A. Bifet, M. Pechenizkiy, A. Bouchachia, ACM Computing Surveys 46(4), 2014",
      url: "https://doi.org/10.1145/2523813",
    },
    {
      title: "Learning under concept drift: a review",
      where: "J. Lu, A. Liu, F. Dong, F. Gu, J. Gama, G. Zhang, IEEE TKDE 31(12), 2019",
      url: "https://doi.org/10.1109/TKDE.2018.2876857",
    },
    {
      title: "Learning with drift detection (DDM)",
      where: "J. Gama, P. Medas, G. Castillo, P. Rodrigues, SBIA 2004",
      url: "https://doi.org/10.1007/978-3-540-28645-5_29",
    },
    {
      title: "Learning from time-changing data with adaptive windowing (ADWIN)",
      where: "A. Bifet, R. Gavaldà, SIAM International Conference on Data Mining, 2007",
      url: "https://doi.org/10.1137/1.9781611972771.42",
    },
    {
      title: "Online and non-parametric drift detection methods based on Hoeffding’s bounds (HDDM)",
      where: "I. Frías-Blanco and others, IEEE TKDE 27(3), 2015",
      url: "https://doi.org/10.1109/TKDE.2014.2345382",
    },
    {
      title: "Continuous inspection schemes (CUSUM, Page–Hinkley)",
      where: "E. S. Page, Biometrika 41, 1954",
      url: "https://doi.org/10.1093/biomet/41.1-2.100",
    },
    {
      title: "drift: detectors of change, the reference for ours",
      where: "river, documentation, version 0.26",
      url: "https://riverml.xyz",
    },
  ],
} satisfies Chapter<typeof params>;
