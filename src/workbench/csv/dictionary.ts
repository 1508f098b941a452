import { release } from "./release.ts";

/** Not met before. */
export const UNKNOWN = -2;

const SHORT = 256;
/** Texts of up to so many bytes stand in their slot themselves: one look in memory tells them apart. */
const WHOLE = 8;
const encoder = new TextEncoder();

/**
 * The codes of the texts of a column by their UTF-8 bytes, so that no text is made for a cell whose spelling was met before. A key
 * column has a spelling a row: an entry costs its bytes and a few small numbers.
 */
export class Dictionary {
  private entries = 0;
  private letters = new Uint8Array(4096);
  /** Where the letters of each entry begin; those of the last end where the next would begin. */
  private starts = new Int32Array(513);
  private codes = new Int32Array(512);
  /** Of each slot the entry, from 1 (0 where it is free), and the entry's hash beside it. */
  private slots = new Int32Array(2048);
  private readonly short = new Uint8Array(SHORT);
  /** The hash of what was looked for last. */
  private hash = 0;
  private wholes = 0;
  /** Four numbers a slot: the text's length from 1 (0 where it is free), its bytes in two, its code. */
  private whole = new Int32Array(1024);
  /** The bytes of the short text that was looked for last and not found, and the slot that is free for it. */
  private low = 0;
  private high = 0;
  private free = 0;

  /** The code of the bytes from `start` to before `end`; {@link UNKNOWN} where they were never added. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length <= WHOLE) return this.findWhole(bytes, start, end);
    const { slots, starts, letters } = this;
    const hash = hashOf(bytes, start, end);
    const mask = slots.length - 2;
    this.hash = hash;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const entry = slots[slot]! - 1;
      if (entry < 0) return UNKNOWN;
      if (slots[slot + 1] !== hash) continue;
      const from = starts[entry]!;
      if (starts[entry + 1]! - from !== length) continue;
      let i = 0;
      while (i < length && letters[from + i] === bytes[start + i]) i++;
      if (i === length) return this.codes[entry]!;
    }
  }

  private findWhole(bytes: Uint8Array, start: number, end: number): number {
    const { whole } = this;
    let low = 0;
    let high = 0;
    let at = start;
    if (end - start >= 4) {
      low = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      at += 4;
      for (let shift = 0; at < end; at++, shift += 8) high |= bytes[at]! << shift;
    } else for (let shift = 0; at < end; at++, shift += 8) low |= bytes[at]! << shift;
    const mark = end - start + 1;
    const mask = whole.length - 4;
    for (let slot = wholeHash(low, high, mark) & mask; ; slot = (slot + 4) & mask) {
      const there = whole[slot]!;
      if (there === mark && whole[slot + 1] === low && whole[slot + 2] === high) return whole[slot + 3]!;
      if (there !== 0) continue;
      this.low = low;
      this.high = high;
      this.free = slot;
      return UNKNOWN;
    }
  }

  private addWhole(length: number, code: number): void {
    fill(this.whole, this.free, length + 1, this.low, this.high, code);
    // Half of the slots at most, so that a search is short.
    if (8 * ++this.wholes >= this.whole.length) this.makeRoomForWholes(2 * this.whole.length);
  }

  /** Adds what {@link find} has just not found. */
  add(bytes: Uint8Array, start: number, end: number, code: number): void {
    if (end - start <= WHOLE) {
      this.addWhole(end - start, code);
      return;
    }
    const entry = this.entries++;
    if (entry === this.codes.length) {
      this.codes = longer(this.codes, 2 * entry);
      this.starts = longer(this.starts, 2 * entry + 1);
    }
    const from = this.starts[entry]!;
    const to = from + end - start;
    if (to > this.letters.length) {
      this.letters = longerLetters(this.letters, 2 * to);
    }
    for (let i = start; i < end; i++) this.letters[from + i - start] = bytes[i]!;
    this.starts[entry + 1] = to;
    this.codes[entry] = code;
    if (4 * entry >= this.slots.length) this.makeRoom(2 * this.slots.length);
    place(this.slots, entry + 1, this.hash);
  }

