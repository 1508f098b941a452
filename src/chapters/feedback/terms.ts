import type { Terms } from "../contracts.ts";

export default {
  "feedback-loop": {
    term: "Feedback loop",
    meaning: "What a model decides changes the data that its successor learns from.",
  },
  "selective-labels": {
    term: "Selective labels",
    meaning:
      "Whether an outcome becomes known depends on what was decided: a blocked payment is never disputed, a refused loan never defaults.",
  },
  retraining: {
    term: "Retraining",
    meaning: "Fitting the model anew on newer rows, so that it follows the world.",
  },
  exploration: {
    term: "Exploration",
    meaning:
      "Now and then deciding by chance against one’s own judgement, in order to learn what would have happened.",
  },
  propensity: {
    term: "Propensity",
    meaning:
      "The chance that a row had to be seen: to be let through, to be shown. It must be written down when the decision is taken.",
  },
  "effective-rows": {
    term: "Effective number of rows",
    meaning:
      "As many unweighted rows as would say as much as these weighted ones. A few rows with heavy weights say little, however much they stand for.",
  },
  exposure: {
    term: "Exposure",
    meaning: "How often an item is shown. What is not shown can’t be clicked, whatever it is worth.",
  },
  "gini-index": {
    term: "Gini index",
    meaning:
      "A number for inequality: 0 where all items are shown alike, near 1 where one item gets nearly all.",
  },
  entropy: {
    term: "Entropy",
    meaning:
      "How hard it is to guess which item is shown next, here as a share of its maximum: 1 where all are shown alike, 0 where it is always the same.",
  },
} satisfies Terms;
