import { crossValidatedTrees } from "../../models/cross-validate.ts";
import { foldRows, stratifiedFolds } from "../../models/folds.ts";
import { matrix } from "../../models/matrix.ts";
import type { Random } from "../../random.ts";
import type { Column } from "../../table/table.ts";
import { readGroups, readNumbers } from "./read.ts";

const FOLDS = 5;
/** A category's rate is drawn towards the base rate as by so many rows of it. */
const SMOOTHING = 10;

/**
 * What the other rows say about each row's label from one column alone: the out-of-fold label rate, by shallow trees for
 * numbers and by category otherwise. Missing is a value like any other. One entry for each of `rows`, whose labels (0 or 1)
 * are `labels`.
 */
export function outOfFoldRates(
  column: Column,
  rows: Int32Array,
  labels: Uint8Array,
  random: Random,
): Float64Array {
  if (column.kind === "category") return categoryRates(column, rows, labels, random);
  const all = readNumbers(column);
  const values = Float64Array.from(rows, (row) => all[row]!);
  return crossValidatedTrees(matrix([["x", values]]), labels, FOLDS, random, {
    trees: 15,
    maxDepth: 2,
    learningRate: 0.3,
  }).scores;
}

function categoryRates(column: Column, rows: Int32Array, labels: Uint8Array, random: Random): Float64Array {
  const { groups, count } = readGroups(column);
  const fold = stratifiedFolds(labels, FOLDS, random);
  const rates = new Float64Array(rows.length);
  for (let k = 0; k < FOLDS; k++) {
    const { inside, outside } = foldRows(fold, k);
    // The last place is that of missing values.
    const sizes = new Float64Array(count + 1);
    const positives = new Float64Array(count + 1);
    let total = 0;
    for (const i of outside) {
      const group = groups[rows[i]!]!;
      const place = group < 0 ? count : group;
      sizes[place]!++;
      positives[place]! += labels[i]!;
      total += labels[i]!;
    }
    const base = total / outside.length;
    for (const i of inside) {
      const group = groups[rows[i]!]!;
      const place = group < 0 ? count : group;
      rates[i] = (positives[place]! + SMOOTHING * base) / (sizes[place]! + SMOOTHING);
    }
  }
  return rates;
}
