import type { Chapter } from "../../core/contracts.ts";

const params = {
  kind: {
    kind: "choice",
    label: "What breaks in the feed",
    options: ["missing", "sign", "decimal", "stuck", "renamed", "recoded", "late", "duplicates"],
    words: [
      "the amount is empty",
      "the amount has its sign turned",
      "the decimal point slips by one place",
      "the amount is the one of the row before",
      "a column has another name",
      "categories have other names",
      "rows arrive late",
      "rows arrive twice",
    ],
    default: "sign",
  },
  share: { kind: "number", label: "Rows hit", unit: "%", min: 0, max: 1, step: 0.05, default: 0.5 },
  from: {
    kind: "number",
    label: "It begins on day",
    unit: "",
    min: 0,
    max: 14,
    step: 1,
    default: 5,
    help: "Of production, counted from 0.",
  },
  days: {
    kind: "number",
    label: "It is mended after",
    unit: "days",
    min: 3,
    max: 21,
    step: 1,
    default: 9,
  },
  gate: {
    kind: "choice",
    label: "The gate is",
    options: ["open", "shut"],
    words: ["open: take what comes", "shut: check each row"],
    default: "open",
  },
  strictness: {
    kind: "number",
    label: "Amounts that the range rule calls odd",
    unit: "%",
    min: 0,
    max: 0.05,
    step: 0.001,
    default: 0.002,
    help: "Of the healthy amounts that it was learned from.",
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
  id: "broken-data",
  title: "Broken data",
  standfirst:
    "A field comes empty, a point slips, a file comes late. Nothing crashes: the loader writes a zero, and the model answers.",
  part: 3,
  order: 2,
  seed: 20,
  params,
  sources: [
    {
      title: "Data validation for machine learning",
      where: "E. Breck, N. Polyzotis, S. Roy, S. E. Whang, M. Zinkevich, MLSys, 2019",
    },
    {
      title: "Automating large-scale data quality verification",
      where: "S. Schelter and others, Proceedings of the VLDB Endowment 11(12), 2018",
      url: "https://doi.org/10.14778/3229863.3229867",
    },
    {
      title: "The dataflow model",
      where: "T. Akidau and others, Proceedings of the VLDB Endowment 8(12), 2015",
      url: "https://doi.org/10.14778/2824032.2824076",
    },
    {
      title: "Everyone wants to do the model work, not the data work: data cascades in high-stakes AI",
      where: "N. Sambasivan and others, CHI, 2021",
      url: "https://doi.org/10.1145/3411764.3445518",
    },
    {
      title: "Hidden Technical Debt in Machine Learning Systems",
      where: "D. Sculley and others, Advances in Neural Information Processing Systems 28, 2015",
      url: "https://papers.nips.cc/paper_files/paper/2015/hash/86df7dcfd896fcaf2674f757a2463eba-Abstract.html",
    },
  ],
} satisfies Chapter<typeof params>;
