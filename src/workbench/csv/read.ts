import type { Column, Table } from "../../core/table/table.ts";
import { BadRows } from "./bad-rows.ts";
import { ColumnBuilder, type ColumnReport } from "./column.ts";
import { columnNames, type Dialect, looksLikeValue, sniffDialect } from "./dialect.ts";
import { Decoder, type Encoding, sniffEncoding } from "./encoding.ts";
import { CsvError } from "./error.ts";
import { guessReading, type Reading, TIME_NAME } from "./guess.ts";
import { type ColumnNote, describeColumn } from "./notes.ts";
import { refuseOtherFormats } from "./other-format.ts";
import { MOST_BYTES, MOST_CELLS, picker, type Sample, TooLarge } from "./sample.ts";
import { type ByteSource, piecesOf } from "./source.ts";
import type { Spans } from "./spans.ts";
import { Tokenizer } from "./tokenizer.ts";

export type CsvOptions = {
  /** Columns whose reading is set by hand. */
  columns?: ReadonlyMap<string, "number" | "category" | "day-first" | "month-first">;
  /** Reads a part of the rows; without it a file that is too large is refused with a `TooLarge`. */
  sample?: Sample;
  /** Bytes above which a file is refused. */
  maxBytes?: number;
};

export type CsvProgress = { bytes: number; totalBytes: number; rows: number; reading: "first" | "again" };
export type CsvTask = { progress?(at: CsvProgress): void; breathe?(): Promise<void> };

export type Csv = {
  file: string;
  bytes: number;
  table: Table;
  columns: readonly ColumnNote[];
  notices: readonly string[];
  bad: BadRows;
  /** How the letters are written; “parquet” for a file that has no letters. */
  encoding: Encoding | "parquet";
  delimiter: string;
  hasHeader: boolean;
  /** What part of the rows the table holds; null where it holds all. */
  sampled: (Sample & { of: number }) | null;
};

/** Bytes from which the columns are typed, and bytes taken at a time after that: few enough to stay in a core's own memory. */
const FIRST = 1 << 20;
const CHUNK = 1 << 18;
const MAX_COLUMNS = 20_000;

/**
 * Reads a CSV into typed columns, one pass, piece by piece. Each column is typed from the first megabyte; a column that
 * turns out to be text later on is read once more. Rows that do not fit are kept in `bad`, never dropped in silence.
 * Throws a CsvError where there is nothing to read, a TooLarge where a sample must do, and whatever `task.breathe` throws to cancel.
 */
export async function readCsv(
  source: ByteSource,
  options: CsvOptions = {},
  task: CsvTask = {},
): Promise<Csv> {
  const first = await pass(source, options, task, null);
  const again = new Set<number>();
  first.builders.forEach((builder, i) => {
    if (builder.isTextAfterAll) again.add(i);
  });
  if (again.size > 0) {
    const second = await pass(source, options, task, again);
    for (const i of again) first.builders[i] = second.builders[i]!;
  }
  return finish(source, options, first);
}

type Pass = {
  names: string[];
  builders: ColumnBuilder[];
  notices: string[];
  bad: BadRows;
  dialect: Dialect;
  decoder: Decoder;
  /** Rows of the table so far. */
  rows: number;
  /** Rows above the header that are still to come. */
  above: number;
  /** Whether the next good row is kept; null where all are. */
  keeps: (() => boolean) | null;
};

