import type { Terms } from "../contracts.ts";

export default {
  "model-version": {
    term: "Model version",
    meaning:
      "One trained model with its papers: which days it learned from, when its labels were read, when it went live, and what replaced it.",
  },
  "scheduled-retraining": {
    term: "Scheduled retraining",
    meaning: "A new version every so many days, whether anything has changed or not.",
  },
  "triggered-retraining": {
    term: "Triggered retraining",
    meaning: "A new version when a detector rings, and none while it is silent.",
  },
  "release-gate": {
    term: "Release gate",
    meaning:
      "A check between training and going live: a new version must be better than the present one on days that are later than all it learned from, and whose labels are in.",
  },
  "exam-of-a-version": {
    term: "Exam",
    meaning:
      "A version judged on rows that were held out of its own training table, with that table’s labels and columns. It can be no more honest than the table.",
  },
  "roll-back": {
    term: "Roll back",
    meaning:
      "An earlier version decides again. It needs that version, its data and its line to have been kept, and a way back that takes minutes.",
  },
  "chasing-the-past": {
    term: "Chasing the past",
    meaning:
      "Each retraining learns a state of the world that has just ended, because labels take as long to come as the state lasts.",
  },
  "standard-error-rule": {
    term: "One-standard-error rule",
    meaning:
      "A new model counts as better only where the difference is larger than the chance scatter (one standard error) of that difference.",
  },
} satisfies Terms;
