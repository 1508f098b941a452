import { figure, percent, quoted } from "../../core/detectors/findings.ts";
import type { Column } from "../../core/table/table.ts";
import { copiesOf } from "./copies.ts";
import { type FileCheck, finding } from "./file-check.ts";

/** The share of the rows, and the rows, that copies must reach. */
export const LEAST_SHARE = 0.005;
export const LEAST_ROWS = 5;

/**
 * Rows that equal an earlier row in every column but the key. It asks for at least three columns and one of many values
 * (a time, or a number with more than 1,000), since rows of few categories repeat by nature. It rings from 0.5 % of the rows.
 */
export const duplicateRows: FileCheck = {
  id: "duplicate-rows",
  name: "Duplicate rows",
  summary: "Rows that equal an earlier row in every column but the key.",
  run(prepared) {
    const { table, roles } = prepared;
    const left = new Set([...(roles.key ?? []), ...(prepared.byRowOrder ? roles["event-time"]! : [])]);
    const columns = [...table.columns].filter(([name]) => !left.has(name));
    const rich = columns.some(([, column]) => hasMany(column));
    if (columns.length < 3 || !rich)
      return [{ columns: [], finding: finding({ verdict: "cannot-tell", reason: "few-values" }) }];
    const copies = copiesOf(
      columns.map(([, column]) => column),
      table.rows,
    );
    const count = copies.length;
    const share = count / table.rows;
    const rings = share >= LEAST_SHARE && count >= LEAST_ROWS;
    return [
      {
        columns: [],
        finding: finding({
          verdict: rings ? "rings" : "silent",
          reason: rings ? "duplicates" : "no-duplicates",
          statistic: count,
          effect: share,
          threshold: LEAST_SHARE,
          at: copies,
          rows: count > 0 ? { table: "reference", indices: copies.slice(0, 300), count } : null,
          facts: { count, key: roles.key?.[0] ?? "" },
        }),
      },
    ];
  },
  say(found) {
    const { count, key } = found.facts;
    if (found.verdict === "cannot-tell")
      return "Cannot tell whether rows are duplicates: too few columns, or all of few values, so equal rows are natural.";
    const but = key === "" ? "in every column" : `in every column but ${quoted([String(key)])}`;
    if (Number(count) === 0) return `No row equals an earlier one ${but}.`;
    return `${figure(Number(count))} rows (${percent(found.effect)}) equal an earlier row ${but}.`;
  },
};

function hasMany(column: Column): boolean {
  if (column.kind === "category") return column.categories.length > 1000;
  const distinct = new Set<number>();
  for (let row = 0; row < column.values.length && distinct.size <= 1000; row++)
    distinct.add(column.values[row]!);
  return distinct.size > Math.min(1000, column.values.length * 0.5);
}
