import type { SqlCheck } from "./sql-check.ts";
import { figuresOf, steppedValues } from "./sql-parts.ts";

/**
 * A² with middle ranks (Scholz and Stephens, equation 7), and standardised (their equation 4). The two sums over all rows in the
 * latter are the harmonic numbers of order 1 and 2, taken from their series, which is exact to 1e-13 from 20 rows on: h is H(N - 1),
 * and g = H₂(N) - (2 H(N) - 1 / N) / N.
 */
const andersonDarling: SqlCheck = {
  id: "anderson-darling",
  leavesOut: "The p-value; `scipy.stats.anderson_ksamp` gives one for the same standardised statistic.",
  sql(input, write) {
    return `
with ${steppedValues(input, write)}, places as (
  select m, n, m + n as rows_there, older + newer as equal, i - older / 2 as mine, i + j - (older + newer) / 2 as below
  from steps
), squared as (
  select
    max(m) as m,
    max(n) as n,
    max(rows_there) as r,
    -- Null where all values are equal.
    max((rows_there - 1) / rows_there * (1 / m + 1 / n)) * sum(
      equal / rows_there * (rows_there * mine - below * m) * (rows_there * mine - below * m)
      / nullif(below * (rows_there - below) - rows_there * equal / 4, 0)
    ) as a2
  from places
), harmonic as (
  select
    *,
    1 / m + 1 / n as inverse,
    ln(r) + 0.57721566490153286e0 + 0.5e0 / r - 1 / (12 * r * r) + 1 / (120 * r * r * r * r)
      - 1 / (252 * r * r * r * r * r * r) as h1,
    1.6449340668482264e0 - 1 / r + 0.5e0 / (r * r) - 1 / (6 * r * r * r) + 1 / (30 * r * r * r * r * r)
      - 1 / (42 * r * r * r * r * r * r * r) as h2
  from squared
), sums as (
  select *, h1 - 1 / r as h, h2 - (2 * h1 - 1 / r) / r as g from harmonic
), terms as (
  select
    *,
    4 * g - 6 + (10 - 6 * g) * inverse as a,
    4 * (2 * g - 4) + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6 as b,
    4 * (6 * h + 2 * g - 2) + 2 * (4 * h - 4 * g + 6) + (2 * h - 6) * inverse + 4 * h as c,
    4 * (2 * h + 6) - 8 * h as d
  from sums
), result as (
  select
    *,
    sqrt((((a * r + b) * r + c) * r + d) / ((r - 1) * (r - 2) * (r - 3))) as deviation
  from terms
)
${figuresOf(
  "result",
  {
    squared: "coalesce(a2, 0)",
    standardised: "coalesce((a2 - 1) / deviation, 0)",
    effect: "case when a2 is null then 0 when a2 > r then 1 else sqrt(a2 / r) end",
    older_rows: "m",
    newer_rows: "n",
  },
  write,
)}`;
  },
  figures: ({ statistic, effect, facts }) => ({
    squared: Number(facts.squared ?? 0),
    standardised: statistic,
    effect,
    older_rows: Number(facts.m),
    newer_rows: Number(facts.n),
  }),
};
export default andersonDarling;
