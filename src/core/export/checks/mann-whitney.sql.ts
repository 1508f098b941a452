import type { SqlCheck } from "./sql-check.ts";
import { figuresOf, steppedValues } from "./sql-parts.ts";

/** U by running counts: for each value, the newer values below it, and half of those equal to it. */
const mannWhitney: SqlCheck = {
  id: "mann-whitney",
  leavesOut: "The p-value and DeLong’s interval; `scipy.stats.mannwhitneyu` gives the p of the same U.",
  sql(input, write) {
    return `
with ${steppedValues(input, write)}, result as (
  select sum(older * (j - newer / 2)) as u, max(m) as m, max(n) as n from steps
)
${figuresOf("result", { u: "u", larger: "1 - u / m / n", effect: "1 - 2 * u / m / n", older_rows: "m", newer_rows: "n" }, write)}`;
  },
  figures: ({ statistic, effect, facts }) => ({
    u: statistic,
    larger: Number(facts.larger),
    effect,
    older_rows: Number(facts.m),
    newer_rows: Number(facts.n),
  }),
};
export default mannWhitney;
