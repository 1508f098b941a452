import { roleColumn, type SqlCheck } from "./sql-check.ts";
import { rowsInOrder } from "./sql-in-order.ts";
import { comparedShares } from "./sql-intervals.ts";
import { figuresOfEach } from "./sql-parts.ts";

/** The label rate of rows without a value against rows with one; and where entities repeat, counting each of them once. */
const missingSignal: SqlCheck = {
  id: "missing-signal",
  leavesOut: "The p-value of the two shares, which counts each entity once where they repeat.",
  sql(input, write) {
    const [column] = input.columns;
    const owner = input.roles.entity?.[0] === column ? null : roleColumn(input, "entity", write);
    const name = write.name(column!);
    return `
with ${rowsInOrder(input, write, {
      owner: owner ?? "cast(null as int)",
      missing: `case when ${name} is null then 1 else 0 end`,
    })}, labelled as (
  select *, case when owner is not null then row_number() over (partition by owner order by place) end as turn
  from in_order
  where label is not null
), counts as (
  select
    sum(case when missing = 1 then label else 0e0 end) as hits_1,
    sum(case when missing = 1 then 1e0 else 0e0 end) as rows_1,
    sum(case when missing = 0 then label else 0e0 end) as hits_2,
    sum(case when missing = 0 then 1e0 else 0e0 end) as rows_2,
    sum(case when turn = 1 then 1e0 else 0e0 end) as once,
    sum(case when turn = 1 and missing = 1 then label end) / sum(case when turn = 1 and missing = 1 then 1e0 end) as once_1,
    sum(case when turn = 1 and missing = 0 then label end) / sum(case when turn = 1 and missing = 0 then 1e0 end) as once_2
  from labelled
), ${comparedShares("counts")}
${figuresOfEach(
  "compared",
  "''",
  {
    missing_rate: "share_1",
    there_rate: "share_2",
    missing_rows: "rows_1",
    there_rows: "rows_2",
    difference: "difference",
    low: "low",
    high: "high",
    ...(owner === null
      ? {}
      : {
          once_missing_rate:
            "case when once < 0.98e0 * (rows_1 + rows_2) and once_2 is not null then once_1 end",
          once_there_rate:
            "case when once < 0.98e0 * (rows_1 + rows_2) and once_1 is not null then once_2 end",
        }),
  },
  write,
)}`;
  },
  figures: ({ effect, interval, facts }) => ({
    missing_rate: Number(facts.missingRate),
    there_rate: Number(facts.thereRate),
    missing_rows: Number(facts.missing),
    there_rows: Number(facts.there),
    difference: effect,
    low: interval?.[0] ?? Number.NaN,
    high: interval?.[1] ?? Number.NaN,
    ...(facts.onceMissingRate === undefined
      ? {}
      : { once_missing_rate: Number(facts.onceMissingRate), once_there_rate: Number(facts.onceThereRate) }),
  }),
};
export default missingSignal;
