import type { SqlCheck } from "./sql-check.ts";
import { figuresOf, steppedValues } from "./sql-parts.ts";

/** T: mn / (m + n) times the mean squared gap of the two distribution functions over all values. */
const cramerVonMises: SqlCheck = {
  id: "cramer-von-mises",
  leavesOut:
    "The p-value, whose distribution no engine has; the effect is the typical gap of the two shares.",
  sql(input, write) {
    return `
with ${steppedValues(input, write)}, result as (
  select
    max(m) as m,
    max(n) as n,
    sum((older + newer) / (m + n) * (i * n - j * m) / m / n * (i * n - j * m) / m / n) as gaps
  from steps
)
${figuresOf("result", { t: "m * n / (m + n) * gaps", effect: "sqrt(gaps)", older_rows: "m", newer_rows: "n" }, write)}`;
  },
  figures: ({ statistic, effect, facts }) => ({
    t: statistic,
    effect,
    older_rows: Number(facts.m),
    newer_rows: Number(facts.n),
  }),
};
export default cramerVonMises;
