import { roleColumn, type SqlInput, type Writer } from "./sql-check.ts";

/**
 * A query `in_order`: the rows of the older table that have a time, one column for each of: place (from 1, in the order of
 * time, rows of one moment in that of the file), label and those of `extra`, each with its expression.
 */
export function rowsInOrder(input: SqlInput, write: Writer, extra: Readonly<Record<string, string>>): string {
  const { kinds, roles, rowOrder } = input;
  const event = roles["event-time"]?.[0];
  const clock = event !== undefined && kinds.get(event) !== "category" ? write.name(event) : null;
  const order = [clock, rowOrder === undefined ? null : write.name(rowOrder)].filter((one) => one !== null);
  const label = roleColumn(input, "label", write) ?? "null";
  const columns = Object.entries(extra).map(([name, expression]) => `,\n    ${expression} as ${name}`);
  return `in_order as (
  select
    ${write.double(`row_number() over (order by ${order.length > 0 ? order.join(", ") : "1"})`)} as place,
    ${write.double(label)} as label${columns.join("")}
  from older${clock === null ? "" : `\n  where ${clock} is not null`}
)`;
}
