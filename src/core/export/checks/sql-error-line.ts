import type { Finding } from "../../contracts.ts";
import { roleColumn, type SqlInput, type Writer } from "./sql-check.ts";

const MATURE = "0.95e0";
const GAP = "0.05e0";
const LIMIT = 30000;

/** What is said of every detector that reads a line of errors: SQL follows it to its first alarm. */
export const STREAM_LEAVES_OUT =
  "All after the first alarm, where the detector starts afresh, and the replays of the older rows that tell a finding from an alarm as it rings now and then. Rows of one moment lie in the order of their scores.";

/**
 * Queries that end in `line` (place from 1, error, entered, newer, happened): a model's errors in the order in which they could
 * be known, as `error-line.ts` has it. A row is an alert from the score on at which the older rows have as many alerts as positive
 * labels; an alert without a positive label is an error, and so is a positive label without an alert. A label without a time of
 * its own enters when 95 % of the others would have. Times in milliseconds.
 */
export function errorLine(input: SqlInput, write: Writer): string {
  const { kinds, roles } = input;
  const score = write.double(roleColumn(input, "score", write)!);
  const label = write.double(roleColumn(input, "label", write)!);
  const event = roles["event-time"]?.[0];
  const known = roles["label-known-time"]?.[0];
  const clock = event === undefined ? undefined : kinds.get(event);
  const momentOf = (name: string) =>
    write.double(clock === "time" ? `round(${write.seconds(write.name(name))} * 1000)` : write.name(name));
  const happened = (isNewer: boolean) => {
    if (event !== undefined && clock !== "category") return momentOf(event);
    const place = "row_number() over (order by 1) - 1";
    return write.double(isNewer ? `${place} + (select count(*) from older)` : place);
  };
  const knownAt =
    known !== undefined && event !== undefined && kinds.get(known) === clock
      ? momentOf(known)
      : write.double("null");
  const rowsOf = (isNewer: boolean) =>
    `select ${isNewer ? 1 : 0} as newer, ${score} as score, ${label} as label, ${happened(isNewer)} as happened, ${knownAt} as known_at from ${isNewer ? "newer" : "older"}`;
  return `both_windows as (
  ${rowsOf(false)}
  union all
  ${rowsOf(true)}
), waited as (
  select *, case when known_at < happened then 0 else known_at - happened end as wait from both_windows
), waits as (
  select
    wait,
    row_number() over (order by wait) - 1 as place,
    ${MATURE} * (count(*) over () - 1) as wanted
  from waited
  where wait is not null
), ends_of_waits as (
  select
    max(case when place = floor(wanted) then wait end) as below,
    max(case when place = floor(wanted) + 1 then wait end) as above,
    max(wanted - floor(wanted)) as rest
  from waits
), mature as (
  select
    coalesce(case when rest = 0 or below = above then below else below * (1 - rest) + above * rest end, 0) as age
  from ends_of_waits
), usable as (
  select newer, score, label, happened, happened + coalesce(wait, (select age from mature)) as entered
  from waited
  where label is not null and score - score = 0 and happened is not null
), older_scores as (
  select
    score,
    sum(count(*)) over (order by score desc) as alerts,
    sum(sum(label)) over () as positives,
    row_number() over (order by score) as place
  from usable
  where newer = 0
  group by score
), balanced as (
  -- Every row an alert is no choice.
  select score, row_number() over (order by abs(alerts - positives), score) as choice from older_scores where place > 1
), cut as (
  select max(score) as threshold from balanced where choice = 1
), spans as (
  select
    min(case when newer = 0 then happened end) as first_older,
    max(case when newer = 0 then happened end) as last_older,
    min(case when newer = 1 then happened end) as first_newer,
    max(case when newer = 1 then happened end) as last_newer
  from usable
), parts as (
  -- Windows that overlap, or lie apart, make a line each.
  select
    usable.*,
    case
      when first_newer >= last_older and first_newer - last_older <= ${GAP} * (last_newer - first_older) then 0
      else newer
    end as part
  from usable cross join spans
), ranges as (
  select part, min(happened) as first_of_part, max(happened) as last_of_part from parts group by part
), kept as (
  select
    parts.*,
    row_number() over (order by parts.part, entered, happened, newer, score) - 1 as place,
    ceil(${write.double("count(*) over ()")} / ${LIMIT}) as every
  from parts join (select *, (select age from mature) as age from ranges) as ranges on ranges.part = parts.part
  where age = 0 or (entered >= first_of_part + age and entered <= last_of_part)
), line as (
  select
    ${write.double("row_number() over (order by place)")} as place,
    ${write.double("case when (case when score >= threshold then 1 else 0 end) = label then 0 else 1 end")} as error,
    entered,
    newer,
    threshold
  from (select *, (select threshold from cut) as threshold from kept) as judged
  where place - every * floor(place / every) = 0
)`;
}

/** The last part of a stream's statement: the figures of the line, and the first alarm, if there is one, from `alarms` (place). */
export function streamFigures({ kinds, roles }: SqlInput, write: Writer): string {
  const unit = kinds.get(roles["event-time"]?.[0] ?? "") === "time" ? " / 1000" : "";
  return `, boundaries as (
  select min(place) - 1 as older_rows from line where newer = 1
), counted as (
  select
    ${write.double("count(*)")} as n,
    max(older_rows) as older_rows,
    sum(case when place <= older_rows then error else 0 end) / max(older_rows) as rate_before,
    sum(case when place > older_rows then error else 0 end) / (count(*) - max(older_rows)) as rate_after,
    max(threshold) as threshold
  from (select *, (select older_rows from boundaries) as older_rows from line) as bounded
)
select 'read' as figure, n as value from counted
union all select 'newer', n - older_rows from counted
union all select 'left_out', (select count(*) from usable) - (select count(*) from kept) from counted
union all select 'rate_before', rate_before from counted
union all select 'rate_after', rate_after from counted
union all select 'difference', rate_after - rate_before from counted
union all select 'score_threshold', threshold from counted
union all select 'first_alarm', entered${unit} from line where place = (select min(place) from alarms)`;
}

/** The same from a stream's finding: the time of the first alarm, of the older rows too, in seconds where it is a time. */
export function streamFindingFigures({ effect, at, facts }: Finding): Readonly<Record<string, number>> {
  return {
    read: Number(facts.read),
    newer: Number(facts.newer),
    left_out: Number(facts.leftOut),
    rate_before: Number(facts.rateBefore),
    rate_after: Number(facts.rateAfter),
    difference: effect,
    score_threshold: Number(facts.scoreThreshold),
    ...(at.length > 0 ? { first_alarm: at[0]! / (facts.isTime === "yes" ? 1000 : 1) } : {}),
  };
}
