import type { SqlInput, Writer } from "./sql-check.ts";

/**
 * The last part of a statement: the figures of a result of one row, each with its expression, as rows (figure, value). The
 * result is read once, however many figures there are.
 */
export function figuresOf(result: string, figures: Readonly<Record<string, string>>, write: Writer): string {
  if (write.dialect === "spark") return `select ${stacked(figures, write)}\nfrom ${result}`;
  const names = Object.keys(figures).map((name) => write.text(name));
  return `select
  names.figure,
  case names.figure
${Object.entries(figures)
  .map(([name, expression]) => `    when ${write.text(name)} then ${write.double(expression)}`)
  .join("\n")}
  end as value
from ${result} cross join (
  select ${names[0]} as figure${names
    .slice(1)
    .map((name) => `\n  union all select ${name}`)
    .join("")}
) as names`;
}

/** All figures of a row as rows: a function of Spark's, whose plans grow with every table that is joined. */
const stacked = (figures: Readonly<Record<string, string>>, write: Writer): string =>
  `stack(
    ${Object.keys(figures).length},
    ${Object.entries(figures)
      .map(([name, expression]) => `${write.text(name)}, ${write.double(expression)}`)
      .join(",\n    ")}
  ) as (figure, value)`;

/**
 * Two queries: `both_windows` (v, older), the values of the column under test that are there, and `counted` (v, older, newer), how
 * often each value occurs in the two windows. With `finite` infinite values are left out.
 */
export function countedValues({ columns, kinds }: SqlInput, write: Writer, { finite = false } = {}): string {
  const column = write.name(columns[0]!);
  // Infinity less infinity is no number.
  const value = kinds.get(columns[0]!) === "number" ? write.double(column) : column;
  const there = finite ? `${column} - ${column} = 0` : `${column} is not null`;
  return `both_windows as (
  select ${value} as v, 1 as older from older where ${there}
  union all
  select ${value}, 0 from newer where ${there}
), counted as (
  select v, ${write.double("sum(older)")} as older, ${write.double("sum(1 - older)")} as newer
  from both_windows
  group by v
)`;
}

/**
 * {@link countedValues} and `steps`: for each value, ascending, how often it occurs (`older`, `newer`), how many values of either
 * window are as large at most (`i`, `j`), and how many there are (`m`, `n`), all as doubles.
 */
export function steppedValues(input: SqlInput, write: Writer, options: { finite?: boolean } = {}): string {
  return `${countedValues(input, write, options)}, steps as (
  select
    v,
    older,
    newer,
    sum(older) over (order by v) as i,
    sum(newer) over (order by v) as j,
    sum(older) over () as m,
    sum(newer) over () as n,
    lead(v) over (order by v) - v as width
  from counted
)`;
}

/**
 * The figures of each row of a result, as rows (figure, value): the figure's name before the expression that names the row. The
 * result is read once; a figure that is null is left out.
 */
export function figuresOfEach(
  result: string,
  name: string,
  figures: Readonly<Record<string, string>>,
  write: Writer,
): string {
  if (write.dialect === "spark")
    return `select concat(figure, name_of_row) as figure, value
from (
  select ${name} as name_of_row, ${stacked(figures, write)}
  from ${result}
) as figures
where value is not null`;
  const names = Object.keys(figures).map((figure) => write.text(figure));
  return `select figure, value
from (
  select
    concat(names.figure, ${name}) as figure,
    case names.figure
${Object.entries(figures)
  .map(([figure, expression]) => `      when ${write.text(figure)} then ${write.double(expression)}`)
  .join("\n")}
    end as value
  from ${result} cross join (
    select ${names[0]} as figure${names
      .slice(1)
      .map((figure) => `\n    union all select ${figure}`)
      .join("")}
  ) as names
) as figures
where value is not null`;
}
