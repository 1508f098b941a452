import type { Terms } from "../contracts.ts";

export default {
  cohort: {
    term: "Cohort",
    meaning: "A group of people who have one thing in common, such as the day or the way in which they came.",
  },
  precision: {
    term: "Precision",
    meaning: "Of all payments that the model stops, the share that is fraud.",
  },
  "holm-correction": {
    term: "Holm’s correction",
    meaning:
      "Makes each of several tests stricter, so that the chance of even one false alarm among all of them keeps to the level chosen.",
  },
  "domain-classifier": {
    term: "Domain classifier",
    meaning:
      "A model that is trained to tell the newer rows from the older ones. If it can, the two differ, in whatever way.",
  },
  "covariate-shift": {
    term: "Covariate shift",
    meaning:
      "The distribution of the features, P(X), changes, while what they say about the label stays as it was.",
  },
  "conditional-shift": {
    term: "Change of P(Y given X)",
    meaning:
      "The same features go with another share of fraud than before. No test that reads features alone can see it.",
  },
  calibration: {
    term: "Calibration",
    meaning: "Whether a score keeps its promise: of payments scored 2 %, two in a hundred should be fraud.",
  },
  "mix-and-rate": {
    term: "Mix and rate",
    meaning:
      "Kitagawa’s split of a changed average: other people are there (mix), or the same people behave otherwise (rate).",
  },
  "performance-estimate": {
    term: "Performance estimated without labels",
    meaning:
      "Quality worked out from the scores alone, before any label is known. It takes each score for the true probability.",
  },
} satisfies Terms;
