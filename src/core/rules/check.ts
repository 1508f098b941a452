import { type Column, isValid, type NumberColumn, type Table, type TimeColumn } from "../table/table.ts";
import { columnsOf, levelOf } from "./kinds.ts";
import { dailyCounts, shareOf } from "./measures.ts";
import type { BatchRule, Check, Comparison, RowRule, Rule, RuleResult, RuleSet } from "./types.ts";

const NONE = new Int32Array(0);

/**
 * Holds a batch against rules: per rule the rows that break it and a verdict; per row the first rule that it broke; and whether the
 * batch as a whole is stopped. A row is judged by every rule about rows; missing values (NaN among them) break `present` alone.
 *
 * A rule whose column is not there or of another kind cannot tell (the rule `kind` says so): it neither holds rows nor stops the batch.
 * `openEnds`: the first and the last day of the batch may be cut, so that `rows` does not judge them.
 * Pure; O(rows x rules). Throws nothing: rules that make no sense are refused where they are read (`rulesFromJson`).
 */
export function checkRules(set: RuleSet, table: Table, { openEnds = false } = {}): Check {
  const brokenBy = new Int16Array(table.rows).fill(-1);
  const results = set.rules.map((rule, at): RuleResult => {
    const level = levelOf(rule);
    const says = (part: Partial<RuleResult>): RuleResult => {
      return { rule, level, verdict: "cannot-tell", rows: NONE, value: Number.NaN, reason: "", ...part };
    };
    if (!rule.on) return says({ verdict: "off" });
    const columns = columnsOf(rule).map((name) => table.columns.get(name));
    if (rule.rule === "kind") {
      const [column] = columns;
      const holds = column !== undefined && (column.kind === rule.kind || isEmpty(column, table.rows));
      return says({
        verdict: holds ? "holds" : "breaks",
        value: holds ? 0 : 1,
        reason: column === undefined ? "no-column" : holds ? "" : "other-kind",
      });
    }
    if (columns.includes(undefined)) return says({ reason: "no-column" });
    if (!reads(rule, columns as Column[])) return says({ reason: "other-kind" });
    if (table.rows === 0) return says({ reason: "no-rows" });
    if (level === "batch") {
      const value = measured(rule as BatchRule, columns[0]!, table.rows, openEnds);
      if (Number.isNaN(value)) return says({ reason: "no-rows" });
      const { min, max } = rule as { min: number; max: number };
      return says({ verdict: value >= min && value <= max ? "holds" : "breaks", value });
    }
    const rows = brokenRows(rule as RowRule, columns as Column[], table.rows);
    for (const row of rows) if (brokenBy[row] === -1) brokenBy[row] = at;
    return says({ verdict: rows.length > 0 ? "breaks" : "holds", rows, value: rows.length / table.rows });
  });
  let held = 0;
  for (const by of brokenBy) if (by >= 0) held++;
  const stoppedBy = results.flatMap(({ level, verdict, rule }) =>
    level === "batch" && verdict === "breaks" ? [rule.id] : [],
  );
  const tooManyHeld = table.rows > 0 && held / table.rows > set.stopAbove;
  return {
    rows: table.rows,
    results,
    brokenBy,
    held,
    stopped: tooManyHeld || stoppedBy.length > 0,
    stoppedBy,
    tooManyHeld,
  };
}

/** Of the days the one that is farthest outside; the share of the batch. NaN where there is nothing to measure. */
function measured(rule: BatchRule, column: Column, rows: number, openEnds: boolean): number {
  if (rule.rule === "share") return shareOf(rule, column, 0, rows);
  if (rule.rule === "kind" || column.kind === "category") return Number.NaN;
  const { min, max } = rule;
  let worst = Number.NaN;
  const outside = (count: number) => Math.max(min - count, count - max);
  const counts = dailyCounts(column, rows);
  for (const count of openEnds ? counts.slice(1, -1) : counts)
    if (Number.isNaN(worst) || outside(count) > outside(worst)) worst = count;
  return worst;
}

