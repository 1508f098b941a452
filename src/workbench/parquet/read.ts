import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from "hyparquet";
import { type Column, clearValid, validity } from "../../core/table/table.ts";
import { BadRows } from "../csv/bad-rows.ts";
import { ColumnBuilder, emptyReport } from "../csv/column.ts";
import { columnNames } from "../csv/dialect.ts";
import { CsvError } from "../csv/error.ts";
import { guessReading } from "../csv/guess.ts";
import { type ColumnNote, describeColumn } from "../csv/notes.ts";
import type { Csv, CsvOptions, CsvTask } from "../csv/read.ts";
import { MOST_BYTES, MOST_CELLS, picker, TooLarge } from "../csv/sample.ts";
import type { ByteSource } from "../csv/source.ts";

type Values = ArrayLike<unknown>;
/** Reads one column, a group of rows at a time: `each` is given the values and the row of the file where they begin. */
type Reader = (each: (values: Values, from: number) => void) => Promise<void>;

/**
 * Reads a Parquet file into the same typed columns as a CSV. Columns of text are read as a CSV's cells are (a date written as
 * text is a date); nested columns are left out and named in a notice. Throws a CsvError that says what is wrong with the file.
 */
export async function readParquet(source: ByteSource, options: CsvOptions, task: CsvTask): Promise<Csv> {
  const file: AsyncBuffer = {
    byteLength: source.size,
    slice: async (start, end) => {
      const from = start < 0 ? source.size + start : start;
      const bytes = await source.read(from, end ?? source.size);
      return bytes.slice().buffer;
    },
  };
  const metadata = await understood(source.name, () => parquetMetadataAsync(file));
  const rows = Number(metadata.num_rows);
  const { children } = parquetSchema(metadata);
  const flat = children.filter(
    ({ children: inner, element }) => inner.length === 0 && element.repetition_type !== "REPEATED",
  );
  if (rows === 0)
    throw new CsvError("only-header", `“${source.name}” holds no rows. Choose a file with rows.`);
  if (flat.length === 0)
    throw new CsvError(
      "no-readable-row",
      `Every column of “${source.name}” is nested, and only plain ones are read.`,
    );
  const most = options.maxBytes ?? MOST_BYTES;
  if (!options.sample && (source.size > most || rows * flat.length > MOST_CELLS))
    throw new TooLarge(source.name, source.size, rows, flat.length, most);

  const bad = new BadRows();
  const kept = bad.fitting(rows, options.sample ? picker(options.sample) : null);
  const { names, notices } = columnNames(flat.map(({ element }) => element.name));
  const columns = new Map<string, Column>();
  const notes: ColumnNote[] = [];
  for (const [i, { element }] of flat.entries()) {
    const read: Reader = (each) => readColumn(source.name, file, metadata, element.name, each);
    const name = names[i]!;
    const { column, note } = await typed(name, read, kept ?? rows, options.columns?.get(name), (row) =>
      bad.fileRow(row, false),
    );
    columns.set(name, column);
    notes.push(note);
    const bytes = Math.round((source.size * (i + 1)) / flat.length);
    task.progress?.({ bytes, totalBytes: source.size, rows: kept?.length ?? rows, reading: "first" });
    await task.breathe?.();
  }
  const nested = children.length - flat.length;
  if (nested > 0)
    notices.push(
      `${nested} nested ${nested === 1 ? "column was" : "columns were"} left out: lists and records have no single value a row.`,
    );
  return {
    file: source.name,
    bytes: source.size,
    table: { rows: kept?.length ?? rows, columns },
    columns: notes,
    notices,
    bad,
    encoding: "parquet",
    delimiter: "",
    hasHeader: false,
    sampled: options.sample ? { ...options.sample, of: rows } : null,
  };
}

async function readColumn(
  name: string,
  file: AsyncBuffer,
  metadata: FileMetaData,
  column: string,
  each: (values: Values, from: number) => void,
): Promise<void> {
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    await understood(name, () =>
      parquetRead({
        file,
        metadata,
        columns: [column],
        rowStart: start,
        rowEnd: end,
        onChunk: ({ columnData, rowStart }) => each(columnData, rowStart),
      }),
    );
    start = end;
  }
}

