/**
 * Typed columns. Missing is kept apart from every value: a column with missing entries carries a bitmap in which a set bit
 * says "there is a value"; a column without one has a value in every row.
 */
export type Validity = Uint8Array | null;

export type NumberColumn = { kind: "number"; values: Float64Array; valid: Validity };
/** Milliseconds since 1970-01-01T00:00Z. */
export type TimeColumn = { kind: "time"; values: Float64Array; valid: Validity };
/** Text of few distinct values; `codes[row]` is an index into `categories`. */
export type CategoryColumn = {
  kind: "category";
  codes: Int32Array;
  categories: readonly string[];
  valid: Validity;
};

export type Column = NumberColumn | TimeColumn | CategoryColumn;

/** A map, not an object, since a file may name a column `__proto__`. */
export type Table = { rows: number; columns: ReadonlyMap<string, Column> };

/** A bitmap for `rows` rows, all of them missing (or all present). */
export function validity(rows: number, present = false): Uint8Array {
  return new Uint8Array((rows + 7) >> 3).fill(present ? 255 : 0);
}

/** Whether the column has a value in this row. */
export function isValid(valid: Validity, row: number): boolean {
  return valid === null || (valid[row >> 3]! & (1 << (row & 7))) !== 0;
}

/** Marks the row as having a value. */
export function setValid(valid: Uint8Array, row: number): void {
  valid[row >> 3]! |= 1 << (row & 7);
}

/** Marks the row as missing. */
export function clearValid(valid: Uint8Array, row: number): void {
  valid[row >> 3]! &= ~(1 << (row & 7));
}

/** How many of the first `rows` rows have no value. */
export function missingCount(valid: Validity, rows: number): number {
  if (valid === null) return 0;
  let missing = 0;
  for (let row = 0; row < rows; row++) if (!isValid(valid, row)) missing++;
  return missing;
}

/** The column of that name. Throws, naming the column, where there is none. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.get(name);
  if (!column) throw new Error(`There is no column “${name}”.`);
  return column;
}

/** A column of numbers; NaN is a value like any other here, missing rows are those cleared in `valid`. */
export function numbers(values: ArrayLike<number>, valid: Validity = null): NumberColumn {
  return { kind: "number", values: Float64Array.from(values), valid };
}

/** A column of times in milliseconds since 1970. */
export function times(values: ArrayLike<number>, valid: Validity = null): TimeColumn {
  return { kind: "time", values: Float64Array.from(values), valid };
}

/** A column of categories from texts; null is missing. Categories stand in the order of first appearance. */
export function categories(texts: readonly (string | null)[]): CategoryColumn {
  const codes = new Int32Array(texts.length);
  const names: string[] = [];
  const index = new Map<string, number>();
  let valid: Uint8Array | null = null;
  for (let row = 0; row < texts.length; row++) {
    const text = texts[row]!;
    if (text === null) {
      valid ??= validity(texts.length, true);
      clearValid(valid, row);
      continue;
    }
    let code = index.get(text);
    if (code === undefined) {
      code = names.length;
      names.push(text);
      index.set(text, code);
    }
    codes[row] = code;
  }
  return { kind: "category", codes, categories: names, valid };
}

/** A table from named columns. Throws where two columns differ in length. */
export function table(columns: Iterable<readonly [string, Column]>): Table {
  const map = new Map(columns);
  let rows = -1;
  for (const [name, column] of map) {
    const length = column.kind === "category" ? column.codes.length : column.values.length;
    if (rows >= 0 && length !== rows)
      throw new Error(`Column “${name}” has ${length} rows, the others ${rows}.`);
    rows = length;
  }
  return { rows: Math.max(rows, 0), columns: map };
}

/** The rows at the given indices, in that order, of every column. */
export function take(source: Table, indices: ArrayLike<number>): Table {
  return {
    rows: indices.length,
    columns: new Map([...source.columns].map(([name, column]) => [name, takeColumn(column, indices)])),
  };
}

/** The entries at the given indices, in that order. */
export function takeColumn(column: Column, indices: ArrayLike<number>): Column {
  const rows = indices.length;
  let valid: Uint8Array | null = null;
  if (column.valid !== null) {
    valid = validity(rows);
    for (let i = 0; i < rows; i++) if (isValid(column.valid, indices[i]!)) setValid(valid, i);
  }
  if (column.kind === "category") {
    const codes = new Int32Array(rows);
    for (let i = 0; i < rows; i++) codes[i] = column.codes[indices[i]!]!;
    return { kind: "category", codes, categories: column.categories, valid };
  }
  const values = new Float64Array(rows);
  for (let i = 0; i < rows; i++) values[i] = column.values[indices[i]!]!;
  return { kind: column.kind, values, valid };
}

/** The values of a number or time column that are there, NaN left out. */
export function present(column: NumberColumn | TimeColumn): Float64Array {
  const { values, valid } = column;
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!Number.isNaN(value) && (valid === null || isValid(valid, row))) kept[count++] = value;
  }
  return count === kept.length ? kept : kept.slice(0, count);
}
