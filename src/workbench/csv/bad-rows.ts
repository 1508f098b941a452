import { tableToCsv } from "../../core/export/csv.ts";
import { type CategoryColumn, categories, numbers, table } from "../../core/table/table.ts";
import type { Batch } from "./tokenizer.ts";

export type BadRow = { row: number; reason: string; cells: readonly string[] };

const KEPT = 1000;
/** How a row of sums calls itself. */
const TOTAL =
  /^(?:grand |sub)?(?:total|totals|totale|sum|sums|summe|gesamt|insgesamt|somme|suma|soma)\b[^\d]{0,20}$/i;

/**
 * The rows of a file that do not fit its header: all counted, the first thousand kept as they stand. Rows are numbered as a
 * spreadsheet shows them: the first row of the file is 1.
 */
export class BadRows {
  count = 0;
  readonly kept: BadRow[] = [];
  /** Blank lines between rows. */
  blank = 0;
  /** Rows with one empty cell too many at the end, which was left out. */
  trailing = 0;
  /** Rows that fit, those included that a sample did not keep. */
  good = 0;
  /** Of a sample: which of the rows that fit each row of the table is. */
  private picked: number[] | null = null;
  /** File rows that did not become rows of the table, in order. */
  private readonly left: number[] = [];
  private blanksAtEnd: number[] = [];
  /** Rows above the header: a title, comments. */
  private above = 0;
  /** The header as it stands in the file; empty where there is none. */
  header: readonly string[] = [];

  /** The rows of a batch, from `offset` on, that have `width` cells; the others are noted. `firstRow` is the file row of the batch's first. */
  sift(batch: Batch, offset: number, firstRow: number, width: number, last: boolean): string[][] {
    const { rows, broken } = batch;
    const good: string[][] = [];
    let lastGood = 0;
    for (let i = offset; i < rows.length; i++) {
      const row = rows[i]!;
      const at = firstRow + i;
      const reason = broken.size > 0 ? broken.get(i) : undefined;
      const end = row[row.length - 1]!;
      // With mixed line endings, rows are cut at the line feed and keep a carriage return.
      if (end.charCodeAt(end.length - 1) === 13) row[row.length - 1] = end.slice(0, -1);
      if (reason === undefined) {
        if (row.length === width && !(width === 1 && row[0] === "") && !this.isHeader(row)) {
          this.settleBlanks();
          good.push(row);
          lastGood = at;
          continue;
        }
        if (row.length === 1 && row[0]!.trim() === "") {
          this.blanksAtEnd.push(at);
          continue;
        }
        if (row.length === width + 1 && row[width] === "") {
          this.settleBlanks();
          this.trailing++;
          row.pop();
          good.push(row);
          lastGood = at;
          continue;
        }
      }
      this.settleBlanks();
      this.left.push(at);
      const cells = row.length === 1 ? "cell" : "cells";
      const odd =
        row.length === width ? "it repeats the header" : `it has ${row.length} ${cells}, the header ${width}`;
      this.set(at, reason ?? odd, row);
    }
    if (last) this.setTotalAside(good, lastGood);
    if (last) this.blanksAtEnd = [];
    this.good += good.length;
    return good;
  }

  /** Whether a row is the header once more, as where files were put one behind the other. */
  private isHeader(row: readonly string[]): boolean {
    const { header } = this;
    return header.length > 1 && row[0] === header[0] && row.every((cell, i) => cell === header[i]);
  }

  /** The last row where it is a sum of those above it: “Total” where they have a number or a date. */
  private setTotalAside(good: string[][], at: number): void {
    const row = good.at(-1);
    const place = row?.findIndex((cell) => cell.trim() !== "") ?? -1;
    const cell = row?.[place]?.trim() ?? "";
    if (good.length < 4 || !TOTAL.test(cell)) return;
    if (!good.slice(-4, -1).every((one) => /\d/.test(one[place]!))) return;
    good.pop();
    // Rows behind it may have been left out already, and these are kept in order.
    const behind = this.left.findLastIndex((row) => row < at) + 1;
    this.left.splice(behind, 0, at);
    this.set(at, `it looks like a sum of the rows above it (“${cell}”)`, row!);
  }

