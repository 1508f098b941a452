import type { Terms } from "../contracts.ts";

export default {
  "label-maturity": {
    term: "Label maturity",
    meaning:
      "How far the labels of payments of one age have arrived. A payment is mature once it is so old that its label has almost surely come.",
  },
  "reporting-delay": {
    term: "Reporting delay",
    meaning: "The time from a fraud to the moment at which somebody tells us: known time less event time.",
  },
  "as-known-on": {
    term: "As known on a day",
    meaning:
      "The data as they could be read on that day. Whatever happened or was reported later is not in them.",
  },
  "maturity-window": {
    term: "Maturity window",
    meaning: "The age that a payment must have before its label is used. Younger payments are left out.",
  },
  censoring: {
    term: "Censoring",
    meaning:
      "Something was watched for a while, and what is waited for had not happened by the end. That is less than knowing when, and more than knowing nothing.",
  },
  "kaplan-meier": {
    term: "Kaplan–Meier curve",
    meaning:
      "The share for which something has happened by each age, estimated from cases of which some are still being waited for.",
  },
  "right-truncation": {
    term: "Right truncation",
    meaning:
      "A case enters the data only when it is reported, so that long delays are seen only among old cases. Plain averages of delays then come out too short.",
  },
  "inverse-probability-weighting": {
    term: "Inverse probability weighting",
    meaning:
      "Each case that was seen counts for as many as had the same chance to be seen: one with a chance of a quarter counts four times.",
  },
  "review-queue": {
    term: "Review queue",
    meaning:
      "Payments that the model has stopped wait here for a person, who settles by the next day what they were. What was let through has nobody who looks.",
  },
} satisfies Terms;
