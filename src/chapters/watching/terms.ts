import type { Terms } from "../contracts.ts";

export default {
  "alert-line": {
    term: "Alert line",
    meaning:
      "The value beyond which a number on a dashboard rings an alarm. Where it lies is a choice between two mistakes.",
  },
  "false-alarm-day": {
    term: "False-alarm day",
    meaning:
      "A day on which an alarm rings and nothing is wrong. Counted here on the healthy twin, for 28 days.",
  },
  "missed-day": {
    term: "Missed day",
    meaning: "A day on which something is wrong and the alarm is silent.",
  },
  "drift-score": {
    term: "Drift score",
    meaning:
      "One number for how unlike training the inputs look: here the largest stability index among the features, over seven days.",
  },
  percentile: {
    term: "Percentile (p50, p95, p99)",
    meaning:
      "The value that so many in a hundred lie under. Half of the answers are quicker than p50; one in a hundred is slower than p99, and that one is somebody’s payment.",
  },
  "business-result": {
    term: "Business result",
    meaning:
      "What the model earns in a day: the fraud that it stopped, less the reviews and the good payments that it stopped by mistake.",
  },
  revision: {
    term: "Revision",
    meaning:
      "A number about one and the same day that changes later, because a report about that day has come in.",
  },
  "leading-signal": {
    term: "Leading signal",
    meaning:
      "A number that moves before the loss can be measured, because it needs no label. It hints; it does not prove.",
  },
  "alert-fatigue": {
    term: "Alert fatigue",
    meaning: "What false alarms do to people: after enough of them nobody looks at the true one.",
  },
} satisfies Terms;
