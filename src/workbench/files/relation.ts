import { type Column, isValid } from "../../core/table/table.ts";
import type { Csv } from "../csv/read.ts";
import { count, plural } from "../words.ts";

export const RELATIONS = ["windows", "same-rows", "outcomes"] as const;
/** How two files belong together: an older and a newer one; the same rows computed twice; rows, and what became of some. */
export type RelationKind = (typeof RELATIONS)[number];

export type Key = { first: string; second: string };
export type Relation = {
  kind: RelationKind;
  /** The columns that name the same row in both files; null where no pair does. */
  key: Key | null;
  /** Whether the second file is the one whose rows are looked at: its outcomes were given first. */
  swapped: boolean;
  /** One sentence for the person who may know better. */
  reason: string;
};

/** So many values of the second file are looked up to learn whether a column names rows of the first. */
const LOOKED_UP = 5000;
/** A column names rows of the first file where at least this share of its values is there. */
const NAMES_ROWS = 0.5;

/**
 * How two files belong together, from a key that they share and the columns that they have in common. Training and serving log
 * hold the same columns for the same keys; chargebacks name rows of the transactions by their key and hold little else; without
 * a common key they are an older and a newer file.
 */
export function relate(first: Csv, second: Csv): Relation {
  const straight = relateInOrder(first, second);
  if (straight.kind !== "windows") return straight;
  const turned = relateInOrder(second, first);
  return turned.kind === "outcomes" ? { ...turned, swapped: true } : straight;
}

function relateInOrder(first: Csv, second: Csv): Relation {
  const swapped = false;
  const found = commonKey(first, second);
  if (found === null)
    return {
      kind: "windows",
      key: null,
      swapped,
      reason: `No column of “${second.file}” names rows of “${first.file}”, so they are taken as the older and the newer file.`,
    };
  const { key, share, unique } = found;
  const shared = [...second.table.columns.keys()].filter(
    (name) => name !== key.second && first.table.columns.has(name),
  ).length;
  const said = `${percent(share)} of “${key.second}” in “${second.file}” are values of “${key.first}” in “${first.file}”`;
  const others = second.table.columns.size - 1;
  if (unique && shared > 0 && shared >= others / 2)
    return {
      kind: "same-rows",
      key,
      swapped,
      reason: `${said}, and ${plural(shared, "further column is", "further columns are")} in both: the same rows, computed twice.`,
    };
  if (second.table.rows <= first.table.rows && shared <= others / 2)
    return {
      kind: "outcomes",
      key,
      swapped,
      reason: `${said}, and it holds little else that “${first.file}” has: what became of some of its rows.`,
    };
  return {
    kind: "windows",
    key,
    swapped,
    reason: `${said}, but it repeats keys or holds other columns; they are taken as the older and the newer file.`,
  };
}

/** The pair of columns that best names the same rows, those of one name first; null where none does. */
function commonKey(first: Csv, second: Csv): { key: Key; share: number; unique: boolean } | null {
  const keys = [...first.table.columns].filter(([, column]) => canName(column) && isUnique(column));
  const named = [...second.table.columns].filter(([, column]) => canName(column));
  let best: { key: Key; share: number; unique: boolean } | null = null;
  for (const [name, column] of keys.slice(0, 4)) {
    const there = new Set(cellTexts(column));
    const sameNameFirst = [...named].sort(([a], [b]) => Number(b === name) - Number(a === name));
    for (const [other, values] of sameNameFirst.slice(0, 40)) {
      let seen = 0;
      let hit = 0;
      for (const text of cellTexts(values, LOOKED_UP)) {
        seen++;
        if (there.has(text)) hit++;
      }
      const share = seen === 0 ? 0 : hit / seen;
      // Small whole numbers are in every file: a key of a few rows proves nothing.
      if (share < NAMES_ROWS || hit < 3) continue;
      if (best !== null && share <= best.share + (other === name ? -0.05 : 0.05)) continue;
      best = { key: { first: name, second: other }, share, unique: isUnique(values) };
    }
  }
  return best;
}

/** Text, or whole numbers that could number rows. */
function canName(column: Column): boolean {
  if (column.kind === "time") return false;
  if (column.kind === "category") return column.categories.length > 2;
  for (let row = 0; row < Math.min(column.values.length, 1000); row++) {
    const value = column.values[row]!;
    if (isValid(column.valid, row) && !Number.isInteger(value)) return false;
  }
  return true;
}

function isUnique(column: Column): boolean {
  if (column.kind === "category") {
    const rows = column.codes.length;
    return column.valid === null && column.categories.length === rows;
  }
  const sorted = column.values.slice().sort();
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) return false;
  return column.valid === null && sorted.length > 0;
}

/** The cells of a column as texts, missing ones left out; `most` of them, evenly spread, where given. */
export function* cellTexts(column: Column, most = Number.POSITIVE_INFINITY): Generator<string> {
  const rows = column.kind === "category" ? column.codes.length : column.values.length;
  const step = Math.max(1, Math.floor(rows / most));
  for (let row = 0; row < rows; row += step) if (isValid(column.valid, row)) yield cellText(column, row);
}

/** One cell as text: a number and a text that is written like it name the same row. */
export const cellText = (column: Column, row: number): string =>
  column.kind === "category" ? column.categories[column.codes[row]!]! : String(column.values[row]);

const percent = (share: number): string =>
  share > 0.9995 ? "All values" : `${count(Math.round(1000 * share) / 10)} % of the values`;
