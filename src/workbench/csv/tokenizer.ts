import { type Dialect, papaParser } from "./dialect.ts";
import { CsvError } from "./error.ts";
import { type Room, roomFor, type Spans, spansOf } from "./spans.ts";

/** Rows in the order of the file; `broken` marks those that are one raw line set aside, with the reason. */
export type Batch = { rows: string[][]; broken: Map<number, string> };

/** A row longer than this (characters) is taken for an unclosed quote. */
const LONGEST_ROW = 16_000_000;
const MOST_BROKEN = 10_000;
const PIECE = 65_536;
/** Behind a broken row another often follows: what is read with it is small, and grows again while all goes well. */
const SMALL_PIECE = 512;

/**
 * Whether an error is one of a row, and not of the cut behind it. Text behind a closing quote is one before its row has ended:
 * the next quote that ends it may stand megabytes below.
 */
const isBroken = (error: { code: string; row: number }, rows: number, last: boolean): boolean =>
  last || error.row < rows || error.code === "InvalidQuotes";

/**
 * Pieces of text to rows of cells, by Papa Parse's tokeniser. A quote that is never closed, or is followed by more text,
 * costs its own line and no more: the line is set aside as broken and reading goes on at the next.
 */
export class Tokenizer {
  private pending = "";
  private broken = 0;
  private room: Room | null = null;
  private readonly dialect: Dialect;
  private readonly file: string;
  /** Rows handed out so far, broken ones included. */
  rows = 0;

  constructor(dialect: Dialect, file: string) {
    this.dialect = dialect;
    this.file = file;
  }

  /**
   * The rows of a piece, not the last, that needs no tokeniser ({@link spansOf}); null for any other, which is then to be pushed.
   * Bytes must be UTF-8, and no letter of the piece before may be open.
   */
  cut(piece: string | Uint8Array, width: number, header: readonly string[]): Spans | null {
    this.room ??= roomFor(header, this.dialect);
    const spans = spansOf(this.pending, piece, width, this.room);
    if (spans === null) return null;
    this.pending = spans.rest;
    this.rows += spans.rows;
    return spans;
  }

  push(text: string, last: boolean): Batch {
    const input = this.pending === "" ? text : this.pending + text;
    const batch: Batch = { rows: [], broken: new Map() };
    this.pending = "";
    const result = papaParser(this.dialect).parse(input, 0, !last);
    if (!result.errors.some((e) => isBroken(e, result.data.length, last))) {
      batch.rows = result.data;
      if (!last) this.pending = input.slice(result.meta.cursor);
    } else this.recover(input, last, batch);
    if (this.pending.length > LONGEST_ROW) this.giveUpRow(batch);
    this.rows += batch.rows.length;
    return batch;
  }

  /** Reads a text with broken quotes in small pieces, so that one bad line costs little. */
  private recover(input: string, last: boolean, batch: Batch): void {
    let start = 0;
    let size = PIECE;
    while (start < input.length) {
      const end = last && start + size >= input.length;
      const piece = end ? input.slice(start) : this.wholeLines(input.slice(start, start + size));
      const result = papaParser(this.dialect).parse(piece, 0, !end);
      const error = result.errors.find((e) => isBroken(e, result.data.length, end));
      if (!error) {
        for (const row of result.data) batch.rows.push(row);
        if (end) return;
        if (result.meta.cursor > 0) {
          start += result.meta.cursor;
          size = Math.min(2 * size, PIECE);
        } else if (start + size >= input.length) break;
        else size *= 2;
        continue;
      }
      let at = 0;
      if (error.row > 0) {
        at = papaParser({ ...this.dialect, preview: error.row }).parse(piece, 0, !end).meta.cursor;
        for (let i = 0; i < error.row; i++) batch.rows.push(result.data[i]!);
      }
      const stop = piece.indexOf(this.dialect.newline, at);
      this.setAside(batch, piece.slice(at, stop < 0 ? piece.length : stop), error.code);
      start += stop < 0 ? piece.length : stop + this.dialect.newline.length;
      size = SMALL_PIECE;
    }
    this.pending = input.slice(start);
  }

  /** A text up to its last line end: what follows a quote in it is known. */
  private wholeLines(text: string): string {
    const { newline } = this.dialect;
    const end = text.lastIndexOf(newline);
    return end < 0 ? "" : text.slice(0, end + newline.length);
  }

  /** The pending text is too long for a row: its first line is set aside, the rest waits for the next push. */
  private giveUpRow(batch: Batch): void {
    const stop = this.pending.indexOf(this.dialect.newline);
    if (stop < 0 || stop > LONGEST_ROW)
      throw new CsvError(
        "row-too-long",
        `Row ${this.rows + batch.rows.length + 1} of “${this.file}” is longer than 16 million characters without a line break. ` +
          "Check the line endings and quotes around that row.",
      );
    this.setAside(batch, this.pending.slice(0, stop), "MissingQuotes");
    const rest = this.pending.slice(stop + this.dialect.newline.length);
    this.pending = "";
    const more = papaParser(this.dialect).parse(rest, 0, true);
    if (more.errors.some((e) => e.row < more.data.length)) this.recover(rest, false, batch);
    else {
      for (const row of more.data) batch.rows.push(row);
      this.pending = rest.slice(more.meta.cursor);
    }
  }

  private setAside(batch: Batch, line: string, code: string): void {
    if (++this.broken > MOST_BROKEN)
      throw new CsvError(
        "quotes",
        `More than ${MOST_BROKEN.toLocaleString("en")} rows of “${this.file}” have broken quotes (the last is row ` +
          `${(this.rows + batch.rows.length + 1).toLocaleString("en")}). Export it again with every quote inside a cell doubled.`,
      );
    const hint = line.includes('\\"')
      ? " (within quotes a quote is written twice, not behind a backslash)"
      : "";
    const reason =
      code === "MissingQuotes" ? "a quote is opened and never closed" : `text follows a closing quote${hint}`;
    batch.broken.set(batch.rows.length, reason);
    batch.rows.push([line]);
  }
}
