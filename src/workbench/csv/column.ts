import type { Column, Validity } from "../../core/table/table.ts";
import { isoAt, packDate, parseCompact, parseIso, parseNamed } from "./dates.ts";
import { unpackDates } from "./day-month.ts";
import { Dictionary, UNKNOWN } from "./dictionary.ts";
import { READABLE, type Reading } from "./guess.ts";
import { spellingName, spellsMissing } from "./missing.ts";
import { formatReader, parsePlain } from "./numbers.ts";
import { own } from "./own-text.ts";
import { release } from "./release.ts";
import { cellOf, plainNumber, type Spans } from "./spans.ts";

/** What was met while a column was read. Row numbers are those of the table, from 0. */
export type ColumnReport = {
  missing: Map<string, number>;
  /** Cells that are no number (or time) in a column of such, and infinite ones; they are missing in the table. */
  unreadable: { count: number; examples: { text: string; row: number }[] };
  infinite: { count: number; row: number };
  /** For dates whose day and month can be confused: the reading, and whether the data prove it. */
  dayFirst: boolean | null;
  dayFirstProven: boolean;
};

/** The report of a column in which nothing was met yet. */
export const emptyReport = (): ColumnReport => ({
  missing: new Map(),
  unreadable: { count: 0, examples: [] },
  infinite: { count: 0, row: -1 },
  dayFirst: null,
  dayFirstProven: false,
});

/** From this share of distinct texts in the first piece on, room is made for as many as there are rows. */
const OWN = 0.8;

/** One column while it is being read: typed storage that grows by doubling, a bitmap from the first missing cell on. */
export class ColumnBuilder {
  readonly report: ColumnReport = emptyReport();
  reading: Reading | null = null;
  private rows = 0;
  private capacity: number;
  private values: Float64Array = new Float64Array(0);
  private codes: Int32Array = new Int32Array(0);
  private valid: Uint8Array | null = null;
  private parse: (cell: string) => number = parsePlain;
  private readonly dictionary = new Dictionary();
  private readonly categories: string[] = [];
  private readonly odd = new Set<string>();

  constructor(capacity: number) {
    this.capacity = Math.max(capacity, 16);
  }

  /** Decides how the cells are read. Rows before that were all missing. */
  start(reading: Reading): void {
    this.reading = reading;
    if (reading.kind === "text") this.codes = new Int32Array(this.capacity);
    else this.values = new Float64Array(this.capacity).fill(Number.NaN, 0, this.rows);
    if (reading.kind === "number") this.parse = formatReader(reading.format);
    if (reading.kind === "time")
      this.parse = { iso: parseIso, compact: parseCompact, named: parseNamed, "day-month": packDate }[
        reading.style
      ];
  }

  /** Adds cell `index` of every row. */
  append(rows: readonly string[][], index: number): void {
    const from = this.rows;
    this.rows += rows.length;
    this.reserve();
    const reading = this.reading;
    if (reading === null) {
      for (let i = 0; i < rows.length; i++) this.miss(rows[i]![index]!, from + i);
    } else if (reading.kind === "text") this.appendText(rows, index, from);
    else if (reading.kind === "number" && reading.format.decimal === "." && reading.format.group === "")
      this.appendPlain(rows, index, from);
    else {
      const { values, parse } = this;
      for (let i = 0; i < rows.length; i++) {
        const cell = rows[i]![index]!;
        const value = parse(cell);
        values[from + i] = value - value === 0 ? value : this.odds(cell, value, from + i);
      }
    }
  }

  private appendPlain(rows: readonly string[][], index: number, from: number): void {
    const values = this.values;
    for (let i = 0; i < rows.length; i++) {
      const cell = rows[i]![index]!;
      const value = parsePlain(cell);
      // Nothing and blanks read as zero: only a digit in front is a number.
      if (value - value === 0 && (value !== 0 || cell.charCodeAt(0) > 32)) values[from + i] = value;
      else values[from + i] = this.odds(cell, value, from + i);
    }
  }

