import { roleColumn, type SqlInput, type Writer } from "./sql-check.ts";
import { agedRows, datesOf } from "./sql-label-ages.ts";

/** What is said of a check that takes only labels old enough. */
export const MATURE_NOTE = "Labels of rows too young for 95 % of the labels to have arrived are left out.";

/**
 * The text of a query of one row (ended, least_age): the newest moment of a table, and the age in milliseconds that a row
 * must have for its label to be trusted, null where every label is; or null where no two columns of times say so.
 */
function leastAge(input: SqlInput, write: Writer, table: string): string | null {
  const dates = datesOf(input);
  if (dates === null) return null;
  return `
  with ${agedRows({ ...input, olderOnly: true }, write, dates, table)}, waited_for as (
    select
      sum(case when known_at is not null then 1 else 0 end) as dated,
      max(case when known_at is null and (label is null or mode = 'reports') then 1 else 0 end) as waiting
    from aged cross join modes
    where age is not null
  ), mature_at as (
    select
      case
        when mode = 'reports' then (select min(x) from report_curve where arrived >= ln(0.95e0 - 1e-12))
        else (select min(x) from open_curve where still_to_come <= ln(0.05e0 + 1e-12))
      end as age
    from modes
  )
  select
    (select ended from ends) as ended,
    -- So many years are never reached.
    case when dated >= 30 and waiting = 1 then coalesce((select age from mature_at), 1e300) end as least_age
  from waited_for
`;
}

/**
 * Queries that end in `trusted`: the rows that have a score and a label to be trusted, one column for each of: newer (0 or
 * 1), score, label, owner (null where nobody is named) and those of `extra`, each with its expression. With `olderOnly` the
 * older table alone.
 */
export function trustedRows(
  input: SqlInput,
  write: Writer,
  extra: Readonly<Record<string, string>> = {},
): string {
  const { roles, olderOnly, wholes = ["older", "newer"] } = input;
  const score = write.double(roleColumn(input, "score", write)!);
  const label = write.double(roleColumn(input, "label", write)!);
  const owner = roleColumn(input, "entity", write) ?? "cast(null as int)";
  const event = roles["event-time"]?.[0];
  const columns = Object.entries(extra).map(([name, expression]) => `, ${expression} as ${name}`);
  const queries: string[] = [];
  const rowsOf = (table: string, newer: 0 | 1): string => {
    const age = leastAge(input, write, wholes[newer]);
    const name = wholes[0] === wholes[1] ? "trusted_ages" : `trusted_ages_${table}`;
    if (age !== null && !queries.some((query) => query.startsWith(`${name} as`)))
      queries.push(`${name} as (${age})`);
    const old =
      age === null
        ? ""
        : ` cross join ${name} where least_age is null or ended - round(${write.seconds(write.name(event!))} * 1000) >= least_age`;
    return `select ${newer} as newer, ${score} as score, ${label} as label, ${owner} as owner${columns.join("")} from ${table}${old}`;
  };
  const sides = [rowsOf("older", 0), ...(olderOnly ? [] : [rowsOf("newer", 1)])];
  return `${queries.map((query) => `${query}, `).join("")}scored as (
  ${sides.join("\n  union all\n  ")}
), trusted as (
  select * from scored where label is not null and score - score = 0
)`;
}