/** The library's errors in words for a person. */
async function understood<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const codec = /compression codec:? (\w+)/i.exec(said)?.[1];
    throw new CsvError(
      "parquet",
      codec
        ? `“${name}” is compressed by ${codec}, which is not read here. Write it with Snappy or uncompressed.`
        : `“${name}” is not a Parquet file that can be read (${said}). Write it again, or save it as CSV.`,
    );
  }
}

type Typed = { column: Column; note: ColumnNote };

/** `kept`: the rows of the file that are kept, in order; or how many rows there are, where all are. */
async function typed(
  name: string,
  read: Reader,
  kept: readonly number[] | number,
  wanted: string | undefined,
  fileRow: (row: number) => number,
): Promise<Typed> {
  const rows = typeof kept === "number" ? kept : kept.length;
  const cells = await gathered(read, kept);
  const report = emptyReport();
  const first = cells.find((cell) => cell !== null && cell !== undefined);
  const asText =
    wanted === "category" ||
    typeof first === "string" ||
    cells.some((cell) => typeof cell === "bigint" && !isSafe(cell));
  if (asText || first === undefined || typeof first === "boolean") {
    const texts = cells.map((cell) => [cell === null || cell === undefined ? "" : String(cell)]);
    const builder = await textColumn(name, texts, wanted === "category" || typeof first !== "string");
    const day = wanted === "day-first" ? true : wanted === "month-first" ? false : undefined;
    const column = builder.finish(day);
    return { column, note: describeColumn(name, column, builder.report, builder.reading, null, fileRow) };
  }
  const isTime = first instanceof Date;
  const values = new Float64Array(rows);
  let valid: Uint8Array | null = null;
  for (let row = 0; row < rows; row++) {
    const cell = cells[row];
    const value =
      cell === null || cell === undefined ? Number.NaN : cell instanceof Date ? cell.getTime() : Number(cell);
    values[row] = Number.isFinite(value) ? value : Number.NaN;
    if (Number.isFinite(value)) continue;
    valid ??= validity(rows, true);
    clearValid(valid, row);
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
      if (report.infinite.count++ === 0) report.infinite.row = row;
    } else {
      const kind = cell === null || cell === undefined ? "null" : "NaN";
      report.missing.set(kind, (report.missing.get(kind) ?? 0) + 1);
    }
  }
  const column: Column = { kind: isTime ? "time" : "number", values, valid };
  const note = describeColumn(name, column, report, null, null, fileRow);
  return { column, note: { ...note, written: isTime ? "times" : "numbers" } };
}

const isSafe = (value: bigint) => Number.isSafeInteger(Number(value));

/** The kept cells of a column, in the order of the rows. */
async function gathered(read: Reader, kept: readonly number[] | number): Promise<unknown[]> {
  if (typeof kept === "number") {
    const cells = new Array<unknown>(kept);
    await read((values, from) => {
      for (let i = 0; i < values.length; i++) cells[from + i] = values[i];
    });
    return cells;
  }
  const place = new Map(kept.map((row, i) => [row, i]));
  const cells = new Array<unknown>(kept.length);
  await read((values, from) => {
    for (let i = 0; i < values.length; i++) {
      const at = place.get(from + i);
      if (at !== undefined) cells[at] = values[i];
    }
  });
  return cells;
}

/** A column of text as a CSV's: guessed from its first cells, and read again as text where most cells do not fit the guess. */
async function textColumn(name: string, cells: readonly string[][], plain: boolean): Promise<ColumnBuilder> {
  const build = (asText: boolean) => {
    const builder = new ColumnBuilder(cells.length);
    const guess = asText
      ? { reading: { kind: "text" } as const }
      : guessReading(
          name,
          cells.slice(0, 10_000).map(([cell]) => cell!),
          null,
        );
    if (guess) builder.start(guess.reading);
    builder.append(cells, 0);
    return builder;
  };
  const builder = build(plain);
  return builder.isTextAfterAll ? build(true) : builder;
}
