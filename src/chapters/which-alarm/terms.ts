import type { Terms } from "../contracts.ts";

export default {
  "blind-spot": {
    term: "Blind spot",
    meaning: "A failure that none of the detectors in use would report, however long one waits.",
  },
  "blind-spot-matrix": {
    term: "Blind-spot matrix",
    meaning:
      "A table of failures by detectors. Each cell says how often the detector rings on the failure, and how often where nothing is wrong.",
  },
  "to-see-a-failure": {
    term: "To see a failure",
    meaning:
      "Here: to ring in at least half of the seeds, with an interval that lies wholly above that of the healthy twin.",
  },
  "wilson-interval": {
    term: "Wilson’s interval",
    meaning:
      "The range of true shares that a counted share leaves open. It stays between 0 and 1, and holds for rare events too.",
  },
  "cannot-tell": {
    term: "Cannot tell",
    meaning:
      "The answer of a detector that lacks what it would have to read. It is not silence: a silent detector has looked.",
  },
  "greedy-cover": {
    term: "Greedy cover",
    meaning:
      "A small set found step by step: always the one detector more that adds most. It is rarely much larger than the smallest set.",
  },
  "failure-drill": {
    term: "Failure drill",
    meaning:
      "To break a copy of one’s own data on purpose, in a known way, and to write down which alarm rings.",
  },
} satisfies Terms;
