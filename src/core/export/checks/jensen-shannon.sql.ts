import type { SqlCheck, Writer } from "./sql-check.ts";
import { countedValues, figuresOf } from "./sql-parts.ts";

/**
 * The distance in bits, over Doane’s bins of the older values and one bin for what lies outside of them, or over the categories;
 * beside it what chance alone gives. Infinite values are left out. Near 0 a bin is summed as a series, which keeps its digits.
 */
const jensenShannon: SqlCheck = {
  id: "jensen-shannon",
  leavesOut:
    "The random deals to which the distance is compared; what chance gives on average stands beside it.",
  sql(input, write) {
    const isNumber = input.kinds.get(input.columns[0]!) !== "category";
    return `
with ${countedValues(input, write, { finite: isNumber })}, ${isNumber ? doaneBins(write) : "bins as (select v as bin, older, newer from counted)"}, sizes as (
  select *, sum(older) over () as m, sum(newer) over () as n from bins
), gaps as (
  select
    *,
    older / m + newer / n as weight,
    abs((older * n - newer * m) / m / n / (older / m + newer / n)) as d
  from sizes
), series as (
  select
    *,
    weight / 4 / ln(${write.double("2")}) * case
      when d >= 1 then 2 * ln(${write.double("2")})
      when d > 0.1e0 then (1 + d) * ln(1 + d) + (1 - d) * ln(1 - d)
      else d * d * (1 + d * d * (1e0 / 6 + d * d * (1e0 / 15 + d * d * (1e0 / 28 + d * d * (1e0 / 45 + d * d / 66)))))
    end as part
  from gaps
), parts as (
  select *, row_number() over (order by part desc, bin) as place from series
), result as (
  select
    max(m) as m,
    max(n) as n,
    ${write.double("count(*)")} as k,
    sum(part) as square,
    max(case when place = 1 then older / m end) as worst_before,
    max(case when place = 1 then newer / n end) as worst_now
  from parts
)
${figuresOf(
  "result",
  {
    distance: "sqrt(least(1, square))",
    chance: `sqrt((k - 1) * (1 / m + 1 / n) / 8 / ln(${write.double("2")}))`,
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
    distance: statistic,
    chance: Number(facts.noise) / Math.sqrt(Number(facts.designEffect)),
    bins: Number(facts.bins),
    worst_before: Number(facts.worstBefore),
    worst_now: Number(facts.worstNow),
    older_rows: Number(facts.m),
    newer_rows: Number(facts.n),
  }),
};
export default jensenShannon;

/** A value’s bin by division, moved by one where rounding put it on the wrong side of a border. */
function doaneBins(write: Writer): string {
  return `moments as (
  select
    min(v) as low,
    max(v) as high,
    sum(older) as m,
    sum(older * v) / sum(older) as centre
  from counted
  where older > 0
), spreads as (
  select
    low,
    high,
    m,
    centre,
    sqrt(sum(older * (v - centre) * (v - centre)) / m) as spread
  from counted cross join moments
  where older > 0
  group by low, high, m, centre
), skews as (
  select
    low,
    high,
    abs(sum(older * (v - centre) * (v - centre) * (v - centre)) / m / nullif(spread * spread * spread, 0)) as skew,
    sqrt(6 * (m - 2) / ((m + 1) * (m + 3))) as error,
    m
  from counted cross join spreads
  where older > 0
  group by low, high, m, centre, spread
), counts as (
  select
    case when low = high then low - 0.5e0 else low end as low,
    case when low = high then high + 0.5e0 else high end as high,
    case
      when low = high or skew is null then ${write.double("1")}
      else ${write.double(`ceil(1 + (ln(m) + ln(1 + skew / error)) / ln(${write.double("2")}) - 1e-12)`)}
    end as k
  from skews
), borders as (
  select low, high, k, (high - low) / k as step from counts
), near as (
  select v, older, newer, low, high, k, step, least(k - 1, floor((v - low) / step)) as bin
  from counted cross join borders
), bins as (
  select
    case
      when v < low or v > high then k
      when v < bin * step + low then bin - 1
      when bin < k - 1 and v >= (bin + 1) * step + low then bin + 1
      else bin
    end as bin,
    sum(older) as older,
    sum(newer) as newer
  from near
  group by 1
)`;
}
