import type { Terms } from "../contracts.ts";

export default {
  "default-value": {
    term: "Default value",
    meaning:
      "What a column holds where there is no value: zero, the mean, an empty text. It looks like a measurement and is none.",
  },
  "feature-store": {
    term: "Feature store",
    meaning:
      "The service that keeps the features of each user ready, so that a model can read them at the moment of a payment.",
  },
  "active-user": {
    term: "Active user",
    meaning: "A user who has paid within the last seven days, and so has an average to be read.",
  },
  imputation: {
    term: "Imputation",
    meaning: "Writing an estimate, such as the mean or the median, where a value is missing.",
  },
  "missing-indicator": {
    term: "Missing indicator",
    meaning:
      "A second column, a flag, that says whether there was a value. It does not say why there was none.",
  },
  recall: {
    term: "Recall",
    meaning: "Of all frauds, the share that the model stops.",
  },
  "withheld-values": {
    term: "Withheld values",
    meaning:
      "Values that are held back in training although they are known, so that the model has seen what it will see when they fail to arrive.",
  },
} satisfies Terms;