/** Whether the columns are of a kind that the rule can read. */
function reads(rule: Rule, columns: readonly Column[]): boolean {
  const isNumber = (column: Column | undefined) => column !== undefined && column.kind !== "category";
  switch (rule.rule) {
    case "range":
    case "order":
      return isNumber(columns[0]);
    case "known":
      return columns[0]!.kind !== "time";
    case "compare":
      return columns.every(isNumber);
    case "arrival":
    case "rows":
      return columns.every((column) => column.kind === "time");
    case "share":
      return rule.of !== "above" || isNumber(columns[0]);
    default:
      return true;
  }
}

/** A column without any value has no kind: a reader of files can only guess it. */
function isEmpty(column: Column, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (isValid(column.valid, row)) return false;
  return true;
}

/** The rows that break a rule, in order. */
function brokenRows(rule: RowRule, columns: readonly Column[], rows: number): Int32Array {
  const broken: number[] = [];
  const [column] = columns as [Column];
  if (rule.rule === "present") {
    for (let row = 0; row < rows; row++) if (isMissing(column, row)) broken.push(row);
  } else if (rule.rule === "known") {
    const known = new Set(rule.values);
    if (column.kind === "category") {
      const isKnown = column.categories.map((name) => known.has(name));
      for (let row = 0; row < rows; row++)
        if (isValid(column.valid, row) && !isKnown[column.codes[row]!]) broken.push(row);
    } else
      for (let row = 0; row < rows; row++)
        if (!isMissing(column, row) && !known.has(String(column.values[row]))) broken.push(row);
  } else if (rule.rule === "unique") {
    const seen = new Set<string | number>();
    for (let row = 0; row < rows; row++) {
      const key =
        columns.length === 1 ? keyPart(column, row) : JSON.stringify(columns.map((one) => keyPart(one, row)));
      if (key === null) continue;
      if (seen.has(key)) broken.push(row);
      else seen.add(key);
    }
  } else if (rule.rule === "arrival" || rule.rule === "compare") {
    const [own, other] = columns as [NumberColumn | TimeColumn, (NumberColumn | TimeColumn)?];
    const constant = rule.rule === "compare" ? (rule.to ?? Number.NaN) : Number.NaN;
    const holds = rule.rule === "compare" ? COMPARES[rule.is] : within(rule.hours * HOUR);
    for (let row = 0; row < rows; row++) {
      const a = own.values[row]!;
      const b = other === undefined ? constant : other.values[row]!;
      if (holds(a, b) || Number.isNaN(a) || Number.isNaN(b) || !isValid(own.valid, row)) continue;
      if (other === undefined || isValid(other.valid, row)) broken.push(row);
    }
  } else if (column.kind !== "category") {
    const { values } = column;
    if (rule.rule === "range") {
      const { min, max } = rule;
      const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
      for (let row = 0; row < rows; row++)
        if ((values[row]! < low || values[row]! > high) && isValid(column.valid, row)) broken.push(row);
    } else {
      let above = Number.NEGATIVE_INFINITY;
      for (let row = 0; row < rows; row++) {
        if (isMissing(column, row)) continue;
        if (values[row]! < above) broken.push(row);
        above = values[row]!;
      }
    }
  }
  return Int32Array.from(broken);
}

const HOUR = 3600000;
const within =
  (span: number) =>
  (arrived: number, event: number): boolean =>
    arrived - event <= span;

const COMPARES: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

/** No value, or a NaN in its place. */
export const isMissing = (column: Column, row: number): boolean =>
  !isValid(column.valid, row) || (column.kind !== "category" && Number.isNaN(column.values[row]!));

function keyPart(column: Column, row: number): string | number | null {
  if (isMissing(column, row)) return null;
  return column.kind === "category" ? column.categories[column.codes[row]!]! : column.values[row]!;
}