  private appendText(rows: readonly string[][], index: number, from: number): void {
    const { codes, dictionary } = this;
    for (let i = 0; i < rows.length; i++) {
      const cell = rows[i]![index]!;
      let code = dictionary.findText(cell);
      if (code === UNKNOWN) code = this.learn(cell);
      if (code >= 0) codes[from + i] = code;
      else this.miss(cell, from + i);
    }
    if (from === 0 && dictionary.size > OWN * rows.length) dictionary.expect(this.capacity);
  }

  /** Adds column `index` of a piece whose cells were not cut out; how it is read must be decided. */
  appendSpans(spans: Spans, index: number): void {
    const from = this.rows;
    this.rows += spans.rows;
    this.reserve();
    if (this.reading?.kind === "text") this.appendTextSpans(spans, index, from);
    else this.appendNumberSpans(spans, index, from);
  }

  private appendTextSpans(spans: Spans, index: number, from: number): void {
    const { bytes, ends, width, rows } = spans;
    const { codes, dictionary } = this;
    const gap = index === 0 ? spans.breakLength : 1;
    for (let row = 0, cell = index; row < rows; row++, cell += width) {
      const start = cell === 0 ? 0 : ends[cell - 1]! + gap;
      const end = ends[cell]!;
      let code = dictionary.find(bytes, start, end);
      if (code === UNKNOWN) code = this.learnSpan(spans, start, end);
      if (code >= 0) codes[from + row] = code;
      else this.miss(cellOf(spans, start, end), from + row);
    }
  }

  /** {@link learn} for what the dictionary has just not found; most need no second look. */
  private learnSpan(spans: Spans, start: number, end: number): number {
    const cell = cellOf(spans, start, end);
    if (spellsMissing(cell) || cell.trim().length !== cell.length) return this.learn(cell);
    const code = this.categories.push(own(cell)) - 1;
    this.dictionary.add(spans.bytes, start, end, code);
    return code;
  }

  private appendNumberSpans(spans: Spans, index: number, from: number): void {
    const { bytes, ends, width, rows } = spans;
    const { reading, values } = this;
    const isPlain =
      reading?.kind === "number" && reading.format.decimal === "." && reading.format.group === "";
    const quick = isPlain
      ? plainNumber
      : reading?.kind === "time" && reading.style === "iso"
        ? isoAt
        : unsure;
    const gap = index === 0 ? spans.breakLength : 1;
    for (let row = 0, cell = index; row < rows; row++, cell += width) {
      const start = cell === 0 ? 0 : ends[cell - 1]! + gap;
      const value = quick(bytes, start, ends[cell]!);
      values[from + row] =
        value - value === 0 ? value : this.slowly(cellOf(spans, start, ends[cell]!), isPlain, from + row);
    }
  }

  /** A cell that could not be read from its bytes at a glance. */
  private slowly(cell: string, isPlain: boolean, row: number): number {
    const value = isPlain ? parsePlain(cell) : this.parse(cell);
    // Nothing and blanks read as zero: only a digit in front is a number.
    const isThere = value - value === 0 && (!isPlain || value !== 0 || cell.charCodeAt(0) > 32);
    return isThere ? value : this.odds(cell, value, row);
  }

  /** The code of a text not met before in this spelling; -1 where it spells “no value”. */
  private learn(cell: string): number {
    const { dictionary, categories } = this;
    if (spellsMissing(cell)) {
      if (cell.length < 8) dictionary.addText(cell, -1);
      return -1;
    }
    const text = own(cell.trim());
    let code = text.length === cell.length ? UNKNOWN : dictionary.findText(text);
    if (code === UNKNOWN) {
      code = categories.push(text) - 1;
      dictionary.addText(text, code);
    }
    if (text.length !== cell.length) dictionary.addText(cell, code);
    return code;
  }

