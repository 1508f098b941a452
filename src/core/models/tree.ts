import { MISSING, SLOTS } from "./bins.ts";

/** A binary tree as flat arrays, one entry a node; node 0 is the root, a leaf has `feature` -1. */
export type Tree = {
  feature: Int16Array;
  /** A value goes left where it is not above this. */
  threshold: Float64Array;
  /** The same as a bin: a row goes left where its bin is not above this. */
  bin: Uint8Array;
  /** 1 where a missing value goes right. */
  missingRight: Uint8Array;
  /** `children[2 * node]` is the left child, `children[2 * node + 1]` the right one. */
  children: Int16Array;
  /** What a leaf adds to the log-odds. */
  value: Float64Array;
  /** How much the split lowers the penalised loss (second-order approximation). */
  gain: Float64Array;
};

export type TreeLimits = {
  maxDepth: number;
  maxLeaves: number;
  learningRate: number;
  l2: number;
  minChildHessian: number;
  minGain: number;
};

type Node = {
  start: number;
  end: number;
  depth: number;
  gradient: number;
  hessian: number;
  histogram: Float64Array | null;
  split: Split | null;
};

type Split = {
  gain: number;
  feature: number;
  bin: number;
  missingRight: boolean;
  leftGradient: number;
  leftHessian: number;
};

/**
 * Grows trees on binned rows, best split first, as LightGBM and scikit-learn's histogram boosting do: gradient and hessian
 * sums by bin, the larger child's histogram as the parent's minus the smaller child's (Ke et al. 2017), gain and leaf values
 * of XGBoost's second-order objective (Chen and Guestrin 2016). All buffers are kept from tree to tree.
 */
export class TreeGrower {
  private readonly order: Int32Array;
  private readonly aside: Int32Array;
  private readonly pool: Float64Array[] = [];
  private readonly size: number;
  private readonly features: number;

  constructor(
    private readonly slots: Uint8Array,
    private readonly edges: readonly Float64Array[],
    private readonly rows: Int32Array,
    private readonly limits: TreeLimits,
  ) {
    this.features = edges.length;
    this.size = this.features * SLOTS * 2;
    this.order = new Int32Array(rows.length);
    this.aside = new Int32Array(rows.length);
  }

  /**
   * One tree for these gradients and hessians (`pairs[2 * row]` and `pairs[2 * row + 1]`); adds its leaf values to `scores`
   * of the rows it was grown on.
   */
  grow(pairs: Float64Array, scores: Float64Array): Tree {
    const { maxDepth, maxLeaves } = this.limits;
    this.order.set(this.rows);
    const nodes: Node[] = [this.root(pairs)];
    const splits: (Split | null)[] = [null];
    const children: number[] = [-1, -1];
    for (let leaves = 1; leaves < maxLeaves; leaves++) {
      let best = -1;
      for (let n = 0; n < nodes.length; n++)
        if (nodes[n]!.split && (best < 0 || nodes[n]!.split!.gain > nodes[best]!.split!.gain)) best = n;
      if (best < 0) break;
      const node = nodes[best]!;
      const split = node.split!;
      const middle = this.partition(node, split);
      const depth = node.depth + 1;
      const left = leaf(node.start, middle, depth, split.leftGradient, split.leftHessian);
      const right = leaf(
        middle,
        node.end,
        depth,
        node.gradient - split.leftGradient,
        node.hessian - split.leftHessian,
      );
      if (depth < maxDepth && leaves + 1 < maxLeaves) this.prepare(node, left, right, pairs);
      else this.release(node);
      node.split = null;
      splits[best] = split;
      children[2 * best] = nodes.length;
      children[2 * best + 1] = nodes.length + 1;
      nodes.push(left, right);
      splits.push(null, null);
      children.push(-1, -1, -1, -1);
    }
    for (const node of nodes) this.release(node);
    return this.finish(nodes, splits, children, scores);
  }

  private root(pairs: Float64Array): Node {
    const histogram = this.pool.pop() ?? new Float64Array(this.size);
    fillHistogram(histogram, this.slots, this.features, this.order, 0, this.order.length, pairs);
    // Each feature's bins hold every row once; the first feature's give the totals.
    let gradient = 0;
    let hessian = 0;
    for (let slot = 0; slot < SLOTS; slot++) {
      gradient += histogram[2 * slot]!;
      hessian += histogram[2 * slot + 1]!;
    }
    const node = leaf(0, this.order.length, 0, gradient, hessian);
    node.histogram = histogram;
    node.split = this.bestSplit(node);
    return node;
  }

