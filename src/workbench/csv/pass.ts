import { BadRows } from "./bad-rows.ts";
import { ColumnBuilder } from "./column.ts";
import { columnNames, type Dialect, looksLikeValue, sniffDialect } from "./dialect.ts";
import { Decoder, sniffEncoding } from "./encoding.ts";
import { CsvError } from "./error.ts";
import { guessReading, type Reading } from "./guess.ts";
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

type CsvProgress = { bytes: number; totalBytes: number; rows: number; reading: "first" | "again" };
export type CsvTask = { progress?(at: CsvProgress): void; breathe?(): Promise<void> };

/** Bytes from which the columns are typed, and bytes taken at a time after that: few enough to stay in a core's own memory. */
const FIRST = 1 << 20;
const CHUNK = 1 << 18;
const MAX_COLUMNS = 20_000;

/** What one way through a file leaves. */
export type Pass = {
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
export async function pass(
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
