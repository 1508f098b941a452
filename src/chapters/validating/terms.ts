import type { Terms } from "../contracts.ts";

export default {
  slack: {
    term: "Slack",
    meaning:
      "How far a rule is opened beyond what it was learned from: a range by a part of its width, a count by some standard deviations.",
  },
  "row-rule": {
    term: "Rule about rows",
    meaning: "A rule that a single row can break, such as a range. The row is held, and the others go on.",
  },
  "batch-rule": {
    term: "Rule about a batch",
    meaning:
      "A rule that only many rows together can break, such as so many rows a day or the share of a category. The whole batch is stopped.",
  },
  "false-quarantine": {
    term: "False quarantine",
    meaning:
      "A row with which nothing is wrong, held by a rule. The largest of n good rows is passed by one new good row in n + 1, so learned bounds always have some.",
  },
  "many-rules": {
    term: "Many rules",
    meaning:
      "Twenty rules that each stop one good day in a hundred stop nearly one good day in five: the chances of false alarms add up.",
  },
} satisfies Terms;
