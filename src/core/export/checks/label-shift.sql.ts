import { roleColumn, type SqlCheck, type SqlInput, type Writer } from "./sql-check.ts";
import { agedRows, datesOf } from "./sql-label-ages.ts";
import { figuresOf } from "./sql-parts.ts";

/** The change of the label rate, without the rows that are too young for their label to have arrived. */
const labelShift: SqlCheck = {
  id: "label-shift",
  leavesOut:
    "Newcombe’s interval and Fisher’s exact p, and how much less rows of one entity or one moment say for them.",
  sql(input, write) {
    const dates = datesOf(input);
    return `
with ${dates === null ? withoutDates(input, write) : agedRows(input, write, dates)}, counted as (
  select
    max(mature) as mature,
    sum(case when label is not null and age < mature then 1 else 0 end) as young,
    sum(case when newer = 0 and not_young = 1 and label is not null then 1 else 0 end) as rows_before,
    sum(case when newer = 1 and not_young = 1 and label is not null then 1 else 0 end) as rows_now,
    sum(case when newer = 0 and not_young = 1 then label else 0 end) as hits_before,
    sum(case when newer = 1 and not_young = 1 then label else 0 end) as hits_now
  from (select *, case when age < mature then 0 else 1 end as not_young from aged) as marked
)
${figuresOf(
  "counted",
  {
    change: "hits_now / nullif(rows_now, 0) - hits_before / nullif(rows_before, 0)",
    before: "hits_before / nullif(rows_before, 0)",
    now: "hits_now / nullif(rows_now, 0)",
    rows_before: "rows_before",
    rows_now: "rows_now",
    young_rows: "young",
    mature_seconds: "mature / 1000",
  },
  write,
)}`;
  },
  figures: ({ statistic, facts }) => ({
    change: statistic,
    before: Number(facts.before),
    now: Number(facts.now),
    rows_before: Number(facts.rowsBefore),
    rows_now: Number(facts.rowsNow),
    young_rows: Number(facts.youngRows),
    mature_seconds: Number(facts.matureAge) / 1000,
  }),
};
export default labelShift;

function withoutDates(input: SqlInput, write: Writer): string {
  const label = write.double(roleColumn(input, "label", write)!);
  const none = write.double("0");
  return `aged as (
  select 0 as newer, ${label} as label, ${none} as age, ${none} as mature from older
  union all
  select 1, ${label}, ${none}, ${none} from newer
)`;
}
