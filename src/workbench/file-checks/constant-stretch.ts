import type { Finding } from "../../core/contracts.ts";
import { figure, percent, quoted } from "../../core/detectors/findings.ts";
import { readGroups } from "../../core/detectors/shared/read.ts";
import { log } from "../../core/math/elementary.ts";
import { isValid, type NumberColumn } from "../../core/table/table.ts";
import type { Prepared } from "../prepare.ts";
import { type FileCheck, finding } from "./file-check.ts";

const SHARE = 0.02;

/**
 * Looks for the longest stretch of rows, in the order of time, in which a number that otherwise varies stands still, and for
 * where its value comes from. Under independence the longest run of a value with share p among n rows is about
 * log(n (1 - p)) / log(1 / p) long (Schilling 1990, "The longest run of heads"); it rings above five times that and 2 % of the
 * rows. Columns that are constant within stretches by their nature (sorted ones, few values) stay silent.
 */
export const constantStretch: FileCheck = {
  id: "constant-stretch",
  name: "Constant stretch",
  summary: "The longest stretch of rows in which a number that otherwise varies stands still.",
  run(prepared, order) {
    const results = [];
    for (const name of prepared.features) {
      const column = prepared.table.columns.get(name)!;
      if (column.kind === "number")
        results.push({
          columns: [name],
          finding: unlessOfEntity(
            examine(column, order, prepared.byRowOrder ? "the file" : "time"),
            column,
            order,
            prepared,
          ),
        });
    }
    return results;
  },
  say(found, columns) {
    const { value, rows, from, to, place, source, otherRows, orderOf } = found.facts;
    if (found.verdict !== "rings")
      return `${quoted(columns)} nowhere stands still for longer than chance or its few values explain.`;
    const filled =
      source === "none"
        ? ""
        : ` That value is the ${source} of the other ${figure(Number(otherRows))} rows: the gap was filled ${place === "start" ? "with knowledge from later rows" : "from the rest of the file"}, not measured.`;
    return `${quoted(columns)} stands still at ${value} for ${figure(Number(rows))} rows on end (${percent(found.effect)} of all, rows ${figure(Number(from))} to ${figure(Number(to))} in the order of ${orderOf}) and moves elsewhere.${filled}`;
  },
};

function examine(column: NumberColumn, order: Uint32Array, orderOf: string) {
  const n = order.length;
  let best = 0;
  let bestEnd = 0;
  let run = 0;
  let falls = 0;
  let rises = 0;
  let before = Number.NaN;
  const distinct = new Set<number>();
  for (let i = 0; i < n; i++) {
    const row = order[i]!;
    const value = isValid(column.valid, row) ? column.values[row]! : Number.NaN;
    run = value === before ? run + 1 : Number.isNaN(value) ? 0 : 1;
    if (value < before) falls++;
    if (value > before) rises++;
    before = value;
    if (distinct.size <= 50) distinct.add(value);
    if (run > best) {
      best = run;
      bestEnd = i;
    }
  }
  const start = bestEnd - best + 1;
  const value = column.values[order[start]!]!;
  const others = new Float64Array(n);
  let count = 0;
  let same = 0;
  for (let i = 0; i < n; i++) {
    const row = order[i]!;
    if (!isValid(column.valid, row)) continue;
    if (column.values[row] === value) same++;
    if (i < start || i > bestEnd) others[count++] = column.values[row]!;
  }
  const rest = others.subarray(0, count);
  const outside = same - best;
  const p = (outside + 1) / (rest.length + 2);
  const expected = log(Math.max(n * (1 - p), Math.E)) / log(1 / p);
  const threshold = Math.max(SHARE * n, 5 * expected + 30);
  const facts = { value, rows: best, from: start + 1, to: bestEnd + 1, otherRows: rest.length, orderOf };
  const base = { statistic: best, effect: best / Math.max(n, 1), threshold };
  const varies = distinct.size > 50 && falls > 0 && rises > 0 && rest.length >= 100;
  if (!varies || best < threshold)
    return finding({ ...base, verdict: "silent", reason: varies ? "moves" : "varies-little", facts });
  const indices = Array.from(order.subarray(start, Math.min(bestEnd + 1, start + 300)));
  return finding({
    ...base,
    verdict: "rings",
    reason: "stands-still",
    facts: { ...facts, place: start === 0 ? "start" : "elsewhere", source: sourceOf(value, rest) },
    at: [start, bestEnd],
    rows: { table: "reference", indices, count: best },
  });
}

/**
 * A stretch that holds all rows of the entities in it, and their only value, is what the entity is (its age, its limit) in a
 * file grouped by entity, and no gap.
 */
function unlessOfEntity(
  found: Finding,
  column: NumberColumn,
  order: Uint32Array,
  prepared: Prepared,
): Finding {
  if (found.verdict !== "rings") return found;
  const [from, to] = [Number(found.facts.from) - 1, Number(found.facts.to)];
  for (const name of prepared.roles.entity ?? []) {
    const { groups } = readGroups(prepared.table.columns.get(name)!);
    const inside = new Set<number>();
    for (let i = from; i < to; i++) inside.add(groups[order[i]!]!);
    const few = !inside.has(-1) && inside.size <= 0.1 * (to - from);
    if (few && !order.some((row) => inside.has(groups[row]!) && column.values[row] !== found.facts.value))
      return { ...found, verdict: "silent", reason: "of-the-entity", at: [], rows: null };
  }
  return found;
}

/** Which average of the other rows the value is, to the digits that it is written with and at least three of them. */
function sourceOf(value: number, rest: Float64Array): "mean" | "median" | "none" {
  const digits = String(value)
    .replace(/^-?[0.]*/, "")
    .replace(/e.*$/, "")
    .replace(".", "").length;
  if (digits < 3) return "none";
  const decimals = String(value).split(".")[1]?.length ?? 0;
  const step = 1 / 10 ** decimals;
  const equal = (other: number) => Math.abs(other - value) <= 0.500001 * step;
  let sum = 0;
  for (const other of rest) sum += other;
  if (equal(sum / rest.length)) return "mean";
  const sorted = rest.slice().sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return equal(median) ? "median" : "none";
}
