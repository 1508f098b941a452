import { log } from "../../core/math/elementary.ts";
import { fitLogistic, type Logistic } from "../../core/models/logistic.ts";
import type { FeatureMatrix } from "../../core/models/matrix.ts";
import { fastSigmoid } from "../../core/models/sigmoid.ts";
import { type LendingWorld, SECTORS } from "../../core/world/lending/types.ts";

/** What the scorecard reads: the features on scales on which a straight line is fair, and one column a sector but the first. */
export function matrixOf({ applications: a }: LendingWorld): FeatureMatrix {
  const floats = (values: ArrayLike<number>, read: (value: number) => number) => {
    const made = new Float64Array(a.count);
    for (let row = 0; row < a.count; row++) made[row] = read(values[row]!);
    return made;
  };
  const same = (value: number) => value;
  const columns: [string, Float64Array][] = [
    ["log income", floats(a.income, log)],
    ["log employment", floats(a.employmentMonths, (months) => log(1 + months / 12))],
    ["out of work", floats(a.outOfWork, same)],
    ["utilisation", floats(a.utilisation, same)],
    ["missed", floats(a.missed, (count) => Math.min(4, count))],
    ["log amount to income", floats(a.amountToIncome, (ratio) => log(ratio + 0.05))],
    ...SECTORS.slice(1).map((name, i): [string, Float64Array] => [
      name,
      floats(a.sector, (code) => (code === i + 1 ? 1 : 0)),
    ]),
  ];
  return {
    rows: a.count,
    names: columns.map(([name]) => name),
    columns: columns.map(([, values]) => values),
  };
}

/** The scorecard fitted on these rows, with these outcomes; null where there are no defaults to learn from. */
export function scorecard(
  matrix: FeatureMatrix,
  outcomes: Uint8Array,
  rows: readonly number[],
): Logistic | null {
  const labels = Uint8Array.from(rows, (row) => outcomes[row]!);
  const defaults = labels.reduce((sum, one) => sum + one, 0);
  if (defaults < 10 || defaults === rows.length) return null;
  const own = {
    rows: rows.length,
    names: matrix.names,
    columns: matrix.columns.map((values) => Float64Array.from(rows, (row) => values[row]!)),
  };
  return fitLogistic(own, labels, { C: 1, tolerance: 1e-7 });
}

/** The chance of default of every application. */
export function scoresOf(model: Logistic, { rows, columns }: FeatureMatrix): Float64Array {
  const scores = new Float64Array(rows).fill(model.intercept);
  for (const [f, values] of columns.entries()) {
    const coefficient = model.coefficients[f]!;
    for (let row = 0; row < rows; row++) scores[row]! += coefficient * values[row]!;
  }
  for (let row = 0; row < rows; row++) scores[row] = fastSigmoid(scores[row]!);
  return scores;
}
