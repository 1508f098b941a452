import type { Terms } from "../contracts.ts";

export default {
  "data-drift": {
    term: "Data drift",
    meaning: "The numbers that arrive are distributed otherwise than those the model learned from.",
  },
  "distribution-function": {
    term: "Empirical distribution function",
    meaning: "For every value, the share of the rows that lie at it or below it. It climbs from 0 to 1.",
  },
  "wasserstein-distance": {
    term: "Wasserstein distance",
    meaning:
      "The area between two distribution functions: how far the values must move on average to turn one sample into the other.",
  },
  "p-value": {
    term: "p-value",
    meaning:
      "How often chance alone would give a difference at least this large, if nothing had changed. It says nothing about the size of a difference.",
  },
  "effect-size": {
    term: "Effect size",
    meaning: "How large a difference is, on a scale that does not grow with the number of rows.",
  },
  power: {
    term: "Power",
    meaning: "The share of the cases in which a test rings, given a change of a certain size.",
  },
  level: {
    term: "Level",
    meaning: "The share of false alarms that a test promises when nothing has changed, often 5 %.",
  },
  "unseen-category": {
    term: "Unseen category",
    meaning:
      "A value of a category that training never held, so that the model has learned nothing about it.",
  },
  "importance-weighting": {
    term: "Importance weighting",
    meaning:
      "Each row of training counts as much more, or less, as rows like it have become more, or less, frequent.",
  },
  deflate: {
    term: "Deflate",
    meaning: "To divide amounts by the rise of the prices, so that they are comparable over the years.",
  },
} satisfies Terms;