  /** Makes room for so many entries at once, where a column seems to have a text of its own in every row. */
  expect(entries: number): void {
    if (this.wholes > this.entries) {
      let size = this.whole.length;
      while (size < 8 * entries) size *= 2;
      if (size > this.whole.length) this.makeRoomForWholes(size);
      return;
    }
    if (entries <= this.codes.length) return;
    const letters = Math.ceil((this.starts[this.entries]! / Math.max(this.entries, 1)) * entries * 1.1);
    this.codes = longer(this.codes, entries);
    this.starts = longer(this.starts, entries + 1);
    this.letters = longerLetters(this.letters, letters);
    let size = this.slots.length;
    while (size < 4 * entries) size *= 2;
    this.makeRoom(size);
  }

  /** How many spellings there are. */
  get size(): number {
    return this.entries + this.wholes;
  }

  /** {@link find} for a text. */
  findText(text: string): number {
    const bytes = this.bytesOf(text);
    return this.find(bytes, 0, bytes === this.short ? text.length : bytes.length);
  }

  /** {@link add} for a text, whether it was looked for or not. */
  addText(text: string, code: number): void {
    const bytes = this.bytesOf(text);
    const length = bytes === this.short ? text.length : bytes.length;
    if (this.find(bytes, 0, length) === UNKNOWN) this.add(bytes, 0, length, code);
  }

  /** Gives its memory back; it must not be asked any more. */
  close(): void {
    for (const array of [this.letters, this.starts, this.codes, this.slots, this.whole]) release(array);
  }

  private makeRoom(size: number): void {
    const before = this.slots;
    this.slots = new Int32Array(size);
    for (let slot = 0; slot < before.length; slot += 2)
      if (before[slot]! > 0) place(this.slots, before[slot]!, before[slot + 1]!);
    release(before);
  }

  private makeRoomForWholes(size: number): void {
    const before = this.whole;
    const whole = new Int32Array(size);
    const mask = size - 4;
    for (let at = 0; at < before.length; at += 4) {
      const mark = before[at]!;
      if (mark === 0) continue;
      const [low, high] = [before[at + 1]!, before[at + 2]!];
      let slot = wholeHash(low, high, mark) & mask;
      while (whole[slot] !== 0) slot = (slot + 4) & mask;
      fill(whole, slot, mark, low, high, before[at + 3]!);
    }
    this.whole = whole;
    release(before);
  }

  /** The text in UTF-8; short plain ones at the beginning of an array that is used again. */
  private bytesOf(text: string): Uint8Array {
    if (text.length > SHORT) return encoder.encode(text);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return encoder.encode(text);
      this.short[i] = code;
    }
    return this.short;
  }
}

function fill(whole: Int32Array, slot: number, mark: number, low: number, high: number, code: number): void {
  whole[slot] = mark;
  whole[slot + 1] = low;
  whole[slot + 2] = high;
  whole[slot + 3] = code;
}

/** Mixed well, as {@link hashOf} does, from a short text's bytes and its mark. */
function wholeHash(low: number, high: number, mark: number): number {
  let hash = Math.imul(low ^ mark, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ high, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function place(slots: Int32Array, entry: number, hash: number): void {
  const mask = slots.length - 2;
  let slot = (hash << 1) & mask;
  while (slots[slot] !== 0) slot = (slot + 2) & mask;
  slots[slot] = entry;
  slots[slot + 1] = hash;
}

/** Mixed well: keys follow rules of their own, and a simpler sum of their letters would crowd a part of the table. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = (end - start) ^ 0x811c9dc5;
  let at = start;
  // Four bytes a multiplication, for each waits for the one before.
  for (; at + 4 <= end; at += 4) {
    const four = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    hash = Math.imul(hash ^ four, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function longerLetters(from: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const to = new Uint8Array(Math.max(length, from.length));
  to.set(from);
  release(from);
  return to;
}

function longer(from: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(length);
  to.set(from);
  release(from);
  return to;
}
