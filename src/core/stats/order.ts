import { distinctOf } from "./distinct.ts";

/**
 * Sorting of numbers. Where most values repeat, the distinct ones are counted and sorted. Otherwise a radix sort over the bits of a
 * double takes a third of the time of a comparison sort at a million values, and is the same in every engine. Typed arrays are
 * read in the machine's byte order, which is little-endian wherever a browser or Node runs.
 */

/** Below this many values the comparison sort of the engine is quicker than counting digits. */
const SMALL = 2048;
const DIGITS = 6;
const BITS = 11;
const BUCKETS = 1 << BITS;
/** Values are counted, not sorted, while at most this share of them is distinct. */
const REPEATING = 1 / 8;

/** How often each value of each 11-bit digit occurs, for the keys given as their low and high 32 bits. */
function countDigits(words: Uint32Array, count: number): Int32Array {
  const counts = new Int32Array(DIGITS * BUCKETS);
  for (let i = 0; i < count; i++) {
    const low = words[2 * i]!;
    const high = words[2 * i + 1]!;
    counts[low & 2047]!++;
    counts[BUCKETS + ((low >>> 11) & 2047)]!++;
    counts[2 * BUCKETS + ((low >>> 22) | ((high & 1) << 10))]!++;
    counts[3 * BUCKETS + ((high >>> 1) & 2047)]!++;
    counts[4 * BUCKETS + ((high >>> 12) & 2047)]!++;
    counts[5 * BUCKETS + (high >>> 23)]!++;
  }
  return counts;
}

/** The digit number `pass` of the key at `i`. */
function digitAt(words: Uint32Array, i: number, pass: number): number {
  switch (pass) {
    case 0:
      return words[2 * i]! & 2047;
    case 1:
      return (words[2 * i]! >>> 11) & 2047;
    case 2:
      return (words[2 * i]! >>> 22) | ((words[2 * i + 1]! & 1) << 10);
    case 3:
      return (words[2 * i + 1]! >>> 1) & 2047;
    case 4:
      return (words[2 * i + 1]! >>> 12) & 2047;
    default:
      return words[2 * i + 1]! >>> 23;
  }
}

/** Turns the counts of one digit into the place where each bucket begins; false where all keys share the digit. */
function bucketStarts(counts: Int32Array, pass: number, total: number): boolean {
  const base = pass * BUCKETS;
  let start = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const size = counts[base + bucket]!;
    if (size === total) return false;
    counts[base + bucket] = start;
    start += size;
  }
  return true;
}

/**
 * The values in ascending order, in a new array; the input is not changed. Negative zero counts as zero. NaN must not occur.
 */
export function sortedCopy(values: ArrayLike<number>): Float64Array {
  const count = values.length;
  let from: Float64Array = new Float64Array(count);
  let isRising = true;
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const value = values[i]! + 0;
    if (!(value >= before)) isRising = false;
    from[i] = value;
    before = value;
  }
  if (isRising) return from;
  if (count < SMALL) return from.sort();
  const tally = tallyOf(from);
  if (tally !== null) return spreadOut(tally, from);
  let words = new Uint32Array(from.buffer);
  const counts = countDigits(words, count);
  let to: Float64Array = new Float64Array(count);
  for (let pass = 0; pass < DIGITS; pass++) {
    if (!bucketStarts(counts, pass, count)) continue;
    const base = pass * BUCKETS;
    for (let i = 0; i < count; i++) to[counts[base + digitAt(words, i, pass)]!++] = from[i]!;
    [from, to] = [to, from];
    words = new Uint32Array(from.buffer);
  }
  // By their bits the negative numbers now stand last, the largest first: turn them round and put them in front.
  let firstNegative = count;
  while (firstNegative > 0 && from[firstNegative - 1]! < 0) firstNegative--;
  if (firstNegative === count) return from;
  const negatives = count - firstNegative;
  for (let i = 0; i < negatives; i++) to[i] = from[count - 1 - i]!;
  to.set(from.subarray(0, firstNegative), negatives);
  return to;
}

/**
 * The row numbers in the order of ascending value; rows of equal value keep their order. The input is not changed.
 * NaN must not occur.
 */
