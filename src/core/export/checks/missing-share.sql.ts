import type { SqlCheck } from "./sql-check.ts";

/** The share of rows without a value in either window. */
const missingShare: SqlCheck = {
  id: "missing-share",
  leavesOut:
    "The p-value of Fisher’s exact test; the shares and their difference are what decides in a large table.",
  sql({ columns }, write) {
    const column = write.name(columns[0]!);
    const share = `${write.double(`count(*) - count(${column})`)} / count(*)`;
    return `
with before as (select ${share} as share from older),
after as (select ${share} as share from newer)
select 'before' as figure, share as value from before
union all select 'now', share from after
union all select 'difference', after.share - before.share from before cross join after`;
  },
  figures: ({ statistic, facts }) => ({
    before: Number(facts.before),
    now: Number(facts.now),
    difference: statistic,
  }),
};
export default missingShare;
