/**
 * What every model reads: named columns of numbers, all of the same length, NaN where the value is missing.
 */
export type FeatureMatrix = { rows: number; names: readonly string[]; columns: readonly Float64Array[] };

/**
 * A matrix from named columns; the columns are kept, not copied.
 * Throws where there is no column, where two differ in length, and where `rows` is asked for and differs.
 */
export function matrix(columns: Iterable<readonly [string, Float64Array]>): FeatureMatrix {
  const pairs = [...columns];
  if (pairs.length === 0) throw new Error("A feature matrix needs at least one column.");
  const rows = pairs[0]![1].length;
  for (const [name, values] of pairs)
    if (values.length !== rows)
      throw new Error(`Feature “${name}” has ${values.length} rows, the first one ${rows}.`);
  return { rows, names: pairs.map(([name]) => name), columns: pairs.map(([, values]) => values) };
}

/** The rows at the given indices, in that order, of every column. */
export function takeRows(source: FeatureMatrix, indices: ArrayLike<number>): FeatureMatrix {
  const rows = indices.length;
  const columns = source.columns.map((values) => {
    const taken = new Float64Array(rows);
    for (let i = 0; i < rows; i++) taken[i] = values[indices[i]!]!;
    return taken;
  });
  return { rows, names: source.names, columns };
}

/** Throws, naming the first difference, where `given` does not hold the features that a model was fitted on. */
export function checkSameFeatures(fitted: readonly string[], given: readonly string[]): void {
  if (fitted.length !== given.length)
    throw new Error(`The model was fitted on ${fitted.length} features, it was given ${given.length}.`);
  for (let f = 0; f < fitted.length; f++)
    if (fitted[f] !== given[f])
      throw new Error(`Feature ${f + 1} should be “${fitted[f]}”, it is “${given[f]}”.`);
}

/** Throws unless there is one label, 0 or 1, for each of the rows. */
export function checkLabels(labels: Uint8Array, rows: number): void {
  if (labels.length !== rows) throw new Error(`There are ${labels.length} labels for ${rows} rows.`);
  for (let row = 0; row < rows; row++)
    if (labels[row]! > 1) throw new Error(`A label must be 0 or 1; row ${row} has ${labels[row]}.`);
}

/** Throws unless there is one finite weight of at least 0 for each of the rows. */
export function checkWeights(weights: ArrayLike<number> | undefined, rows: number): void {
  if (weights === undefined) return;
  if (weights.length !== rows) throw new Error(`There are ${weights.length} weights for ${rows} rows.`);
  for (let row = 0; row < rows; row++) {
    const weight = weights[row]!;
    if (!(weight >= 0) || weight === Number.POSITIVE_INFINITY)
      throw new Error(`A weight must be finite and at least 0; row ${row} has ${weight}.`);
  }
}
