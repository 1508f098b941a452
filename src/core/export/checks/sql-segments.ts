import { roleColumn, type SqlInput, type Writer } from "./sql-check.ts";

/** So many categories keep their name; the rarer ones are one segment together. */
const MOST_CATEGORIES = 60;

/**
 * Queries that end in `segmented`: the rows that have a label (and a score, with `score`) of both windows, one column for each of: newer
 * (0 or 1), label, score, segment (its name), kind (0 a value, 1 all rarer ones, 2 missing) and v, the value itself. The 60
 * commonest categories of both windows keep their name.
 */
export function segmentedRows(input: SqlInput, write: Writer, score: string | null = null): string {
  const { columns, kinds, olderOnly } = input;
  const column = write.name(columns[0]!);
  const isNumber = kinds.get(columns[0]!) === "number";
  const label = roleColumn(input, "label", write)!;
  const rowsOf = (table: string, newer: number) =>
    `select ${newer} as newer, ${isNumber ? write.double(column) : column} as v, ${write.double(label)} as label${score === null ? "" : `, ${write.double(score)} as score`} from ${table}`;
  // Whole numbers without a decimal point, as they are written here.
  const text = isNumber
    ? "case when v = floor(v) then concat(cast(v as bigint), '') else concat(v, '') end"
    : "v";
  return `both_windows as (
  ${rowsOf("older", 0)}${olderOnly ? "" : `\n  union all\n  ${rowsOf("newer", 1)}`}
), sizes as (
  select v, row_number() over (order by count(*) desc, ${isNumber ? "v" : write.sortable("v")}) as place
  from both_windows
  where v is not null
  group by v
), named as (
  select
    both_windows.*,
    case when both_windows.v is null then 2 when place > ${MOST_CATEGORIES} then 1 else 0 end as kind
  from both_windows left join sizes on sizes.v = both_windows.v
), segmented as (
  select
    *,
    case kind when 2 then 'missing' when 1 then 'all others' else ${text} end as segment
  from named
  where label is not null${score === null ? "" : " and score is not null"}
)`;
}

/**
 * A query `judged` of one row, by the labels in `rows` (newer, label): the window that is judged (`newest`, 1 for the newer one where both outcomes occur in it), and whether
 * there is one before it (`has_before`).
 */
export const judgedWindow = (rows: string): string => `judged as (
  select
    case when max(case when newer = 1 then label end) > min(case when newer = 1 then label end) then 1 else 0 end as newest,
    case
      when max(case when newer = 1 then label end) > min(case when newer = 1 then label end)
        and max(case when newer = 0 then label end) > min(case when newer = 0 then label end) then 1
      else 0
    end as has_before
  from ${rows}
)`;

/** So many segments are listed, the largest first. */
export const LISTED_SEGMENTS = 12;

/** The order of segments of equal size. */
export const orderOfSegments = ({ columns, kinds }: SqlInput, write: Writer): string =>
  `kind, ${kinds.get(columns[0]!) === "number" ? "v" : write.sortable("segment")}`;
