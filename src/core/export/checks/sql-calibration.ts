import type { Writer } from "./sql-check.ts";
import { Z } from "./sql-intervals.ts";

/** The nine places between ten bins. */
const INNER = [1, 2, 3, 4, 5, 6, 7, 8, 9];
export const TWO_OVER_PI = `${2 / Math.PI}e0`;

/**
 * Queries that end in `changed` (change, error), of one row: in ten bins of the score (edges by the rows of both windows)
 * the label rate less the mean score, newer less older, weighted by the newer rows; and the standard error of that, with the
 * rows of one owner taken together. They read `trusted` (newer, score, label, owner).
 */
export const binnedResiduals = (write: Writer): string => `places as (
  select
    score,
    row_number() over (order by score) - 1 as place,
    ${write.double("count(*) over ()")} as n
  from trusted
), edges as (
  select
    ${INNER.map((k) => `max(case when place = floor(${k} * n / 10) then score end) as e${k}`).join(",\n    ")}
  from places
), binned as (
  select
    trusted.*,
    ${INNER.map((k) => `case when score >= e${k} then 1 else 0 end`).join(" + ")} as bin
  from trusted cross join edges
), bin_means as (
  select newer, bin, ${write.double("count(*)")} as n, avg(label - score) as residual from binned group by newer, bin
), rests as (
  select binned.newer, binned.bin, owner, label - score - residual as rest, n
  from binned join bin_means on bin_means.newer = binned.newer and bin_means.bin = binned.bin
), owner_sums as (
  -- A row of nobody is an owner of its own.
  select newer, bin, owner, max(n) as n, sum(rest) as rest, sum(rest) * sum(rest) as square, sum(rest * rest) as plain
  from rests
  where owner is not null
  group by newer, bin, owner
  union all
  select newer, bin, null, n, rest, rest * rest, rest * rest from rests where owner is null
), bin_noise as (
  select newer, bin, case when max(n) < 2 then 0 else (greatest(sum(square), sum(plain)) + 0.5e0) / (max(n) * max(n)) end as variance
  from owner_sums
  group by newer, bin
), bins as (
  select
    bin_means.bin,
    coalesce(max(case when bin_means.newer = 1 then n end), 0) / max(newer_rows) as weight,
    coalesce(max(case when bin_means.newer = 1 then residual end), 0)
    - coalesce(max(case when bin_means.newer = 0 then residual end), 0) as gap,
    coalesce(max(case when bin_means.newer = 0 then variance end), 0) as older_variance,
    coalesce(max(case when bin_means.newer = 1 then variance end), 0) as newer_variance
  from bin_means
    join bin_noise on bin_noise.newer = bin_means.newer and bin_noise.bin = bin_means.bin
    cross join (select ${write.double("count(*)")} as newer_rows from trusted where newer = 1) as totals
  group by bin_means.bin
), used_bins as (
  select * from bins where older_variance + newer_variance > 0
), owner_totals as (
  select newer, sum(weight * rest / n) as own
  from owner_sums join used_bins on used_bins.bin = owner_sums.bin
  where owner is not null
  group by newer, owner
), owner_squares as (
  select newer, own * own as square from owner_totals
  union all
  select newer, (weight * rest / n) * (weight * rest / n)
  from owner_sums join used_bins on used_bins.bin = owner_sums.bin
  where owner is null
), together as (
  select
    sum(case when newer = 0 then square else 0 end) as older_together,
    sum(case when newer = 1 then square else 0 end) as newer_together
  from owner_squares
), changed as (
  select
    change / shared as change,
    sqrt(greatest(older_together, older_apart) + greatest(newer_together, newer_apart)) / shared as error
  from (
    select
      sum(weight * gap) as change,
      sum(weight) as shared,
      sum(weight * weight * older_variance) as older_apart,
      sum(weight * weight * newer_variance) as newer_apart
    from used_bins
  ) as sums cross join together
)`;

/**
 * Queries that end in `errors`, one row a window (newer, side, n, hits, mean_score, error, noise, variance): the expected
 * calibration error in ten bins of about equal count, and what its interval is made of. They read `trusted`.
 */
export const calibrationErrors = (write: Writer): string => `own_places as (
  select
    newer,
    score,
    row_number() over (partition by newer order by score) - 1 as place,
    ${write.double("count(*) over (partition by newer)")} as n
  from trusted
), exact_places as (
  -- A place that misses a row by rounding alone is that row.
  select
    newer,
    ${INNER.map((k) => {
      const exact = `(${k} / 10e0) * (n - 1)`;
      return `case when abs(${exact} - round(${exact})) < 1e-9 then round(${exact}) else ${exact} end as p${k}`;
    }).join(",\n    ")}
  from (select newer, max(n) as n from own_places group by newer) as sizes
), own_edges as (
  select
    own_places.newer,
    ${INNER.map((k) => {
      const [low, high] = [0, 1].map(
        (step) => `max(case when place = floor(p${k}) + ${step} then score end)`,
      );
      return `${low} + (max(p${k}) - floor(max(p${k}))) * (coalesce(${high}, ${low}) - ${low}) as e${k}`;
    }).join(",\n    ")}
  from own_places join exact_places on exact_places.newer = own_places.newer
  group by own_places.newer
), own_bins as (
  select
    newer,
    bin,
    ${write.double("count(*)")} as n,
    sum(label) as hits,
    sum(score) as promised
  from (
    select trusted.*, ${INNER.map((k) => `case when score > e${k} then 1 else 0 end`).join(" + ")} as bin
    from trusted join own_edges on own_edges.newer = trusted.newer
  ) as placed
  group by newer, bin
), bin_errors as (
  select
    own_bins.*,
    sum(n) over (partition by newer) as everything,
    (hits + ${Z} * ${Z} / 2) / (n + ${Z} * ${Z}) as adjusted
  from own_bins
), errors as (
  select
    newer,
    case when newer = 1 then 'newer' else 'older' end as side,
    sum(n) as n,
    sum(hits) as hits,
    sum(promised) / sum(n) as mean_score,
    sum(n / everything * abs(promised / n - hits / n)) as error,
    sum(n / everything * sqrt(adjusted * (1 - adjusted) / (n + ${Z} * ${Z}))) as noise,
    sum(n / everything * (n / everything) * adjusted * (1 - adjusted) / (n + ${Z} * ${Z})) as variance
  from bin_errors
  group by newer
)`;