export function sortOrder(values: ArrayLike<number>): Uint32Array {
  const count = values.length;
  const keys = new Float64Array(count);
  let isRising = true;
  for (let i = 0; i < count; i++) {
    keys[i] = values[i]! + 0;
    if (i > 0 && !(keys[i]! >= keys[i - 1]!)) isRising = false;
  }
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  if (isRising) return order;
  if (count < 256) return order.sort((a, b) => keys[a]! - keys[b]! || a - b);
  const distinct = count < SMALL ? null : distinctOf(keys, REPEATING);
  if (distinct !== null) {
    const { index, counts } = distinct;
    const next = new Uint32Array(counts.length);
    let start = 0;
    for (const place of byValue(distinct.values)) {
      next[place] = start;
      start += counts[place]!;
    }
    for (let i = 0; i < count; i++) order[next[index[i]!]!++] = i;
    return order;
  }

  let words = new Uint32Array(keys.buffer);
  for (let i = 0; i < count; i++) {
    // Flips the bits so that unsigned order is numeric order: all of a negative number, the sign alone of a positive one.
    const high = words[2 * i + 1]!;
    const mask = -(high >>> 31);
    words[2 * i]! ^= mask;
    words[2 * i + 1]! ^= mask | 0x80000000;
  }
  const counts = countDigits(words, count);
  let nextWords = new Uint32Array(2 * count);
  let nextOrder = new Uint32Array(count);
  for (let pass = 0; pass < DIGITS; pass++) {
    if (!bucketStarts(counts, pass, count)) continue;
    const base = pass * BUCKETS;
    for (let i = 0; i < count; i++) {
      const place = counts[base + digitAt(words, i, pass)]!++;
      nextWords[2 * place] = words[2 * i]!;
      nextWords[2 * place + 1] = words[2 * i + 1]!;
      nextOrder[place] = order[i]!;
    }
    [words, nextWords] = [nextWords, words];
    [order, nextOrder] = [nextOrder, order];
  }
  return order;
}

/** The distinct values of a list in ascending order, and how often each occurs. */
export type Tally = { values: Float64Array; counts: Uint32Array };

/** The tally of a list whose values mostly repeat; null where more than an eighth of them is distinct. NaN is left out. */
export function tallyOf(values: Float64Array): Tally | null {
  const distinct = distinctOf(values, REPEATING);
  if (distinct === null) return null;
  const places = byValue(distinct.values);
  return {
    values: Float64Array.from(places, (place) => distinct.values[place]!),
    counts: Uint32Array.from(places, (place) => distinct.counts[place]!),
  };
}

/** Every value as often as it occurs, in ascending order, written into `to`. */
export function spreadOut({ values, counts }: Tally, to: Float64Array): Float64Array {
  let start = 0;
  for (let i = 0; i < values.length; i++) {
    const end = start + counts[i]!;
    to.fill(values[i]!, start, end);
    start = end;
  }
  return to;
}

/** Groups of equal value in ascending order: the group of each row, and the value and number of rows of each group. */
export type Groups = { group: Int32Array; values: Float64Array; sizes: Uint32Array };

/** The rows of a list in groups of equal value. NaN must not occur. */
export function groupsOf(list: ArrayLike<number>): Groups {
  const distinct = distinctOf(list instanceof Float64Array ? list : new Float64Array(list), REPEATING);
  if (distinct !== null) {
    const places = byValue(distinct.values);
    const groupOf = new Int32Array(places.length);
    for (const [group, place] of places.entries()) groupOf[place] = group;
    const group = distinct.index;
    for (let row = 0; row < group.length; row++) group[row] = groupOf[group[row]!]!;
    return {
      group,
      values: Float64Array.from(places, (place) => distinct.values[place]!),
      sizes: Uint32Array.from(places, (place) => distinct.counts[place]!),
    };
  }
  const order = sortOrder(list);
  const group = new Int32Array(order.length);
  const values = new Float64Array(order.length);
  const sizes = new Uint32Array(order.length);
  let groups = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    const value = list[row]!;
    if (i === 0 || value !== values[groups - 1]) values[groups++] = value;
    group[row] = groups - 1;
    sizes[groups - 1]!++;
  }
  return { group, values: values.slice(0, groups), sizes: sizes.slice(0, groups) };
}

/** The places of distinct values in ascending order of value. */
function byValue(values: Float64Array): Uint32Array {
  return Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
}
