import { type FeatureMatrix, matrix } from "../models/matrix.ts";

/** Numerical Recipes' linear congruential generator modulo 2^32, which models.py draws from as well. */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** The data sets of models.py, by the same arithmetic: features (NaN is missing) and labels. */
export function draw(
  kind: string,
  rows: number,
  seed: number,
): { features: FeatureMatrix; labels: Uint8Array } {
  const next = sequence(seed);
  const table: number[][] = [];
  const labels = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    const u = Array.from({ length: 8 }, next);
    const [a, b, c, d] = u as [number, number, number, number];
    let row = [a, b, c, d];
    let p: number;
    if (kind === "interaction") {
      p = c < 0.5 ? 0.1 + 0.8 * a * b : 0.9 - 0.8 * a;
    } else if (kind === "rare") {
      row = [a < 0.3 ? 0 : 1 / (1.01 - a), Math.floor(24 * b), c < 0.1 ? 1 : 0, d];
      p = 0.005 + (a >= 0.3 ? 0.06 * a * a : 0) + (c < 0.1 ? 0.08 : 0) * b;
    } else if (kind === "missing") {
      p = 0.05 + 0.7 * a * (1 - b);
      if (u[4]! < 0.1 + 0.6 * p) row[1] = Number.NaN;
      if (u[5]! < 0.2) row[2] = Number.NaN;
    } else {
      row = [a, ...Array.from({ length: 10 }, (_, k) => (u[1 + (k % 6)]! * (k + 3)) % 1)];
      p = 0.3 + 0.2 * a;
    }
    table.push(row);
    labels[i] = u[7]! < p ? 1 : 0;
  }
  const columns = table[0]!.map((_, j) => [`x${j}`, Float64Array.from(table, (row) => row[j]!)] as const);
  return { features: matrix(columns), labels };
}
