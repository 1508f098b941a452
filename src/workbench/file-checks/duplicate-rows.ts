import { figure, percent, quoted } from "../../core/detectors/findings.ts";
import { type Column, isValid } from "../../core/table/table.ts";
import { type FileCheck, finding } from "./file-check.ts";

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
    const first = new Map<number, number>();
    const indices: number[] = [];
    let count = 0;
    for (let row = 0; row < table.rows; row++) {
      let key = hashRow(columns, row);
      // Rows of one hash are compared in full; a true collision moves on to the next free key.
      for (;;) {
        const other = first.get(key);
        if (other === undefined) {
          first.set(key, row);
          break;
        }
        if (columns.every(([, column]) => same(column, row, other))) {
          count++;
          if (indices.length < 300) indices.push(row);
          break;
        }
        key++;
      }
    }
    const share = count / table.rows;
    const rings = share >= 0.005 && count >= 5;
    return [
      {
        columns: [],
        finding: finding({
          verdict: rings ? "rings" : "silent",
          reason: rings ? "duplicates" : "no-duplicates",
          statistic: count,
          effect: share,
          threshold: 0.005,
          rows: count > 0 ? { table: "reference", indices, count } : null,
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

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);

function hashRow(columns: readonly (readonly [string, Column])[], row: number): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (const [, column] of columns) {
    bits[0] = isValid(column.valid, row)
      ? column.kind === "category"
        ? column.codes[row]!
        : column.values[row]!
      : Number.NaN;
    low = Math.imul(low ^ words[0]!, 0x01000193) ^ words[1]!;
    low = Math.imul(low ^ (low >>> 15), 0x85ebca6b);
    high = Math.imul(high ^ words[1]! ^ (low >>> 7), 0xc2b2ae35) ^ words[0]!;
  }
  return (low >>> 0) * 2097152 + (high >>> 11);
}

function same(column: Column, a: number, b: number): boolean {
  const there = isValid(column.valid, a);
  if (there !== isValid(column.valid, b)) return false;
  if (!there) return true;
  return column.kind === "category"
    ? column.codes[a] === column.codes[b]
    : column.values[a] === column.values[b];
}
