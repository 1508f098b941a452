import type { Terms } from "../contracts.ts";

export default {
  champion: {
    term: "Champion and challenger",
    meaning: "The model in service, and the one that may take its place.",
  },
  shadow: {
    term: "Shadow deployment",
    meaning:
      "The challenger scores the same traffic as the champion and decides nothing: its answers are written down and thrown away.",
  },
  "ab-test": {
    term: "A/B test",
    meaning:
      "Users are split at random between two versions for the same days, so that nothing but the version differs between the two groups, called arms.",
  },
  "aa-test": {
    term: "A/A test",
    meaning:
      "An A/B test in which both arms have the same version. Whatever it finds is false: it tests the test itself.",
  },
  peeking: {
    term: "Peeking",
    meaning:
      "Looking at a test again and again and stopping it at the first look at which p is small. It makes false winners far more frequent than the level says.",
  },
  "sequential-test": {
    term: "Sequential test",
    meaning:
      "A test that may be looked at many times: its bounds are so wide that the chance of a false winner at any look at all keeps the level.",
  },
  "always-valid-p": {
    term: "Always-valid p-value",
    meaning:
      "A p-value that holds at every look at once, for as long as the test runs. One may stop whenever it is below the level.",
  },
  "minimum-detectable-effect": {
    term: "Minimum detectable effect",
    meaning: "The smallest difference that a test of a given size finds with the power that is asked for.",
  },
  "design-effect": {
    term: "Design effect",
    meaning:
      "How many times more a share varies because rows of one user are alike. A test needs so many times more rows.",
  },
  "carry-over": {
    term: "Carry-over",
    meaning:
      "What one version does to a user changes what the other version meets later. The two arms are then no longer apart.",
  },
  guardrail: {
    term: "Guardrail",
    meaning:
      "A figure that a release may not make worse, whatever its main figure does: latency, complaints, a group of customers.",
  },
  "sample-ratio-mismatch": {
    term: "Sample ratio mismatch",
    meaning:
      "The arms are not as large as they were planned. It means that the split or the log is broken, and that the result can’t be believed.",
  },
} satisfies Terms;
