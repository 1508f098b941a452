import { binnedResiduals, calibrationErrors, TWO_OVER_PI } from "./sql-calibration.ts";
import type { SqlCheck } from "./sql-check.ts";
import { wilson, Z } from "./sql-intervals.ts";
import { MATURE_NOTE, trustedRows } from "./sql-mature.ts";
import { figuresOf, figuresOfEach } from "./sql-parts.ts";

/** The label rate less the mean score in ten bins of the score, newer rows against older ones, the rows of one entity together. */
const calibrationOverTime: SqlCheck = {
  id: "calibration-over-time",
  leavesOut: `The p-value of the two tests (of the mean change, and over the bins). ${MATURE_NOTE}`,
  sql: (input, write) => `
with ${trustedRows(input, write)}, ${binnedResiduals(write)}, ${calibrationErrors(write)}
${figuresOf(
  "changed",
  { change: "change", low: "change - 1.96e0 * error", high: "change + 1.96e0 * error" },
  write,
)}
union all
${figuresOfEach(
  "errors",
  "side",
  {
    "rows of ": "n",
    "mean score of ": "mean_score",
    "label rate of ": "hits / n",
    "low of label rate of ": wilson("hits", "n").low,
    "high of label rate of ": wilson("hits", "n").high,
    "calibration error of ": "error",
  },
  write,
)}
union all select 'low of calibration error of newer', greatest(0, error - sqrt(${TWO_OVER_PI}) * noise - ${Z} * sqrt((1 - ${TWO_OVER_PI}) * variance)) from errors where newer = 1
union all select 'high of calibration error of newer', least(1, error + ${Z} * sqrt(variance)) from errors where newer = 1`,
  figures: ({ effect, interval, facts }) => ({
    change: effect,
    low: interval?.[0] ?? Number.NaN,
    high: interval?.[1] ?? Number.NaN,
    ...Object.assign(
      {},
      ...(["older", "newer"] as const).map((side) => ({
        [`rows of ${side}`]: Number(facts[`${side}Rows`]),
        [`mean score of ${side}`]: Number(facts[`${side}Mean`]),
        [`label rate of ${side}`]: Number(facts[`${side}Rate`]),
        [`low of label rate of ${side}`]: Number(facts[`${side}Low`]),
        [`high of label rate of ${side}`]: Number(facts[`${side}High`]),
        [`calibration error of ${side}`]: Number(facts[`${side}Error`]),
      })),
    ),
    "low of calibration error of newer": Number(facts.newerErrorLow),
    "high of calibration error of newer": Number(facts.newerErrorHigh),
  }),
};
export default calibrationOverTime;
