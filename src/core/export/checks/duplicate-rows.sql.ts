import type { SqlCheck } from "./sql-check.ts";
import { figuresOf } from "./sql-parts.ts";

/** Rows that equal an earlier one in all these columns; what is missing equals what is missing. */
const duplicateRows: SqlCheck = {
  id: "duplicate-rows",
  sql({ columns, kinds }, write) {
    // Times as the page holds them: to the millisecond.
    const compared = columns.map((name) =>
      kinds.get(name) === "time"
        ? `floor(${write.seconds(write.name(name))} * 1000 + 1e-3)`
        : write.name(name),
    );
    return `
with copies as (
  select ${write.double("count(*)")} as n from older group by ${compared.join(", ")}
), counted as (
  select sum(n - 1) as again, sum(n) as everything from copies
)
${figuresOf("counted", { rows: "again", share: "again / everything" }, write)}`;
  },
  figures: ({ effect, statistic }) => ({ rows: statistic, share: effect }),
};
export default duplicateRows;
