import { type Column, isValid } from "../../core/table/table.ts";
import type { ColumnReport } from "./column.ts";
import { formatTime } from "./dates.ts";
import { type Reading, TIME_NAME } from "./guess.ts";
import { SENTINELS } from "./missing.ts";

/** What was read in one column: small enough to leave the worker. */
export type ColumnNote = {
  name: string;
  kind: Column["kind"];
  /** How the cells are written, in words: “plain numbers”, “dates, day first”, “text”. */
  written: string;
  rows: number;
  missing: number;
  /** Every spelling of “no value” with its count, most frequent first. */
  missingKinds: readonly (readonly [string, number])[];
  /** Distinct values; of numbers and times counted up to 1,000 (`distinctMore` says that there are more). */
  distinct: number;
  distinctMore: boolean;
  /** Range of the values there are; NaN for text and where none is there. */
  min: number;
  max: number;
  integers: boolean;
  /** Numbers that may stand for “no value” and were kept as numbers. */
  sentinels: readonly { value: number; count: number }[];
  /** The most frequent texts, or the first distinct numbers, as they are shown. */
  examples: readonly string[];
  notices: readonly string[];
};

const MOST = 1000;
const SMALL = 1024;
const n = (count: number) => count.toLocaleString("en");

/** Sums up a column that was read. `fileRow` turns a row of the table into the row of the file. */
export function describeColumn(
  name: string,
  column: Column,
  report: ColumnReport,
  reading: Reading | null,
  epoch: number | null,
  fileRow: (row: number) => number,
): ColumnNote {
  const rows = column.kind === "category" ? column.codes.length : column.values.length;
  const missing = [...report.missing.values()].reduce((sum, count) => sum + count, 0);
  const notices: string[] = [];
  const { unreadable, infinite } = report;
  if (unreadable.count > 0) {
    const one = unreadable.examples[0]!;
    const what = column.kind === "time" ? "dates" : "numbers";
    notices.push(
      `${n(unreadable.count)} ${unreadable.count === 1 ? "cell" : "cells"} of “${name}” could not be read as ${what}, such as “${one.text}” in row ${n(fileRow(one.row))}; they count as missing.`,
    );
  }
  if (infinite.count > 0)
    notices.push(
      `${n(infinite.count)} ${infinite.count === 1 ? "cell" : "cells"} of “${name}” (first in row ${n(fileRow(infinite.row))}) ${infinite.count === 1 ? "is" : "are"} infinite; no mean exists with such a value, so it counts as missing.`,
    );
  if (report.dayFirst !== null && !report.dayFirstProven)
    notices.push(
      `Every date of “${name}” could be day first or month first; it was read as ${report.dayFirst ? "day" : "month"} first. Change it if that is wrong.`,
    );
  if (reading?.kind === "time" && reading.shortYear !== undefined)
    notices.push(
      `The years of “${name}” have two digits (“${reading.shortYear}”): the last part was read as the year, 70 to 99 as 1970 to 1999, the others as 2000 to 2069. Write years with four digits where that is wrong.`,
    );
  const base = {
    name,
    kind: column.kind,
    rows,
    missing: missing + unreadable.count + infinite.count,
    missingKinds: [...report.missing].sort((a, b) => b[1] - a[1]),
    notices,
  };
  if (column.kind === "category") {
    const counts = new Uint32Array(column.categories.length);
    for (let row = 0; row < rows; row++) if (isValid(column.valid, row)) counts[column.codes[row]!]!++;
    const longest = column.categories.reduce((most, text) => Math.max(most, text.length), 0);
    if (longest > 100_000)
      notices.push(`A cell of “${name}” holds ${n(longest)} characters. Look whether a quote is missing.`);
    if (reading !== null) notices.push(...unreadText(name, column.categories));
    return {
      ...base,
      written: reading === null ? "all missing" : "text",
      distinct: column.categories.length,
      distinctMore: false,
      min: Number.NaN,
      max: Number.NaN,
      integers: false,
      sentinels: [],
      examples: topCodes(counts, 5).map((code) => shorten(column.categories[code]!)),
    };
  }
  const distinct = new Set<number>();
  // Counts, hours, flags: whether a small whole number was met is told without asking the set a million times.
  const met = new Uint8Array(SMALL);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let integers = true;
  let before = Number.NaN;
  for (let row = 0; row < rows; row++) {
    const value: number = column.values[row]!;
    if (Number.isNaN(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    if (integers && value !== Math.floor(value)) integers = false;
    if (value !== before && distinct.size <= MOST) {
      const whole = value | 0;
      const isSmall = whole === value && whole >= 0 && whole < SMALL;
      if (!isSmall || met[whole] === 0) distinct.add(value);
      if (isSmall) met[whole] = 1;
    }
    before = value;
  }
  const there = min <= max;
  if (column.kind === "time" && there) notices.push(...oddTimes(name, min, max));
  else if (there && integers && TIME_NAME.test(name)) notices.push(...unreadClock(name, min, max));
  const show = column.kind === "time" ? formatTime : (value: number) => String(value);
  return {
    ...base,
    written: written(reading, epoch, report),
    distinct: Math.min(distinct.size, MOST),
    distinctMore: distinct.size > MOST,
    min: there ? min : Number.NaN,
    max: there ? max : Number.NaN,
    integers: integers && there,
    sentinels: column.kind === "number" ? sentinelsOf(column.values, min, max) : [],
    examples: [...distinct].slice(0, 5).map(show),
  };
}

function written(reading: Reading | null, epoch: number | null, report: ColumnReport): string {
  if (epoch !== null) return epoch === 1 ? "epoch milliseconds" : "epoch seconds";
  if (reading?.kind === "number") {
    const { decimal, group } = reading.format;
    if (decimal === "." && group === "") return "numbers";
    return `numbers with a decimal ${decimal === "," ? "comma" : "point"}${group === "" ? "" : ` and “${group}” between thousands`}`;
  }
  if (reading?.kind === "time") {
    if (reading.style === "day-month") return report.dayFirst ? "dates, day first" : "dates, month first";
    return {
      iso: "dates, ISO 8601",
      compact: "dates as digits, year first",
      named: "dates with month names",
    }[reading.style];
  }
  return "text";
}

/** Any other negative whole number is suspected only where so many rows hold it. */
const OFTEN = 5;

/**
 * Suspected stand-ins for “no value”: a known sentinel that is the extreme of the column and lies apart from all the rest, or
 * a negative whole number that is its lowest value in several rows, below numbers that are never negative or far below them.
 */
function sentinelsOf(values: Float64Array, min: number, max: number): { value: number; count: number }[] {
  const isOwn = min < 0 && Number.isInteger(min) && !SENTINELS.includes(min);
  const suspects = [...(isOwn ? [min] : []), ...SENTINELS.filter((s) => s === min || s === max)];
  const found: { value: number; count: number }[] = [];
  for (const suspect of suspects) {
    let count = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      if (value === suspect) count++;
      else {
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    if (count === 0 || !(low <= high)) continue;
    // Below: a negative among numbers that are none. Above: farther away than the others spread, and ten times the largest.
    const apart =
      suspect < 0 ? low >= 0 && low < high : suspect > 10 * Math.max(high, 1) && suspect - high > high - low;
    const ownApart = (low >= 0 || low - suspect > high - low) && low < high;
    if (isOwn && suspect === min) {
      if (ownApart && count >= OFTEN) found.push({ value: suspect, count });
    } else if (apart && (suspect === -1 || suspect < -8 || count > 1)) found.push({ value: suspect, count });
  }
  return found;
}

function oddTimes(name: string, min: number, max: number): string[] {
  const odd: string[] = [];
  if (min < 0) odd.push(`“${name}” begins before 1970 (${formatTime(min)})`);
  if (max > 4_102_444_800_000) odd.push(`“${name}” ends after 2100 (${formatTime(max)})`);
  return odd.map((text) => `${text}. A stand-in for “unknown”, or a date typed wrongly? It was kept.`);
}

const LIKE_DATES =
  /^\D{0,12}(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[. -]+\p{L}{3,12}[. ,-]+\d{4})(?!\d)/u;
const LIKE_CLOCK = /^\d{1,3}:[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?$/;

/** Text that looks like moments or numbers, which could not be read as such: why, and what would help. */
function unreadText(name: string, categories: readonly string[]): string[] {
  const some = categories.slice(0, 200);
  const share = (pattern: RegExp) => some.filter((text) => pattern.test(text)).length / some.length;
  if (some.length < 2) return [];
  if (share(LIKE_CLOCK) >= 0.9)
    return [
      `“${name}” holds times of day or durations without a date (“${some[0]}”), so it was read as text. Join it with the date in one column to have it read as a time.`,
    ];
  if (share(/^1\d{18}$/) >= 0.9)
    return [
      `“${name}” looks like epoch nanoseconds, and was read as text. Write ISO 8601, epoch seconds or milliseconds to have it read as a time.`,
    ];
  const account = some.find((text) => /^\([\d.,]+\)$/.test(text));
  if (account && share(/^\(?[-$€£]?[\d.,]+\)?$/) >= 0.9)
    return [
      `“${name}” holds numbers in parentheses (“${account}”), as accounts write what is below zero, and was read as text. Write them with a minus to have them read as numbers.`,
    ];
  if (share(/^[-+]?\d[\d.,]*\s?[\p{L}°µ]{1,4}$/u) >= 0.95 && new Set(some.map(unitOf)).size <= 3)
    return [
      `“${name}” holds numbers with a unit (“${shorten(some[0]!)}”) and was read as text. Leave the unit out to have them read as numbers.`,
    ];
  if (share(LIKE_DATES) < 0.8) return [];
  const other = some.find((text) => shapeOf(text) !== shapeOf(some[0]!));
  return [
    `“${name}” looks like dates (“${shorten(some[0]!)}”${other ? `, “${shorten(other)}”` : ""}) and was read as text, for they are not all written in one way that is known here. Write them as 2024-01-31 or 2024-01-31T09:30:00Z (ISO 8601).`,
  ];
}

const unitOf = (text: string) => text.replace(/[\d.,\s+-]/g, "");
const shapeOf = (text: string) => text.replace(/\d+/g, (digits) => "0".repeat(digits.length));

/** Whole numbers under a name that says time, which are no epoch seconds or milliseconds. */
function unreadClock(name: string, min: number, max: number): string[] {
  const looks =
    min >= 631_152_000e6 && max <= 4_102_444_800e6
      ? "epoch microseconds"
      : min >= 20_000 && max <= 80_000 && max > min
        ? "the day numbers of a spreadsheet"
        : null;
  if (looks === null) return [];
  return [
    `“${name}” looks like ${looks}, and was read as numbers. Write ISO 8601, epoch seconds or milliseconds to have it read as a time.`,
  ];
}

function topCodes(counts: Uint32Array, most: number): number[] {
  const top: number[] = [];
  for (let code = 0; code < counts.length; code++) {
    let place = top.length;
    while (place > 0 && counts[top[place - 1]!]! < counts[code]!) place--;
    if (place < most) {
      top.splice(place, 0, code);
      if (top.length > most) top.pop();
    }
  }
  return top;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
