import type { Terms } from "../contracts.ts";

export default {
  default: {
    term: "Default",
    meaning: "A loan that is not paid back. Here: three instalments in a row have been missed.",
  },
  "probability-of-default": {
    term: "Probability of default",
    meaning:
      "What a credit-scoring model predicts: the chance that a loan, were it granted, would end in default.",
  },
  scorecard: {
    term: "Scorecard",
    meaning:
      "A credit-scoring model that adds up one number for each fact of an application. Here it is a logistic regression.",
  },
  vintage: {
    term: "Vintage",
    meaning:
      "The loans that were granted in one month. Vintages are compared at the same age, so that an older one does not look worse only because it has had more time to fail.",
  },
  "payment-holiday": {
    term: "Payment holiday",
    meaning:
      "A borrower may stop paying for some months without being in arrears. The books show a loan that is paid as agreed.",
  },
  shock: {
    term: "Shock",
    meaning:
      "A change that comes at once and, for the most part, goes away again. On the day on which it comes it looks like a change that stays.",
  },
  "change-point": {
    term: "Change point",
    meaning: "A moment at which a stream of values stops being what it was.",
  },
  "fallback-policy": {
    term: "Fallback policy",
    meaning:
      "A simple, careful rule that takes the place of a model, or tightens it, while the model’s world is in doubt; agreed upon before it is needed.",
  },
} satisfies Terms;