/** One way through the file. `again` names the columns to be read as text in a second pass; null in the first. */
async function pass(
  source: ByteSource,
  options: CsvOptions,
  task: CsvTask,
  again: Set<number> | null,
): Promise<Pass> {
  let state: Pass | null = null;
  let tokenizer: Tokenizer | null = null;
  let decoder = new Decoder("utf-8");
  let skip = 0;
  let fileDecimal: "." | "," | null = null;
  let position = 0;
  const told = async (rows: number) => {
    const reading = again ? "again" : "first";
    task.progress?.({ bytes: position, totalBytes: source.size, rows, reading });
    await task.breathe?.();
  };
  /** Adds a piece that needs no tokeniser; false where there is none. */
  const take = (spans: Spans | null): boolean => {
    if (spans === null || state === null) return false;
    state.bad.allFit(spans.rows);
    for (const [i, builder] of state.builders.entries())
      if (again === null || again.has(i)) builder.appendSpans(spans, i);
    state.rows += spans.rows;
    return true;
  };
  for await (const { bytes, start, end, last } of piecesOf(source, FIRST, CHUNK)) {
    position = end;
    if (start === 0) {
      if (bytes.length === 0)
        throw new CsvError("empty", `“${source.name}” is empty. Choose a file with a header and rows.`);
      const sniffed = sniffEncoding(source.name, bytes);
      decoder = new Decoder(sniffed.encoding);
      skip = sniffed.skip;
    }
    const open = tokenizer !== null && state !== null && !last ? isOpen(state, again) : false;
    if (
      open &&
      decoder.isBetweenLetters &&
      take(tokenizer!.cut(bytes, state!.names.length, state!.bad.header))
    ) {
      await told(state!.rows);
      continue;
    }
    let text = decoder.decode(start === 0 ? bytes.subarray(skip) : bytes, last);
    if (open && take(tokenizer!.cut(text, state!.names.length, state!.bad.header))) {
      await told(state!.rows);
      continue;
    }
    if (tokenizer === null || state === null) {
      if (last && text.trim() === "")
        throw new CsvError(
          "empty",
          `“${source.name}” holds nothing but blanks. Choose a file with a header and rows.`,
        );
      refuseOtherFormats(source.name, text, last);
      const dialect = sniffDialect(text);
      text = text.slice(dialect.skip);
      tokenizer = new Tokenizer(dialect, source.name);
      state = {
        names: [],
        builders: [],
        notices: [],
        bad: new BadRows(),
        dialect,
        decoder,
        rows: 0,
        above: dialect.above,
        keeps: options.sample ? picker(options.sample) : null,
      };
    }
    const batch = tokenizer.push(text, last);
    const firstRow = tokenizer.rows - batch.rows.length + 1;
    let rows = batch.rows;
    let offset = 0;
    if (state.names.length === 0) {
      while (offset < rows.length) {
        if (rows[offset]!.join("").trim() !== "") {
          if (state.above === 0) break;
          state.above--;
          state.bad.setAbove(firstRow + offset, rows[offset]!);
        }
        offset++;
      }
      if (offset < rows.length) {
        // Room for the whole file at the density of its first piece, so that columns rarely have to grow.
        const capacity = last ? rows.length : Math.ceil((rows.length / position) * source.size * 1.02);
        const most = options.maxBytes ?? MOST_BYTES;
        const columns = rows[offset]!.length;
        if (!options.sample && (source.size > most || capacity * columns > MOST_CELLS))
          throw new TooLarge(source.name, source.size, capacity, columns, most);
        openColumns(state, rows[offset]!, source, Math.ceil(capacity * (options.sample?.share ?? 1)));
        state.bad.skipLeading(offset);
      }
      if (state.dialect.hasHeader) offset++;
    }
    if (state.names.length > 0) {
      rows = state.bad.sift(batch, offset, firstRow, state.names.length, last);
      // What is guessed from the first rows is guessed from all of them.
      const read = rows;
      if (state.keeps) rows = state.bad.pick(rows, state.keeps);
      if (rows.length > 0) {
        for (let i = 0; i < state.builders.length; i++) {
          if (again && !again.has(i)) continue;
          const builder = state.builders[i]!;
          if (builder.reading === null) {
            const name = state.names[i]!;
            const wanted: string | undefined = options.columns?.get(name);
            const guess: ReturnType<typeof guessReading> =
              again || wanted === "category"
                ? { reading: { kind: "text" } as Reading, decimal: null }
                : guessReading(
                    name,
                    read.map((row) => row[i]!),
                    fileDecimal ?? (state.dialect.delimiter === ";" ? "," : null),
                  );
            if (guess) builder.start(guess.reading);
            fileDecimal ??= guess?.decimal ?? null;
          }
          builder.append(rows, i);
        }
        state.rows += rows.length;
      }
    }
    await told(state.rows);
  }
  return state!;
}

/** Whether it is decided how every column is read, and every row is kept: then pieces may come without the tokeniser. */
function isOpen({ builders, keeps }: Pass, again: Set<number> | null): boolean {
  if (builders.length === 0 || keeps !== null) return false;
  return builders.every(({ reading }, i) => reading !== null || (again !== null && !again.has(i)));
}