  /** A cell that the fast path could not read: missing, infinite, a formatted number, or no number at all. */
  private odds(cell: string, value: number, row: number): number {
    if (spellsMissing(cell)) {
      this.miss(cell, row);
      return Number.NaN;
    }
    const again = Number.isNaN(value) ? this.parse(cell.trim()) : value;
    if (Number.isFinite(again)) return again;
    this.markMissing(row);
    if (/^[-+]?inf(inity)?$/i.test(cell.trim()) || (!Number.isNaN(again) && /^[-+\d]/.test(cell.trim()))) {
      if (this.report.infinite.count++ === 0) this.report.infinite.row = row;
      return Number.NaN;
    }
    this.setUnreadable(cell, row);
    if (this.odd.size < 3) this.odd.add(own(cell.trim().slice(0, 80)));
    return Number.NaN;
  }

  private setUnreadable(cell: string, row: number): void {
    const { unreadable } = this.report;
    unreadable.count++;
    if (unreadable.examples.length < 5) unreadable.examples.push({ text: own(cell.slice(0, 80)), row });
  }

  private miss(cell: string, row: number): void {
    const name = spellingName(cell);
    this.report.missing.set(name, (this.report.missing.get(name) ?? 0) + 1);
    this.markMissing(row);
  }

  private markMissing(row: number): void {
    this.valid ??= new Uint8Array((this.capacity + 7) >> 3).fill(255);
    this.valid[row >> 3]! &= ~(1 << (row & 7));
  }

  private reserve(): void {
    if (this.rows <= this.capacity) return;
    while (this.capacity < this.rows) this.capacity *= 2;
    if (this.reading?.kind === "text") this.codes = grown(this.codes, new Int32Array(this.capacity));
    else if (this.reading) this.values = grown(this.values, new Float64Array(this.capacity));
    if (this.valid) {
      const valid = new Uint8Array((this.capacity + 7) >> 3).fill(255);
      valid.set(this.valid);
      this.valid = valid;
    }
  }

  /** Whether so many cells could not be read that the column is text after all, and has to be read again as such. */
  get isTextAfterAll(): boolean {
    if (this.reading === null || this.reading.kind === "text") return false;
    const { unreadable, missing } = this.report;
    let there = this.rows;
    for (const count of missing.values()) there -= count;
    const share = unreadable.count / Math.max(there, 1);
    const isOwnMissing = this.odd.size <= 2 && ![...this.odd].some((text) => /\d/.test(text));
    return share > 1 - READABLE && !(this.reading.kind === "number" && share <= 0.5 && isOwnMissing);
  }

  /** The finished column. `dayFirst` overrides the reading of dates whose day and month can be confused. */
  finish(dayFirst?: boolean): Column {
    this.dictionary.close();
    const values = this.values.subarray(0, this.rows);
    if (this.reading?.kind === "time" && this.reading.style === "day-month") this.unpack(values, dayFirst);
    const valid: Validity = this.valid ? this.valid.slice(0, (this.rows + 7) >> 3) : null;
    if (this.reading === null || this.reading.kind === "text") {
      const codes = this.reading ? this.codes.subarray(0, this.rows) : new Int32Array(this.rows);
      return { kind: "category", codes, categories: this.categories, valid };
    }
    if (this.reading.kind === "number") return { kind: "number", values, valid };
    return { kind: "time", values, valid };
  }

  private unpack(values: Float64Array, wanted: boolean | undefined): void {
    const { dayFirst, proven } = unpackDates(values, wanted, (row, text) => {
      this.markMissing(row);
      this.setUnreadable(text, row);
    });
    this.report.dayFirst = dayFirst;
    this.report.dayFirstProven = proven;
  }
}

const unsure = (): number => Number.NaN;

function grown<T extends Float64Array | Int32Array>(old: T, fresh: T): T {
  fresh.set(old as never);
  release(old);
  return fresh;
}
