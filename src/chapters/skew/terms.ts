import type { Terms } from "../contracts.ts";

export default {
  "training-serving-skew": {
    term: "Training-serving skew",
    meaning:
      "A difference between a feature as the training code computes it and the same feature as production serves it, for the same payment.",
  },
  transform: {
    term: "Transform",
    meaning:
      "The code that turns raw facts into a feature: it picks columns, joins, scales, encodes, and decides what stands where there is no value.",
  },
  standardise: {
    term: "Standardise",
    meaning:
      "To subtract a column’s mean and divide by its standard deviation, both taken from training, so that the column has mean 0 and deviation 1.",
  },
  "category-code": {
    term: "Category code",
    meaning:
      "The number that stands for a category in a model’s input. It means something only together with the table that says which number is which category.",
  },
  "stale-cache": {
    term: "Stale cache",
    meaning:
      "A store that answers quickly with a value that was right once and has not been refreshed since.",
  },
  "roll-out": {
    term: "Roll-out",
    meaning:
      "Giving a new version more and more of the traffic, so that an error shows before it is everywhere.",
  },
  "row-parity": {
    term: "Row parity",
    meaning:
      "The share of rows with the same key in which two pipelines computed the same value. Where they did not, the pairs often show why.",
  },
  "feature-log": {
    term: "Feature log",
    meaning:
      "A record of the features exactly as the model read them, written at the moment of each prediction.",
  },
} satisfies Terms;