function openColumns(state: Pass, first: readonly string[], source: ByteSource, capacity: number): void {
  if (first.length > MAX_COLUMNS)
    throw new CsvError(
      "too-many-columns",
      `“${source.name}” has ${first.length.toLocaleString("en")} columns; up to ${MAX_COLUMNS.toLocaleString("en")} are read here. Check the delimiter, or keep fewer columns.`,
    );
  if (state.dialect.hasHeader) state.bad.header = first;
  const header = state.dialect.hasHeader ? first : first.map((_, i) => `column ${i + 1}`);
  const { names, notices } = columnNames(header);
  state.names = names;
  state.notices.push(...notices);
  const values = first.filter(looksLikeValue);
  if (state.dialect.hasHeader && values.length > 1 && values.length >= first.length / 2)
    state.notices.push(
      `The first row was taken for the header, and it looks like values (${values
        .slice(0, 2)
        .map((cell) => `“${cell.trim()}”`)
        .join(", ")}). If the file has no header, put one on top of it.`,
    );
  else if (first.length === 1) state.notices.push(...oneColumn(first[0]!));
  if (!state.dialect.hasHeader)
    state.notices.push(
      "The first row is like the rows below it, so it was read as data and the columns are called “column 1”, “column 2” …",
    );
  state.builders = names.map(() => new ColumnBuilder(capacity));
}

/** What may be wrong where every row was read as one cell. */
function oneColumn(name: string): string[] {
  if (/[,;\t|]/.test(name))
    return [
      "Every row is one cell: the rows are quoted as wholes. Export the file again without quotes around whole rows.",
    ];
  if (/\S(?: {2,}|\t)\S/.test(name))
    return [
      "Every row is one cell, for no comma, semicolon, tab or bar separates them. If blanks do, export the file with commas.",
    ];
  return [];
}

function finish(source: ByteSource, options: CsvOptions, done: Pass): Csv {
  const { names, builders, bad, dialect, decoder, notices } = done;
  if (done.rows === 0) {
    if (bad.good > 0)
      throw new CsvError(
        "no-readable-row",
        `The sample kept none of the ${bad.good.toLocaleString("en")} rows of “${source.name}”. Take a larger one.`,
      );
    if (bad.count === 0)
      throw new CsvError(
        "only-header",
        `“${source.name}” holds a header with ${names.length} ${names.length === 1 ? "column" : "columns"} and no rows. Choose a file with rows below the header.`,
      );
    throw new CsvError(
      "no-readable-row",
      `None of the ${bad.count} rows of “${source.name}” fits its header of ${names.length} columns: ${bad.kept[0]!.reason} (row ${bad.kept[0]!.row}). Check the delimiter and the quotes.`,
    );
  }
  const columns = new Map<string, Column>();
  const notes: ColumnNote[] = [];
  names.forEach((name, i) => {
    const wanted = options.columns?.get(name);
    const builder = builders[i]!;
    let column = builder.finish(wanted === "day-first" ? true : wanted === "month-first" ? false : undefined);
    const epoch = wanted === "number" ? null : epochUnit(name, column);
    if (epoch !== null && column.kind === "number") {
      const values = column.values.map((value) => value * epoch);
      column = { kind: "time", values, valid: column.valid };
    }
    columns.set(name, column);
    notes.push(
      describeColumn(name, column, builder.report as ColumnReport, builder.reading, epoch, (row) =>
        bad.fileRow(row, dialect.hasHeader),
      ),
    );
  });
  if (decoder.encoding === "windows-1252")
    notices.push("The file is not UTF-8; its letters were read as Windows-1252.");
  if (decoder.replaced > 0) notices.push("Some bytes are not valid UTF-8; they are shown as “\ufffd”.");
  notices.push(...bad.notices());
  return {
    file: source.name,
    bytes: source.size,
    table: { rows: done.rows, columns },
    columns: notes,
    notices,
    bad,
    encoding: decoder.encoding,
    delimiter: dialect.delimiter,
    hasHeader: dialect.hasHeader,
    sampled: options.sample ? { ...options.sample, of: bad.good } : null,
  };
}

/** Milliseconds in the unit of a column of epoch numbers (1 or 1000) where its name and range say that it is one; else null. */
function epochUnit(name: string, column: Column): number | null {
  if (column.kind !== "number" || !(TIME_NAME.test(name) || /unix|epoch/i.test(name))) return null;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // 1990 to 2100, in seconds or in milliseconds.
  if (low >= 631_152_000 && high <= 4_102_444_800) return 1000;
  if (low >= 631_152_000_000 && high <= 4_102_444_800_000) return 1;
  return null;
}
