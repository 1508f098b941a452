import type { Terms } from "../contracts.ts";

export default {
  "event-time": {
    term: "Event time",
    meaning: "When something happened in the world: the moment at which a payment was made.",
  },
  "known-time": {
    term: "Known time",
    meaning:
      "When our systems could first have read a fact. It lies after the event time, by minutes or by weeks.",
  },
  label: {
    term: "Label",
    meaning:
      "The answer that a model learns to predict. Here: whether a payment was fraud, as far as the bank has reported it.",
  },
  chargeback: {
    term: "Chargeback",
    meaning:
      "The bank takes a payment back because the customer disputes it. It is how most fraud becomes known.",
  },
  "point-in-time-join": {
    term: "Point-in-time join",
    meaning:
      "A join that gives each row only what was known at that row’s own moment, and nothing that was written later.",
  },
  "roc-auc": {
    term: "ROC AUC",
    meaning:
      "The chance that a model scores a random fraud higher than a random genuine payment. 0.5 is guessing, 1 is perfect.",
  },
  "split-in-time": {
    term: "Split in time",
    meaning: "The model learns from the older rows and is tested on the newer ones. Nothing is shuffled.",
  },
  leakage: {
    term: "Leakage",
    meaning:
      "A feature of the training table holds something that will not be there when the prediction is made, often the answer itself.",
  },
  "healthy-twin": {
    term: "Healthy twin",
    meaning:
      "The same world with the same seed, in which the one thing is not broken. An alarm that rings there too has not found the fault.",
  },
  "population-stability-index": {
    term: "Population stability index",
    meaning:
      "A number for how far two distributions lie apart, from their shares in ten bins. By custom 0.1 is a shift and 0.25 a large one.",
  },
  "kolmogorov-smirnov-test": {
    term: "Kolmogorov–Smirnov test",
    meaning:
      "Takes the largest distance between two cumulative distributions and asks how easily chance alone makes one so large.",
  },
} satisfies Terms;
