import type { SqlCheck } from "./sql-check.ts";
import { figuresOf } from "./sql-parts.ts";

/** The share of rows with the same key in which a column is equal in both tables. */
const rowParity: SqlCheck = {
  id: "row-parity",
  leavesOut:
    "Wilson’s interval, and the likely cause of what differs (another unit, shifted hours, permuted codes …).",
  sql({ columns, kinds, roles }, write) {
    const keys = roles.key!.map((name) => write.name(name));
    const column = write.name(columns[0]!);
    const kind = kinds.get(columns[0]!);
    const milliseconds = `round(${write.seconds(column)} * 1000)`;
    const value = kind === "number" ? write.double(column) : kind === "time" ? milliseconds : column;
    const keyed = (table: string) => `
  select
    ${keys.map((key, i) => `${key} as key_${i}`).join(", ")},
    max(${value}) as v,
    count(*) as times
  from ${table}
  where ${keys.map((key) => `${key} is not null`).join(" and ")}
  group by ${keys.join(", ")}`;
    const gap = "abs(a.v - b.v)";
    // Infinity less infinity is no number, and equal to itself; less anything else it is as large as what is let pass.
    const near =
      kind === "number"
        ? `${gap} <= 1e-10 or ${gap} < 1e300 and ${gap} <= 1e-7 * greatest(abs(a.v), abs(b.v))`
        : `${gap} < 1`;
    const equal = kind === "category" ? "a.v = b.v" : `a.v = b.v or ${near}`;
    const unusable = (table: string) =>
      `(select count(*) from ${table}) - (select count(*) from ${table}_keys where times = 1)`;
    return `
with older_keys as (${keyed("older")}
), newer_keys as (${keyed("newer")}
), counted as (
  select
    ${write.double("count(*)")} as pairs,
    count(case when a.v is null and b.v is null then 1 when ${equal} then 1 end) as equal_pairs
  from older_keys as a join newer_keys as b on ${keys.map((_, i) => `a.key_${i} = b.key_${i}`).join(" and ")}
  where a.times = 1 and b.times = 1
), whole as (
  select counted.*, ${unusable("older")} + ${unusable("newer")} as unusable from counted
)
${figuresOf(
  "whole",
  {
    // Null where no key is in both tables.
    equal_share: "equal_pairs / nullif(pairs, 0)",
    pairs: "pairs",
    different: "pairs - equal_pairs",
    unusable_rows: "unusable",
  },
  write,
)}`;
  },
  figures: ({ statistic, facts }) => ({
    equal_share: statistic,
    pairs: Number(facts.pairs),
    different: Number(facts.different),
    unusable_rows: Number(facts.unusable),
  }),
};
export default rowParity;
