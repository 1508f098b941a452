import { roleColumn, type SqlCheck } from "./sql-check.ts";
import { figuresOfEach } from "./sql-parts.ts";

const NINES = Array.from({ length: 15 }, (_, digits) => `${10 ** (digits + 1) - 1}`);
const LARGEST_INTEGERS = [65535, 2147483647, 4294967295];

/**
 * The values that are far commoner than their neighbourhood (as `masses.ts` finds them), and the label rate at each and elsewhere. What is
 * missing is one of them.
 */
const pointMass: SqlCheck = {
  id: "point-mass",
  leavesOut:
    "Fisher’s exact test of each rate with Holm’s correction, and whether the nearest values explain it; a count’s natural zero is listed like any other.",
  sql(input, write) {
    const column = write.double(write.name(input.columns[0]!));
    const name = roleColumn(input, "label", write);
    const label = name === null ? "cast(null as int)" : name;
    return `
with all_rows_of_it as (
  select ${column} as v, ${write.double(label)} as label from older
), totals as (
  select
    ${write.double("count(*)")} as everything,
    ${write.double("count(*) - count(v)")} as missing,
    ${write.double("count(case when v is null then label end)")} as missing_known,
    coalesce(sum(case when v is null then label end), 0) as missing_hits,
    ${write.double("count(case when v is not null then label end)")} as present_known,
    coalesce(sum(case when v is not null then label end), 0) as present_hits
  from all_rows_of_it
), counted as (
  select
    v,
    ${write.double("count(*)")} as c,
    ${write.double("count(label)")} as known,
    coalesce(sum(label), 0) as hits
  from all_rows_of_it
  where v is not null
  group by v
), ranked as (
  select
    *,
    row_number() over (order by v) as k,
    count(*) over () as distinct_values,
    lag(v) over (order by v) as v_before,
    lead(v) over (order by v) as v_after,
    lag(c) over (order by v) as before,
    lead(c) over (order by v) as after,
    lag(c, 2) over (order by v) as before2,
    lead(c, 2) over (order by v) as after2,
    sum(c) over (order by v) as upto
  from counted
), commoner as (
  select ranked.*
  from ranked cross join totals
  where distinct_values > 2
    and c >= greatest(20, 0.005e0 * everything)
    and c >= 3 * greatest(coalesce(before, 0), coalesce(after, 0))
), neighbours as (
  select
    commoner.k,
    ranked.c,
    row_number() over (partition by commoner.k order by ranked.c) as place,
    count(*) over (partition by commoner.k) as n
  from commoner join ranked on ranked.k between commoner.k - 10 and commoner.k + 10 and ranked.k <> commoner.k
), medians as (
  select k, max(c) as median from neighbours where place = floor(n / 2) + 1 group by k
), out_of_line as (
  select commoner.v
  from commoner join medians on medians.k = commoner.k
  where c >= 10 * greatest(
    1,
    case
      when distinct_values < 4 then median
      when commoner.k = 1 then least(median, after * after / after2)
      when commoner.k = distinct_values then least(median, before * before / before2)
      else median
    end
  )
), low_sentinel as (
  select v
  from ranked
  where k = 1 and distinct_values > 2 and c >= 5 and v < 0 and v_after >= 0 and (v = -1 or -v in (${NINES.join(", ")}))
), last_value_there as (
  select v, v - v_before as gap, upto - c as rest
  from ranked
  where k = distinct_values and k > 1 and c >= 5 and v in (${[...NINES.slice(1), ...LARGEST_INTEGERS].join(", ")})
), high_sentinel as (
  -- Above a gap as wide as the middle nine tenths of the others.
  select last_value_there.v
  from last_value_there cross join ranked
  where ranked.v < last_value_there.v
  group by last_value_there.v, gap
  having gap >= greatest(
    10,
    max(case when upto - c <= floor(0.95e0 * (rest - 1)) and upto > floor(0.95e0 * (rest - 1)) then ranked.v end)
    - max(case when upto - c <= floor(0.05e0 * (rest - 1)) and upto > floor(0.05e0 * (rest - 1)) then ranked.v end)
  )
), masses as (
  select counted.*, row_number() over (order by c desc, counted.v) as place
  from counted join (
    select v from out_of_line union select v from low_sentinel union select v from high_sentinel
  ) as found on found.v = counted.v
), listed as (
  select concat(place, '') as name, v, c, known, hits, present_known - known as others, present_hits - hits as other_hits, everything
  from masses cross join totals
  where place <= 8
  union all
  select 'missing', null, missing, missing_known, missing_hits, present_known, present_hits, everything
  from totals
  where missing > 0 and missing < everything
)
select 'masses' as figure, ${write.double("count(*)")} as value from listed
union all
${figuresOfEach(
  "listed",
  "name",
  {
    value_: "v",
    share_: "c / everything",
    ...(name === null
      ? {}
      : { rate_: "hits / nullif(known, 0)", elsewhere_: "other_hits / nullif(others, 0)" }),
  },
  write,
)}`;
  },
  figures: ({ facts }) => {
    const figures: Record<string, number> = { masses: Number(facts.masses) };
    for (let i = 1; facts[`mass.${i}`] !== undefined; i++) {
      const name = facts[`mass.${i}`] === "missing" ? "missing" : String(i);
      if (name !== "missing") figures[`value_${name}`] = Number(facts[`mass.${i}`]);
      figures[`share_${name}`] = Number(facts[`share.${i}`]);
      if (facts[`rate.${i}`] === undefined) continue;
      figures[`rate_${name}`] = Number(facts[`rate.${i}`]);
      figures[`elsewhere_${name}`] = Number(facts[`elsewhere.${i}`]);
    }
    return figures;
  },
};
export default pointMass;
