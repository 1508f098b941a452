/** The normal quantile of a two-sided interval of 95 %. */
export const Z = "1.959963984540054e0";

/**
 * Wilson's interval of a share, from expressions of the counts (doubles), as two expressions. Throws nothing; 0 to 1 without
 * trials.
 */
export function wilson(hits: string, trials: string): { low: string; high: string } {
  const n = `nullif(${trials}, 0)`;
  const centre = `(${hits} / ${n} + ${Z} * ${Z} / (2 * ${n}))`;
  const half = `(${Z} * sqrt((${hits} / ${n}) * (1 - ${hits} / ${n}) / ${n} + ${Z} * ${Z} / (4 * ${n} * ${n})))`;
  const scale = `(1 + ${Z} * ${Z} / ${n})`;
  return {
    low: `(case when ${hits} = 0 then 0 else coalesce(greatest(0, (${centre} - ${half}) / ${scale}), 0) end)`,
    high: `(case when ${hits} = ${trials} then 1 else coalesce(least(1, (${centre} + ${half}) / ${scale}), 1) end)`,
  };
}

/**
 * Queries that end in `compared` (one row): the two shares of a query of one row (hits_1, rows_1, hits_2, rows_2, as
 * doubles) and Newcombe's interval of the first less the second.
 */
export function comparedShares(counts: string): string {
  const [first, second] = [wilson("hits_1", "rows_1"), wilson("hits_2", "rows_2")];
  return `shares as (
  select
    ${counts}.*,
    hits_1 / rows_1 as share_1,
    hits_2 / rows_2 as share_2,
    ${first.low} as low_1,
    ${first.high} as high_1,
    ${second.low} as low_2,
    ${second.high} as high_2
  from ${counts}
  where rows_1 > 0 and rows_2 > 0
), compared as (
  select
    shares.*,
    share_1 - share_2 as difference,
    greatest(-1, share_1 - share_2 - sqrt((share_1 - low_1) * (share_1 - low_1) + (high_2 - share_2) * (high_2 - share_2))) as low,
    least(1, share_1 - share_2 + sqrt((high_1 - share_1) * (high_1 - share_1) + (share_2 - low_2) * (share_2 - low_2))) as high
  from shares
)`;
}
