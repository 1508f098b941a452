import { columnOf, isValid, type Table } from "../table/table.ts";
import type { FeatureMatrix } from "./matrix.ts";

export type EncodeOptions = {
  /**
   * "ordinal": one feature a column, categories numbered from the most to the least frequent (trees read this well);
   * "one-hot": a feature of 0 and 1 for each category, named “column = category”. Default "ordinal".
   */
  categories?: "ordinal" | "one-hot";
  /** Categories that get a number or a feature of their own, the most frequent first: 1 to 10,000. The rest share one. Default 60. */
  maxCategories?: number;
};

/** How one column becomes features. Plain data. */
type Code =
  | { kind: "number"; name: string }
  | { kind: "category"; name: string; kept: readonly string[]; rest: boolean };

/** How the columns of a table become features, learned on one table and applied to others. Plain data. */
export type Encoding = { categories: "ordinal" | "one-hot"; codes: readonly Code[] };

/**
 * Learns how the given columns become features. Categories are those of all the tables given, by falling frequency over all
 * of them, equal ones by name: their order of appearance plays no part. Throws for an unknown column, for one whose kind
 * differs from table to table, and for an impossible option.
 */
export function learnEncoding(
  tables: Table | readonly Table[],
  columns: readonly string[],
  { categories = "ordinal", maxCategories = 60 }: EncodeOptions = {},
): Encoding {
  if (!Number.isInteger(maxCategories) || maxCategories < 1 || maxCategories > 10_000)
    throw new Error(`maxCategories must be a whole number from 1 to 10000; it is ${maxCategories}.`);
  const list: readonly Table[] = "rows" in tables ? [tables] : tables;
  const codes = columns.map((name): Code => {
    const counts = new Map<string, number>();
    const kinds = new Set(list.map((table) => columnOf(table, name).kind));
    if (kinds.size > 1)
      throw new Error(`Column “${name}” is of different kinds in the tables: ${[...kinds].join(", ")}.`);
    if (!kinds.has("category")) return { kind: "number", name };
    for (const table of list) countCategories(table, name, counts);
    const ordered = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([text]) => text);
    const kept = ordered.slice(0, maxCategories);
    return { kind: "category", name, kept, rest: ordered.length > kept.length };
  });
  return { categories, codes };
}

/**
 * The features of a table by a learned encoding. Numbers and times as they are, missing as NaN. A missing category is NaN
 * under "ordinal" and zeros under "one-hot". A category beyond the most frequent ones counts as the rest where there was
 * such a rest; one that the encoding knows nothing of, and no rest to put it in, is treated as missing.
 * Throws for an unknown column and for one whose kind has changed.
 */
export function encode(table: Table, encoding: Encoding): FeatureMatrix {
  const names: string[] = [];
  const columns: Float64Array[] = [];
  for (const code of encoding.codes) {
    const column = columnOf(table, code.name);
    if ((column.kind === "category") !== (code.kind === "category"))
      throw new Error(`Column “${code.name}” is now of the kind ${column.kind}.`);
    if (column.kind !== "category" || code.kind !== "category") {
      names.push(code.name);
      columns.push(numbersOf(table, code.name));
      continue;
    }
    const places = placesOf(table, code);
    if (encoding.categories === "ordinal") {
      names.push(code.name);
      columns.push(Float64Array.from(places, (place) => (place < 0 ? Number.NaN : place)));
      continue;
    }
    const labels = code.rest ? [...code.kept, "any other"] : code.kept;
    for (let k = 0; k < labels.length; k++) {
      names.push(`${code.name} = ${labels[k]}`);
      columns.push(Float64Array.from(places, (place) => (place === k ? 1 : 0)));
    }
  }
  return { rows: table.rows, names, columns };
}

/** {@link learnEncoding} and {@link encode} on one and the same table. */
export function toMatrix(
  table: Table,
  columns: readonly string[],
  options: EncodeOptions = {},
): FeatureMatrix {
  return encode(table, learnEncoding(table, columns, options));
}

/** The column that a feature was made from: “city” for the feature “city = Lyon” of a one-hot encoding. */
export function columnOfFeature(encoding: Encoding, feature: number): string {
  let next = 0;
  for (const code of encoding.codes) {
    const wide = encoding.categories === "one-hot" && code.kind === "category";
    next += wide ? code.kept.length + Number(code.rest) : 1;
    if (feature < next) return code.name;
  }
  throw new Error(`There is no feature ${feature}; the encoding has ${next}.`);
}

function countCategories(table: Table, name: string, counts: Map<string, number>): void {
  const column = columnOf(table, name);
  if (column.kind !== "category") return;
  const byCode = new Float64Array(column.categories.length);
  for (let row = 0; row < table.rows; row++) if (isValid(column.valid, row)) byCode[column.codes[row]!]!++;
  for (let c = 0; c < byCode.length; c++)
    if (byCode[c]! > 0) {
      const text = column.categories[c]!;
      counts.set(text, (counts.get(text) ?? 0) + byCode[c]!);
    }
}

/** The place of each row's category among those kept, that of the rest behind them, -1 for missing. */
function placesOf(table: Table, code: Code & { kind: "category" }): Int32Array {
  const column = columnOf(table, code.name);
  const places = new Int32Array(table.rows).fill(-1);
  if (column.kind !== "category") return places;
  const index = new Map(code.kept.map((text, place) => [text, place]));
  const other = code.rest ? code.kept.length : -1;
  const byCode = Int32Array.from(column.categories, (text) => index.get(text) ?? other);
  for (let row = 0; row < table.rows; row++)
    if (isValid(column.valid, row)) places[row] = byCode[column.codes[row]!]!;
  return places;
}

function numbersOf(table: Table, name: string): Float64Array {
  const column = columnOf(table, name);
  if (column.kind === "category") return new Float64Array(table.rows).fill(Number.NaN);
  if (column.valid === null) return column.values;
  const values = Float64Array.from(column.values);
  for (let row = 0; row < values.length; row++) if (!isValid(column.valid, row)) values[row] = Number.NaN;
  return values;
}
