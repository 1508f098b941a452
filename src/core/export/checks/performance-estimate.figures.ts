import type { SqlCheck } from "./sql-check.ts";

const performanceEstimate: Pick<SqlCheck, "id" | "figures"> = {
  id: "performance-estimate",
  figures: ({ statistic, effect, facts }) => ({
    // In Python the score is always calibrated; ours leaves a score as it is that three fits found no worse.
    roc_auc: facts.calibrated === "yes" ? statistic : Number.NaN,
    difference: effect,
    reference: Number(facts.reference),
    low: Number(facts.low),
    high: Number(facts.high),
    worst: Number(facts.worst),
    chunks: Number(facts.chunks),
    outside: Number(facts.outside),
    recall: Number(facts.recall),
    ...(Number.isFinite(facts.precision) ? { precision: Number(facts.precision) } : {}),
    alert_threshold: Number(facts.alertThreshold),
  }),
};
export default performanceEstimate;
