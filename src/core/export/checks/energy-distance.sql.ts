import type { SqlCheck } from "./sql-check.ts";
import { figuresOf, steppedValues } from "./sql-parts.ts";

/** The squared gap of the two distribution functions, over the values' own scale; infinite values are left out. */
const energyDistance: SqlCheck = {
  id: "energy-distance",
  leavesOut: "The bound of the p-value: that of a chi-square with one degree of freedom at the excess.",
  sql(input, write) {
    const column = write.name(input.columns[0]!);
    return `
with ${steppedValues(input, write, { finite: true })}, areas as (
  select
    max(m) as m,
    max(n) as n,
    coalesce(sum((i * n - j * m) / m / n * (i * n - j * m) / m / n * width), 0) as gaps,
    coalesce(sum((i * (n - j) + j * (m - i)) / m / n * width), 0) as across,
    coalesce(sum((i + j) * (m + n - i - j) / m / n * width), 0) as pooled
  from steps
), rows_there as (
  select
    (select count(${column}) from older) + (select count(${column}) from newer) as everything
), result as (
  select *, everything - m - n as infinite from areas cross join rows_there
)
${figuresOf(
  "result",
  {
    distance: "sqrt(2 * gaps)",
    coefficient: "case when gaps = 0 then 0 else gaps / across end",
    excess: "case when gaps = 0 then 0 else gaps / pooled * (m + n - 1) end",
    infinite: "infinite",
    older_rows: "m",
    newer_rows: "n",
  },
  write,
)}`;
  },
  figures: ({ statistic, effect, facts }) => ({
    distance: statistic,
    coefficient: effect,
    excess: Number(facts.excess),
    infinite: Number(facts.infinite),
    older_rows: Number(facts.m),
    newer_rows: Number(facts.n),
  }),
};
export default energyDistance;
