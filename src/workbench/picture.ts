import { type Column, isValid, type Table } from "../core/table/table.ts";
import type { Answer } from "./checks.ts";
import type { Setup } from "./diagnosis.ts";
import { labelsOf } from "./file-checks/file-check.ts";
import { ratesOf } from "./picture-rates.ts";
import { timeOrder } from "./windows.ts";

/** What a small picture beside a finding draws: at most a few dozen numbers. */
export type Picture =
  /** Shares of the rows by bin (numbers) or category, older beside newer. */
  | {
      kind: "two-shares";
      column: string;
      labels: readonly string[];
      reference: readonly number[];
      current: readonly number[];
    }
  /** The mean of a column, or the share of rows with something, by equal parts of the rows in the order of time. */
  | {
      kind: "over-time";
      column: string;
      what: string;
      values: readonly (number | null)[];
      marked: readonly boolean[];
    }
  /** Shares of the rows with the outcome, with 95 % intervals. */
  | {
      kind: "rates";
      what: string;
      items: readonly { label: string; rate: number; low: number; high: number }[];
    };

const BINS = 16;
const PARTS = 48;

/** The picture that helps with a finding, or null where the sentence says it all. */
export function pictureOf(answer: Answer, setup: Setup): Picture | null {
  const name = answer.columns[0];
  const { windows, prepared } = setup;
  const rates = ratesOf(answer, prepared);
  if (rates) return rates;
  if (answer.columns.length !== 1 || name === undefined) return null;
  const column = prepared.table.columns.get(name);
  if (!column) return null;
  if (answer.check === "constant-stretch" && column.kind === "number")
    return overTime(
      setup,
      name,
      "mean",
      (row) => (isValid(column.valid, row) ? column.values[row]! : Number.NaN),
      answer.finding.at,
    );
  if (answer.check === "missing-share" || answer.check === "mass-over-time")
    return overTime(setup, name, "share missing or at the value", massTest(column, answer), []);
  if (answer.check === "label-persistence") {
    const labels = labelsOf(prepared);
    return (
      labels &&
      overTime(
        setup,
        prepared.label!,
        "share with the outcome",
        (row) => (labels[row]! < 0 ? Number.NaN : labels[row]!),
        [],
      )
    );
  }
  if (answer.concern === "drift" && windows.current)
    return twoShares(name, windows.reference, windows.current);
  return null;
}

function massTest(column: Column, answer: Answer): (row: number) => number {
  const value = Number(answer.finding.facts.value ?? answer.finding.facts.mass);
  return (row) => {
    if (!isValid(column.valid, row)) return 1;
    return column.kind !== "category" && column.values[row] === value ? 1 : 0;
  };
}

function overTime(
  setup: Setup,
  column: string,
  what: string,
  value: (row: number) => number,
  at: readonly number[],
): Picture {
  const { table, roles } = setup.prepared;
  const clock = table.columns.get(roles["event-time"]![0]!)!;
  const order = clock.kind === "category" ? null : timeOrder(clock);
  const rows = order?.length ?? table.rows;
  const parts = Math.min(PARTS, rows);
  const values: (number | null)[] = [];
  const marked: boolean[] = [];
  for (let part = 0; part < parts; part++) {
    const from = Math.floor((part * rows) / parts);
    const to = Math.floor(((part + 1) * rows) / parts);
    let sum = 0;
    let there = 0;
    for (let i = from; i < to; i++) {
      const one = value(order === null ? i : order[i]!);
      if (Number.isNaN(one)) continue;
      sum += one;
      there++;
    }
    values.push(there === 0 ? null : sum / there);
    marked.push(at.length === 2 && from >= at[0]! && to - 1 <= at[1]!);
  }
  return { kind: "over-time", column, what, values, marked };
}

/** How the rows of both windows spread over the values of a column; null where they cannot be laid side by side. */
export function twoShares(name: string, reference: Table, current: Table): Picture | null {
  const a = reference.columns.get(name);
  const b = current.columns.get(name);
  if (!a || !b || a.kind !== b.kind) return null;
  if (a.kind === "category" && b.kind === "category") {
    const before = categoryShares(a.codes, a.categories, a.valid);
    const after = categoryShares(b.codes, b.categories, b.valid);
    const labels = [...new Set([...before.keys(), ...after.keys()])]
      .sort((x, y) => (before.get(y) ?? 0) + (after.get(y) ?? 0) - (before.get(x) ?? 0) - (after.get(x) ?? 0))
      .slice(0, 10);
    return {
      kind: "two-shares",
      column: name,
      labels: labels.map((text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text)),
      reference: labels.map((text) => before.get(text) ?? 0),
      current: labels.map((text) => after.get(text) ?? 0),
    };
  }
  if (a.kind === "category" || b.kind === "category") return null;
  // The middle 98 % of the reference sets the bins; the first and last take what lies beyond.
  const sorted = Float64Array.from(a.values.filter((v) => !Number.isNaN(v))).sort();
  if (sorted.length === 0) return null;
  const low = sorted[Math.floor(0.01 * (sorted.length - 1))]!;
  const high = sorted[Math.ceil(0.99 * (sorted.length - 1))]!;
  const width = (high - low) / BINS || 1;
  const shares = (values: Float64Array) => {
    const counts = new Array<number>(BINS).fill(0);
    let there = 0;
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      counts[Math.min(Math.max(Math.floor((value - low) / width), 0), BINS - 1)]!++;
      there++;
    }
    return counts.map((count) => count / Math.max(there, 1));
  };
  const labels = Array.from({ length: BINS }, (_, i) => String(Number((low + i * width).toPrecision(3))));
  return { kind: "two-shares", column: name, labels, reference: shares(a.values), current: shares(b.values) };
}

function categoryShares(
  codes: Int32Array,
  names: readonly string[],
  valid: Uint8Array | null,
): Map<string, number> {
  const counts = new Float64Array(names.length);
  let there = 0;
  for (let row = 0; row < codes.length; row++) {
    if (!isValid(valid, row)) continue;
    counts[codes[row]!]!++;
    there++;
  }
  return new Map(names.map((name, code) => [name, counts[code]! / Math.max(there, 1)]));
}
