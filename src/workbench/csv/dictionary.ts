import { release } from "./release.ts";

/** Not met before. */
export const UNKNOWN = -2;

const SHORT = 256;
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
  private hashes = new Int32Array(512);
  private slots = new Int32Array(1024).fill(-1);
  private readonly short = new Uint8Array(SHORT);

  /** The code of the bytes from `start` to before `end`; {@link UNKNOWN} where they were never added. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const { slots, hashes } = this;
    const hash = hashOf(bytes, start, end);
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot]!;
      if (entry < 0) return UNKNOWN;
      if (hashes[entry] === hash && this.isEntry(entry, bytes, start, end)) return this.codes[entry]!;
    }
  }

  /** {@link find} for a text. */
  findText(text: string): number {
    const bytes = this.bytesOf(text);
    return this.find(bytes, 0, bytes === this.short ? text.length : bytes.length);
  }

  /** Adds a spelling that is not there yet. */
  add(text: string, code: number): void {
    const bytes = this.bytesOf(text);
    const length = bytes === this.short ? text.length : bytes.length;
    const entry = this.entries++;
    if (entry === this.codes.length) {
      this.codes = longer(this.codes, 2 * entry);
      this.hashes = longer(this.hashes, 2 * entry);
      this.starts = longer(this.starts, 2 * entry + 1);
    }
    const start = this.starts[entry]!;
    if (start + length > this.letters.length) {
      const more = new Uint8Array(2 * (start + length));
      more.set(this.letters);
      release(this.letters);
      this.letters = more;
    }
    this.letters.set(bytes.subarray(0, length), start);
    this.starts[entry + 1] = start + length;
    this.codes[entry] = code;
    this.hashes[entry] = hashOf(bytes, 0, length);
    if (2 * entry < this.slots.length) {
      this.place(entry);
      return;
    }
    const size = 2 * this.slots.length;
    release(this.slots);
    this.slots = new Int32Array(size).fill(-1);
    for (let each = 0; each <= entry; each++) this.place(each);
  }

  /** Gives its memory back; it must not be asked any more. */
  close(): void {
    for (const array of [this.letters, this.starts, this.codes, this.hashes, this.slots]) release(array);
  }

  private place(entry: number): void {
    const mask = this.slots.length - 1;
    let slot = this.hashes[entry]! & mask;
    while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
    this.slots[slot] = entry;
  }

  private isEntry(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { letters } = this;
    const from = this.starts[entry]!;
    const length = end - start;
    if (this.starts[entry + 1]! - from !== length) return false;
    for (let i = 0; i < length; i++) if (letters[from + i] !== bytes[start + i]) return false;
    return true;
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

function longer(from: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(length);
  to.set(from);
  release(from);
  return to;
}