  /** Notes that so many rows follow which all fit. */
  allFit(rows: number): void {
    this.settleBlanks();
    this.good += rows;
  }

  /** The rows of a sample among rows that fit; `keeps` is asked once a row, in their order. */
  pick(rows: readonly string[][], keeps: () => boolean): string[][] {
    const from = this.good - rows.length;
    this.picked ??= [];
    const kept: string[][] = [];
    for (const [i, row] of rows.entries()) {
      if (!keeps()) continue;
      this.picked.push(from + i);
      kept.push(row);
    }
    return kept;
  }

  /** Rows that all fit (a file without ragged rows): those that a sample keeps, or null where all are kept. */
  fitting(rows: number, keeps: (() => boolean) | null): readonly number[] | null {
    this.good = rows;
    if (keeps === null) return null;
    this.picked = [];
    for (let row = 0; row < rows; row++) if (keeps()) this.picked.push(row);
    return this.picked;
  }

  /** Blank lines count only where a row follows them: every file may end with some. */
  private settleBlanks(): void {
    if (this.blanksAtEnd.length === 0) return;
    this.blank += this.blanksAtEnd.length;
    for (const at of this.blanksAtEnd) this.left.push(at);
    this.blanksAtEnd = [];
  }

  /** The row of the file (from 1, as a spreadsheet counts) that became row `index` of the table. */
  fileRow(index: number, hasHeader: boolean): number {
    const start = (this.picked?.[index] ?? index) + (hasHeader ? 2 : 1);
    let low = 0;
    let high = this.left.length;
    // How many left-out rows stand before it: left[i] - i never falls, so it can be halved.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.left[middle]! - middle <= start) low = middle + 1;
      else high = middle;
    }
    return start + low;
  }

  /** A row above the header; `skipLeading` tells of the place that it takes. */
  setAbove(row: number, cells: readonly string[]): void {
    this.above++;
    this.set(row, "it stands above the header", cells);
  }

  private set(row: number, reason: string, cells: readonly string[]): void {
    this.count++;
    if (this.kept.length < KEPT)
      this.kept.push({ row, reason, cells: cells.map((cell) => cell.slice(0, 1000)) });
  }

  /** Blank lines and other rows above the header, which shift every row below them. */
  skipLeading(count: number): void {
    for (let row = 1; row <= count; row++) this.left.push(row);
  }

  /** The kept rows as a CSV of row, reason and cells (formulas neutralised); null where there are none. */
  toCsv(): string | null {
    if (this.kept.length === 0) return null;
    const width = Math.min(Math.max(...this.kept.map(({ cells }) => cells.length)), 300);
    return tableToCsv(
      table([
        ["row", numbers(this.kept.map(({ row }) => row))],
        ["reason", categories(this.kept.map(({ reason }) => reason))],
        ...Array.from({ length: width }, (_, i): [string, CategoryColumn] => [
          `cell ${i + 1}`,
          categories(this.kept.map(({ cells }) => cells[i] ?? null)),
        ]),
      ]),
    );
  }

  notices(): string[] {
    const notices: string[] = [];
    const n = (count: number) => count.toLocaleString("en");
    if (this.above > 0) {
      const [stand, were] =
        this.above === 1 ? ["A row stands", "was"] : [`${n(this.above)} rows stand`, "were"];
      const lines = this.kept.slice(0, Math.min(this.above, 3));
      const said = lines.map(({ cells }) => `“${cells.join(" ").trim().slice(0, 60)}”`).join(", ");
      notices.push(`${stand} above the header and ${were} set aside: ${said}.`);
    }
    const bad = this.kept[this.above];
    const others = this.count - this.above;
    if (bad)
      notices.push(
        others === 1
          ? `Row ${n(bad.row)} was set aside: ${bad.reason}.`
          : `${n(others)} rows were set aside; the first is row ${n(bad.row)}: ${bad.reason}.`,
      );
    if (this.blank > 0)
      notices.push(`${n(this.blank)} blank ${this.blank === 1 ? "line was" : "lines were"} skipped.`);
    if (this.trailing > 0)
      notices.push(
        `${n(this.trailing)} rows end with a delimiter and nothing behind it; that empty cell was left out.`,
      );
    return notices;
  }
}
