import { groupsOf, sortOrder } from "../stats/order.ts";

/**
 * Scores and labels in the order of ascending score, gathered into groups of equal score: what every ranking metric reads,
 * so that one sort serves them all.
 */
export type Ranked = {
  rows: number;
  positives: number;
  negatives: number;
  /** Row numbers by ascending score. */
  order: Uint32Array;
  /** The groups of equal score, ascending: the score, the rows and the positive rows among them. */
  groups: number;
  score: Float64Array;
  size: Float64Array;
  positive: Float64Array;
};

/** All that a metric needs that reads no single row: no sort where few scores are distinct. */
export type RankedGroups = Omit<Ranked, "order">;

/** {@link rank} without the order of the rows. */
export function rankGroups(scores: ArrayLike<number>, labels: ArrayLike<number>): RankedGroups {
  const positives = positivesOf(scores, labels);
  const rows = scores.length;
  const { group, values: score, sizes } = groupsOf(scores);
  const positive = new Float64Array(score.length);
  for (let row = 0; row < rows; row++) positive[group[row]!]! += labels[row]!;
  const size = Float64Array.from(sizes);
  return { rows, positives, negatives: rows - positives, groups: score.length, score, size, positive };
}

/**
 * Ranks rows by score. `labels` hold 1 for a positive row (a fraud) and 0 for a negative one.
 *
 * Throws where the lengths differ, a score is NaN, or a label is neither 0 nor 1: a label that is not known yet is not a
 * negative one, so the caller leaves such rows out.
 */
export function rank(scores: ArrayLike<number>, labels: ArrayLike<number>): Ranked {
  const positives = positivesOf(scores, labels);
  const rows = scores.length;
  const order = sortOrder(scores);
  const score = new Float64Array(rows);
  const size = new Float64Array(rows);
  const positive = new Float64Array(rows);
  let groups = 0;
  for (let i = 0; i < rows; i++) {
    const row = order[i]!;
    const value = scores[row]!;
    if (i === 0 || value !== score[groups - 1]) score[groups++] = value;
    size[groups - 1]!++;
    positive[groups - 1]! += labels[row]!;
  }
  return { rows, positives, negatives: rows - positives, order, groups, score, size, positive };
}

/** The positive rows; throws as {@link rank} says. */
function positivesOf(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const rows = scores.length;
  if (labels.length !== rows) throw new Error(`There are ${rows} scores but ${labels.length} labels.`);
  let positives = 0;
  for (let row = 0; row < rows; row++) {
    const label = labels[row]!;
    if (Number.isNaN(scores[row]!)) throw new Error(`The score in row ${row} is not a number.`);
    if (label === 1) positives++;
    else if (label !== 0)
      throw new Error(
        `The label in row ${row} is ${label}; it must be 0 or 1. Leave out rows without a label.`,
      );
  }
  return positives;
}
