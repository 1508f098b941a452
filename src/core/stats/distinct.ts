/**
 * Which of its distinct values each entry of a list is. Columns of a file have few of them (amounts in cents, hours, scores of
 * four decimals), and what is worked out once a distinct value need not be worked out once a row.
 */
export type Distinct = {
  /** The place in `values` of each entry; -1 for NaN. */
  index: Int32Array;
  /** The distinct values in the order of first appearance; zero stands for negative zero too. */
  values: Float64Array;
  /** How often each occurs. */
  counts: Uint32Array;
};

const SMALLEST = 2048;

/**
 * The distinct values of a list, by a hash table over the bits of the numbers: one pass, O(n). Null where there are more of them
 * than `share` of the entries: then a table has no use, and that is known early.
 */
export function distinctOf(list: Float64Array, share = 1): Distinct | null {
  const rows = list.length;
  const words = new Uint32Array(list.buffer, list.byteOffset, 2 * rows);
  const index = new Int32Array(rows);
  let values = new Float64Array(SMALLEST / 2);
  let counts = new Uint32Array(SMALLEST / 2);
  let slots = new Int32Array(SMALLEST).fill(-1);
  let mask = SMALLEST - 1;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const value = list[row]!;
    if (Number.isNaN(value)) {
      index[row] = -1;
      continue;
    }
    let slot = value === 0 ? 0 : slotOf(words[2 * row]!, words[2 * row + 1]!) & mask;
    let at = slots[slot]!;
    while (at >= 0 && values[at] !== value) {
      slot = (slot + 1) & mask;
      at = slots[slot]!;
    }
    if (at < 0) {
      if (count >= share * rows) return null;
      at = count++;
      slots[slot] = at;
      values[at] = value + 0;
      if (2 * count > mask) {
        values = grown(values, new Float64Array(2 * values.length));
        counts = grown(counts, new Uint32Array(2 * counts.length));
        slots = slotsFor(values, count, 2 * slots.length);
        mask = slots.length - 1;
      }
    }
    counts[at]!++;
    index[row] = at;
  }
  return { index, values: values.slice(0, count), counts: counts.slice(0, count) };
}

/** Spreads the bits of a number over those of a slot. */
function slotOf(low: number, high: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** The table for the first `count` values, with `size` slots. */
function slotsFor(values: Float64Array, count: number, size: number): Int32Array<ArrayBuffer> {
  const words = new Uint32Array(values.buffer);
  const slots = new Int32Array(size).fill(-1);
  for (let at = 0; at < count; at++) {
    let slot = values[at] === 0 ? 0 : slotOf(words[2 * at]!, words[2 * at + 1]!) & (size - 1);
    while (slots[slot]! >= 0) slot = (slot + 1) & (size - 1);
    slots[slot] = at;
  }
  return slots;
}

function grown<A extends Float64Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