  /** Histograms and best splits of two children; the parent's buffer becomes the larger child's. */
  private prepare(parent: Node, left: Node, right: Node, pairs: Float64Array): void {
    const [small, large] = left.end - left.start <= right.end - right.start ? [left, right] : [right, left];
    const own = this.pool.pop() ?? new Float64Array(this.size);
    fillHistogram(own, this.slots, this.features, this.order, small.start, small.end, pairs);
    const rest = parent.histogram!;
    for (let i = 0; i < rest.length; i++) rest[i]! -= own[i]!;
    parent.histogram = null;
    small.histogram = own;
    large.histogram = rest;
    for (const child of [left, right]) {
      child.split = this.bestSplit(child);
      if (!child.split) this.release(child);
    }
  }

  private release(node: Node): void {
    if (node.histogram) this.pool.push(node.histogram);
    node.histogram = null;
  }

  private bestSplit(node: Node): Split | null {
    const { l2, minChildHessian, minGain } = this.limits;
    const { gradient, hessian } = node;
    if (hessian < 2 * minChildHessian) return null;
    const h = node.histogram!;
    // Compared as left + right; the parent's own term is the same for every split of the node.
    const own = (gradient * gradient) / (hessian + l2);
    let best = own + minGain + 1e-12;
    let found: Split | null = null;
    for (let feature = 0; feature < this.features; feature++) {
      const base = feature * SLOTS * 2;
      const missingGradient = h[base + 2 * MISSING]!;
      const missingHessian = h[base + 2 * MISSING + 1]!;
      const bins = this.edges[feature]!.length + 1;
      const ways = missingHessian > 1e-12 ? 2 : 1;
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

  /** Orders the node's rows left before right, each side in its old order; returns where the right side begins. */
  private partition(node: Node, split: Split): number {
    const { order, aside, slots, features } = this;
    const right = new Uint8Array(SLOTS);
    for (let bin = split.bin + 1; bin < MISSING; bin++) right[bin] = 1;
    right[MISSING] = split.missingRight ? 1 : 0;
    let to = node.start;
    let kept = 0;
    for (let i = node.start; i < node.end; i++) {
      const row = order[i]!;
      const goes = right[slots[row * features + split.feature]!]!;
      order[to] = row;
      aside[kept] = row;
      to += 1 - goes;
      kept += goes;
    }
    order.set(aside.subarray(0, kept), to);
    return to;
  }

  private finish(nodes: Node[], splits: (Split | null)[], children: number[], scores: Float64Array): Tree {
    const { learningRate, l2 } = this.limits;
    const value = new Float64Array(nodes.length);
    for (let n = 0; n < nodes.length; n++) {
      if (splits[n]) continue;
      const { start, end, gradient, hessian } = nodes[n]!;
      const step = hessian + l2 > 0 ? (-learningRate * gradient) / (hessian + l2) : 0;
      value[n] = step;
      for (let i = start; i < end; i++) scores[this.order[i]!]! += step;
    }
    return {
      feature: Int16Array.from(splits, (s) => s?.feature ?? -1),
      threshold: Float64Array.from(splits, (s) =>
        s ? (this.edges[s.feature]![s.bin] ?? Number.POSITIVE_INFINITY) : Number.NaN,
      ),
      bin: Uint8Array.from(splits, (s) => s?.bin ?? 0),
      missingRight: Uint8Array.from(splits, (s) => (s?.missingRight ? 1 : 0)),
      children: Int16Array.from(children),
      value,
      gain: Float64Array.from(splits, (s) => s?.gain ?? 0),
    };
  }
}

function leaf(start: number, end: number, depth: number, gradient: number, hessian: number): Node {
  return { start, end, depth, gradient, hessian, histogram: null, split: null };
}

/**
 * Sums gradients and hessians by feature and bin over `order[start..end)`. Row by row: neighbouring additions fall into
 * different features, so that none waits for the one before.
 */
function fillHistogram(
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
