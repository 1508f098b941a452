import { MISSING, SLOTS } from "./bins.ts";

export type SplitLimits = { l2: number; minChildHessian: number; minGain: number };

/** Rows whose slot is at most `bin` go left, the missing ones where `missingRight` says. */
export type Split = {
  gain: number;
  feature: number;
  bin: number;
  missingRight: boolean;
  leftGradient: number;
  leftHessian: number;
};

/**
 * The split of a node with the largest gain, or null where none is allowed or worth it. `h` holds the node's gradient and
 * hessian sums by feature and slot, `gradient` and `hessian` are its totals. Of equal gains the first feature and the lowest
 * bin win. Source: Chen and Guestrin 2016, section 2.2 and algorithm 3.
 */
export function bestSplit(
  h: Float64Array,
  edges: readonly Float64Array[],
  gradient: number,
  hessian: number,
  limits: SplitLimits,
): Split | null {
  const { l2, minGain } = limits;
  // Below this a sum is what rounding left behind when histograms were subtracted.
  const minChildHessian = Math.max(limits.minChildHessian, 1e-9);
  if (hessian < 2 * minChildHessian) return null;
  // Compared as left + right; the parent's own term is the same for every split of the node.
  const own = (gradient * gradient) / (hessian + l2);
  let best = own + 2 * minGain + 1e-12;
  let found: Split | null = null;
  for (let feature = 0; feature < edges.length; feature++) {
    const base = feature * SLOTS * 2;
    const missingGradient = h[base + 2 * MISSING]!;
    const missingHessian = h[base + 2 * MISSING + 1]!;
    const bins = edges[feature]!.length + 1;
    const ways = missingHessian > 1e-9 ? 2 : 1;
    for (let way = 0; way < ways; way++) {
      // First with the missing rows on the right, then on the left.
      let leftGradient = way === 0 ? 0 : missingGradient;
      let leftHessian = way === 0 ? 0 : missingHessian;
      // "Missing against all the rest" is the last split of the first way.
      const last = way === 0 && ways === 2 ? bins : bins - 1;
      for (let bin = 0; bin < last; bin++) {
        leftGradient += h[base + 2 * bin]!;
        leftHessian += h[base + 2 * bin + 1]!;
        if (leftHessian < minChildHessian) continue;
        const rightHessian = hessian - leftHessian;
        if (rightHessian < minChildHessian) break;
        const rightGradient = gradient - leftGradient;
        const sum =
          (leftGradient * leftGradient) / (leftHessian + l2) +
          (rightGradient * rightGradient) / (rightHessian + l2);
        if (sum > best) {
          best = sum;
          // A feature never missing here sends a later missing value the way of most rows.
          const missingRight = ways === 2 ? way === 0 : rightHessian > leftHessian;
          found = { gain: (sum - own) / 2, feature, bin, missingRight, leftGradient, leftHessian };
        }
      }
    }
  }
  return found;
}

/** 1 for every slot that goes right. */
export function sides(split: Split): Uint8Array {
  const right = new Uint8Array(SLOTS).fill(1, split.bin + 1);
  right[MISSING] = split.missingRight ? 1 : 0;
  return right;
}
