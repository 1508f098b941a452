import type { Terms } from "../contracts.ts";

export default {
  "concept-drift": {
    term: "Concept drift",
    meaning:
      "The inputs look as they always did, but what they mean has changed: the same row now has another chance of being positive.",
  },
  "kinds-of-change": {
    term: "Sudden, gradual, incremental, recurring",
    meaning:
      "Four ways in which a meaning changes: overnight; one case after another, with old and new side by side; by small steps of everybody; there, back, and there again.",
  },
  "stream-detector": {
    term: "Stream detector",
    meaning:
      "A detector that reads one value at a time, keeps a small state, and rings when the values seem to come from another source than before.",
  },
  "error-stream": {
    term: "Error stream",
    meaning:
      "A 1 for each row on which the model was wrong and a 0 for each on which it was right, in the order in which the labels became known.",
  },
  "detection-delay": {
    term: "Detection delay",
    meaning: "The time from a change to the first alarm that counts as finding it.",
  },
  "false-alarm": {
    term: "False alarm",
    meaning:
      "An alarm that no change stands behind: before it, or so long after that nobody would connect the two.",
  },
  "dummy-detector": {
    term: "Dummy",
    meaning:
      "A detector that rings at fixed intervals, whatever the data are. What it scores is what knowing nothing scores; a detector must do better.",
  },
  "f1-of-alarms": {
    term: "F1 of alarms",
    meaning:
      "One number for precision (how many alarms found a change) and recall (how many changes were found): their harmonic mean.",
  },
  accuracy: {
    term: "Accuracy",
    meaning:
      "The share of rows on which the decision was right. Where positives are rare, never stopping anything is accurate too.",
  },
  "training-window": {
    term: "Training window",
    meaning:
      "The stretch of time whose rows a model learns from. A short one forgets what is no longer true, and has fewer rows.",
  },
} satisfies Terms;
