import type { SqlCheck, Writer } from "./sql-check.ts";
import { countedValues, figuresOf } from "./sql-parts.ts";

const BINS = 10;

/**
 * The index over ten bins at the older quantiles, or over the categories, half a count added to every bin; beside it what chance
 * alone gives. A value that fills more than one tenth (a spike) is a bin of its own.
 */
const populationStability: SqlCheck = {
  id: "population-stability",
  leavesOut:
    "The interval, and how much more chance gives where rows of one entity are alike; take what chance gives off the index before it is compared with 0.1.",
  sql(input, write) {
    const isNumber = input.kinds.get(input.columns[0]!) !== "category";
    return `
with ${countedValues(input, write)}, ${isNumber ? quantileBins(write) : "bins as (select v as bin, older, newer from counted)"}, sizes as (
  select *, sum(older) over () as m, sum(newer) over () as n, ${write.double("count(*) over ()")} as k from bins
), shares as (
  select *, (older + 0.5e0) / (m + k / 2) as p, (newer + 0.5e0) / (n + k / 2) as q from sizes
), parts as (
  select *, row_number() over (order by (q - p) * ln(q / p) desc, bin) as place from shares
), result as (
  select
    max(m) as m,
    max(n) as n,
    max(k) as k,
    sum((q - p) * ln(q / p)) as stability,
    max(case when place = 1 then p end) as worst_before,
    max(case when place = 1 then q end) as worst_now
  from parts
)
${figuresOf(
  "result",
  {
    index: "stability",
    chance: "(k - 1) * (1 / m + 1 / n)",
    bins: "k",
    worst_before: "worst_before",
    worst_now: "worst_now",
    older_rows: "m",
    newer_rows: "n",
  },
  write,
)}`;
  },
  figures: ({ statistic, facts }) => ({
    index: statistic,
    chance: Number(facts.bias) / Number(facts.designEffect),
    bins: Number(facts.bins),
    worst_before: Number(facts.worstBefore),
    worst_now: Number(facts.worstNow),
    older_rows: Number(facts.m),
    newer_rows: Number(facts.n),
  }),
};
export default populationStability;

/**
 * The quantiles are worked out from running counts, digit by digit as ours: `percentile_cont` differs in the last one, which decides
 * where a newer value lies right on a border.
 */
function quantileBins(write: Writer): string {
  const tenths = Array.from({ length: BINS - 1 }, (_, k) => `select ${k + 1} as k`).join(" union all ");
  return `places as (
  select v, older, sum(older) over (order by v) as upto, sum(older) over () as m from counted where older > 0
), tenths as (
  ${tenths}
), wanted as (
  select k, ${write.double("k")} / ${BINS} * (m - 1) as place from tenths cross join (select max(m) as m from places) as sizes
), edges as (
  select
    k,
    max(place - floor(place)) as rest,
    max(case when floor(place) >= upto - older and floor(place) < upto then v end) as below,
    max(case when floor(place) + 1 >= upto - older and floor(place) + 1 < upto then v end) as above
  from wanted cross join places
  group by k
), quantiles as (
  select
    case
      when rest = 0 or below = above then below
      when not (above - below - (above - below) = 0) then case when rest < 0.5e0 then below else above end
      else below * (1 - rest) + above * rest
    end as v
  from edges
), borders as (
  select
    quantiles.v,
    case when count(*) > 1 or max(ends.low) = max(ends.high) then 1 else 0 end as spike
  from quantiles cross join (select min(v) as low, max(v) as high from places) as ends
  group by quantiles.v
), cuts as (
  select v, 1 as upper from borders
  union all
  select v, 0 from borders where spike = 1
), numbers as (
  select 0 as bin
  union all
  select row_number() over (order by v, upper) from cuts
), binned as (
  select
    counted.v,
    max(older) as older,
    max(newer) as newer,
    sum(case when counted.v > cuts.v or (counted.v = cuts.v and upper = 0) then 1 else 0 end) as bin
  from counted cross join cuts
  group by counted.v
), bins as (
  select numbers.bin, coalesce(sum(older), 0) as older, coalesce(sum(newer), 0) as newer
  from numbers left join binned on binned.bin = numbers.bin
  group by numbers.bin
)`;
}
