import type { Dialect } from "./dialect.ts";

/** A piece of a file whose rows all have the same number of cells: where each cell lies, without a text of its own. */
export type Spans = {
  /** The piece in UTF-8. */
  bytes: Uint8Array;
  /** The piece as text where one letter is one byte, so that a place in one is that in the other; made when it is first asked for. */
  text: string | null;
  isAscii: boolean;
  /** Bytes of the rows. */
  length: number;
  rows: number;
  width: number;
  /** Where each cell ends, row by row. A cell begins one byte behind the end of the cell before it, the first of a row behind a line break. */
  ends: Int32Array;
  /** Bytes of a line break. */
  breakLength: number;
  /** The beginning of the row behind these rows. */
  rest: string;
};

/** What is used again from piece to piece. */
export type Room = {
  bytes: Uint8Array;
  ends: Int32Array;
  /** The header as a row of the file; empty where no row can be it once more. */
  header: Uint8Array;
  /** What each byte is: {@link LETTER}, {@link DELIMITER}, {@link BREAK}, {@link BEYOND}, {@link QUOTE}. */
  kinds: Uint8Array;
  /** The highest byte of ASCII that is no letter. */
  top: number;
  newline: Dialect["newline"];
};

const LETTER = 0;
const DELIMITER = 1;
const BREAK = 2;
/** Beyond ASCII. */
const BEYOND = 3;
const QUOTE = 4;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Room for the pieces of a file with this header. */
export function roomFor(
  header: readonly string[],
  { delimiter, newline }: Pick<Dialect, "delimiter" | "newline">,
): Room {
  const kinds = new Uint8Array(256).fill(BEYOND, 128);
  kinds[LINE_FEED] = BREAK;
  kinds[CARRIAGE_RETURN] = BREAK;
  kinds[34] = QUOTE;
  // A delimiter of two bytes is none of a file that can be cut here; every byte beyond ASCII is left to the tokeniser.
  if (delimiter.charCodeAt(0) < 128) kinds[delimiter.charCodeAt(0)] = DELIMITER;
  else kinds.fill(QUOTE, 128);
  const row = header.length > 1 ? header.join(delimiter) : "";
  return {
    bytes: new Uint8Array(0),
    ends: new Int32Array(65_536),
    header: encoder.encode(row),
    kinds,
    top: kinds.subarray(0, 128).findLastIndex((kind) => kind !== LETTER),
    newline,
  };
}

/**
 * Cuts a piece of a file without quotes into rows of `width` cells. Without quotes every delimiter and every line break is a cut, so
 * nothing is left for a tokeniser to decide; columns are then read out of the bytes as they stand, without a text for each cell.
 * The piece is what was `pending` and what follows: text, or bytes of a file in UTF-8 of which those of ASCII are read.
 * Null where there is a quote, or any row that is not like the others (blank, ragged, ended in another way, the header once more):
 * such a piece is for the tokeniser.
 */
export function spansOf(pending: string, more: string | Uint8Array, width: number, room: Room): Spans | null {
  const most = 3 * pending.length + (typeof more === "string" ? 3 : 1) * more.length;
  if (room.bytes.length < most) room.bytes = new Uint8Array(most);
  const { bytes, header, kinds, newline, top } = room;
  let length = encoder.encodeInto(pending, bytes).written;
  let isAscii = length === pending.length;
  if (typeof more === "string") {
    const { written } = encoder.encodeInto(more, bytes.subarray(length));
    isAscii &&= written === more.length;
    length += written;
  } else {
    bytes.set(more, length);
    length += more.length;
  }
  const mayBeBeyond = typeof more === "string";
  const breakLength = newline.length;
  const breaks = newline.charCodeAt(breakLength - 1);
  const isPair = breakLength === 2;
  let { ends } = room;
  let cells = 0;
  let column = 0;
  let rows = 0;
  let from = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]!;
    // Most bytes: a letter above all that cuts.
    if (byte > top && byte < 128) continue;
    const kind = kinds[byte]!;
    if (kind === LETTER) continue;
    if (kind === DELIMITER) {
      if (++column >= width) return null;
      ends[cells++] = i;
    } else if (kind === BREAK) {
      if (byte !== breaks) {
        const isFirstOfPair = isPair && (i + 1 === length || bytes[i + 1] === LINE_FEED);
        if (!isFirstOfPair) return null;
        continue;
      }
      const end = i + 1 - breakLength;
      if (column !== width - 1 || (width === 1 && end === from)) return null;
      if (isPair && (end < from || bytes[end] !== CARRIAGE_RETURN)) return null;
      if (end - from === header.length && isAt(bytes, from, header)) return null;
      ends[cells++] = end;
      if (cells + width > ends.length) {
        const longer = new Int32Array(2 * ends.length + width);
        longer.set(ends);
        ends = longer;
      }
      column = 0;
      rows++;
      from = i + 1;
    } else if (kind === QUOTE || !mayBeBeyond) return null;
  }
  if (rows === 0) return null;
  room.ends = ends;
  const rest = decoder.decode(bytes.subarray(from, length));
  return { bytes, text: null, isAscii, length: from, rows, width, ends, breakLength, rest };
}

function isAt(bytes: Uint8Array, from: number, what: Uint8Array): boolean {
  for (let i = 0; i < what.length; i++) if (bytes[from + i] !== what[i]) return false;
  return what.length > 0;
}

/** The text of the bytes from `start` to before `end`. */
export function cellOf(spans: Spans, start: number, end: number): string {
  if (!spans.isAscii) return decoder.decode(spans.bytes.subarray(start, end));
  spans.text ??= decoder.decode(spans.bytes.subarray(0, spans.length));
  return spans.text.slice(start, end);
}

/** Powers of ten that a double holds exactly. */
const TENS = Float64Array.from({ length: 16 }, (_, power) => 10 ** power);

/**
 * The number that stands in a stretch of bytes as digits with at most one point and a minus in front, up to 15 characters; NaN for
 * anything else, whatever that may be. So many digits are held exactly, and one division rounds as reading the text does
 * (Clinger 1990, "How to read floating point numbers accurately", the easy case).
 */
export function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === 45;
  const from = isNegative ? start + 1 : start;
  if (from >= end || end - start > 15) return Number.NaN;
  let digits = 0;
  let point = -1;
  for (let at = from; at < end; at++) {
    const code = bytes[at]!;
    if (code >= 48 && code <= 57) digits = 10 * digits + (code - 48);
    else if (code === 46 && point < 0) point = at;
    else return Number.NaN;
  }
  // A point alone is no number; a zero in front of a digit may be a code that only looks like one.
  if (point >= 0 && end - from === 1) return Number.NaN;
  if (bytes[from] === 48 && end - from > 1 && point !== from + 1) return Number.NaN;
  const value = point < 0 ? digits : digits / TENS[end - point - 1]!;
  return isNegative ? -value : value;
}
