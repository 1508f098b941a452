import type { SqlCheck } from "./sql-check.ts";
import { agedRows, datesOf } from "./sql-label-ages.ts";
import { figuresOf } from "./sql-parts.ts";

/** The age of a row at which 95 % of the labels have arrived, and the rows that are younger. */
const labelMaturity: SqlCheck = {
  id: "label-maturity",
  canTell: (input) => datesOf(input) !== null,
  leavesOut: "Greenwood’s band around the curve, which gives the interval of the age.",
  sql(input, write) {
    const ageAt = (share: string) => `case
      when mode = 'reports' then (select min(x) from report_curve where arrived >= ln(${share} - 1e-12))
      else (select min(x) from open_curve where still_to_come <= ln(1 - ${share} + 1e-12))
    end`;
    return `
with ${agedRows({ ...input, olderOnly: true }, write, datesOf(input)!)}, arrived_ages as (
  select
    mode,
    ${ageAt("0.95e0")} as mature_age,
    ${ageAt("0.5e0")} as median_age
  from modes
), marked as (
  select
    age,
    mode,
    mature_age,
    median_age,
    case when age < mature_age then 1 else 0 end as young,
    case when known_at is null then 0 else 1 end as dated,
    case when known_at is null and label is null then 1 else 0 end as unlabelled,
    case when known_at is null and (label is null or mode = 'reports') then 1 else 0 end as waiting
  from aged cross join arrived_ages
  where age is not null
), counted as (
  select
    max(mature_age) as mature_age,
    max(median_age) as median_age,
    ${write.double("count(*)")} as n,
    sum(young) as young,
    sum(young * waiting) as pending,
    sum(dated) as dated,
    sum(unlabelled) as unlabelled
  from marked
)
${figuresOf(
  "counted",
  {
    mature_days: "mature_age / 86400000",
    median_days: "median_age / 86400000",
    young_share: "young / n",
    young_rows: "young",
    pending_rows: "pending",
    dated_rows: "dated",
    open_rows: "unlabelled",
  },
  write,
)}`;
  },
  figures: ({ statistic, effect, facts }) => ({
    mature_days: statistic,
    median_days: Number(facts.median) / 86400000,
    young_share: effect,
    young_rows: Number(facts.young),
    pending_rows: Number(facts.pending),
    dated_rows: Number(facts.dated),
    open_rows: Number(facts.open),
  }),
};
export default labelMaturity;
