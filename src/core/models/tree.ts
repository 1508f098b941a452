import { SLOTS } from "./bins.ts";
import { fillHistogram } from "./histogram.ts";
import { bestSplit, type Split, type SplitLimits, sides } from "./split.ts";

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

export type TreeLimits = SplitLimits & { maxDepth: number; maxLeaves: number; learningRate: number };

type Node = {
  start: number;
  end: number;
  depth: number;
  gradient: number;
  hessian: number;
  histogram: Float64Array | null;
  split: Split | null;
  /** Whether its children are leaves that share its range of rows. */
  final: boolean;
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
      const depth = node.depth + 1;
      const rest = [node.gradient - split.leftGradient, node.hessian - split.leftHessian] as const;
      const left = leaf(node.start, node.end, depth, split.leftGradient, split.leftHessian);
      const right = leaf(node.start, node.end, depth, ...rest);
      // The rows of two final leaves need no order of their own.
      node.final = depth === maxDepth || leaves + 1 === maxLeaves;
      if (!node.final) {
        left.end = right.start = this.partition(node, split);
        this.prepare(node, left, right, pairs);
      }
      this.release(node);
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
    node.split = this.split(node);
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
      child.split = this.split(child);
      if (!child.split) this.release(child);
    }
  }

  private release(node: Node): void {
    if (node.histogram) this.pool.push(node.histogram);
    node.histogram = null;
  }

  private split(node: Node): Split | null {
    return bestSplit(node.histogram!, this.edges, node.gradient, node.hessian, this.limits);
  }

  /** Orders the node's rows left before right, each side in its old order; returns where the right side begins. */
  private partition(node: Node, split: Split): number {
    const { order, aside, slots, features } = this;
    const { start, end } = node;
    const right = sides(split);
    let to = start;
    let kept = 0;
    for (let i = start; i < end; i++) {
      const row = order[i]!;
      const goes = right[slots[row * features + split.feature]!]!;
      // Written to both places and counted in one: a branch would be guessed wrong too often.
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
    const value = Float64Array.from(nodes, ({ gradient, hessian }, n) =>
      splits[n] || hessian + l2 <= 0 ? 0 : (-learningRate * gradient) / (hessian + l2),
    );
    const isShared = new Uint8Array(nodes.length);
    for (let n = 0; n < nodes.length; n++) {
      const node = nodes[n]!;
      const split = splits[n];
      const [left, right] = [children[2 * n]!, children[2 * n + 1]!];
      if (split && node.final) {
        isShared[left] = isShared[right] = 1;
        addSides(scores, this.order, node, this.slots, this.features, split, value[left]!, value[right]!);
      } else if (!split && !isShared[n])
        for (let i = node.start; i < node.end; i++) scores[this.order[i]!]! += value[n]!;
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
  return { start, end, depth, gradient, hessian, histogram: null, split: null, final: false };
}

/** Adds the value of its side to the score of each of the node's rows. */
function addSides(
  scores: Float64Array,
  order: Int32Array,
  node: Node,
  slots: Uint8Array,
  features: number,
  split: Split,
  left: number,
  right: number,
): void {
  const values = Float64Array.from(sides(split), (goes) => (goes ? right : left));
  for (let i = node.start; i < node.end; i++) {
    const row = order[i]!;
    scores[row]! += values[slots[row * features + split.feature]!]!;
  }
}
