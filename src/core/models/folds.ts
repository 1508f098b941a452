import type { Random } from "../random.ts";

/**
 * A fold from 0 to `folds` - 1 for each row, drawn so that every fold holds the same share of each label (to within one
 * row). `labels` may hold any small whole numbers. Throws for an impossible number of folds.
 */
export function stratifiedFolds(labels: ArrayLike<number>, folds: number, random: Random): Uint8Array {
  if (!Number.isInteger(folds) || folds < 2 || folds > 255)
    throw new Error(`The number of folds must be a whole number from 2 to 255; it is ${folds}.`);
  if (folds > labels.length) throw new Error(`${labels.length} rows cannot be put into ${folds} folds.`);
  const byLabel = new Map<number, number[]>();
  for (let row = 0; row < labels.length; row++) {
    const rows = byLabel.get(labels[row]!);
    if (rows) rows.push(row);
    else byLabel.set(labels[row]!, [row]);
  }
  const fold = new Uint8Array(labels.length);
  // The count runs on from label to label, so that folds also differ by at most one row in all.
  let next = 0;
  for (const label of [...byLabel.keys()].sort((a, b) => a - b))
    for (const row of random.fork(label).shuffle(byLabel.get(label)!)) fold[row] = next++ % folds;
  return fold;
}

/** The rows in the given fold, and those outside of it, each in order. */
export function foldRows(
  fold: ArrayLike<number>,
  index: number,
): { inside: Int32Array; outside: Int32Array } {
  const inside: number[] = [];
  const outside: number[] = [];
  for (let row = 0; row < fold.length; row++) (fold[row] === index ? inside : outside).push(row);
  return { inside: Int32Array.from(inside), outside: Int32Array.from(outside) };
}

/** At most `size` of the rows 0 to `rows` - 1, drawn without putting back, in rising order; all of them where they fit. */
export function sampleRows(rows: number, size: number, random: Random): Int32Array {
  const all = new Int32Array(rows);
  for (let row = 0; row < rows; row++) all[row] = row;
  if (rows <= size) return all;
  for (let i = 0; i < size; i++) {
    const j = i + random.integer(rows - i);
    const held = all[i]!;
    all[i] = all[j]!;
    all[j] = held;
  }
  return all.slice(0, size).sort();
}
