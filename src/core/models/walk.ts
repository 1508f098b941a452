import { SLOTS } from "./bins.ts";
import type { Tree } from "./tree.ts";

/**
 * Adds the tree's value for each of the rows to `scores`, read from slots of bins (row by row, `features` a row).
 *
 * The tree is turned into one table, from node and slot to the next node, in which leaves lead back to themselves: every row
 * then takes the same number of steps, and no branch depends on the data.
 */
export function addTree(
  tree: Tree,
  slots: Uint8Array,
  features: number,
  rows: Int32Array,
  scores: Float64Array,
): void {
  const { value } = tree;
  const { feature, next, steps } = tableOf(tree);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * features;
    let node = 0;
    for (let step = 0; step < steps; step++) node = next[(node << 6) | slots[from + feature[node]!]!]!;
    scores[i]! += value[node]!;
  }
}

function tableOf({ feature, bin, missingRight, children }: Tree) {
  const nodes = feature.length;
  const next = new Int16Array(nodes * SLOTS);
  const depths = new Uint8Array(nodes);
  let steps = 0;
  for (let node = 0; node < nodes; node++) {
    const from = node * SLOTS;
    if (feature[node]! < 0) {
      next.fill(node, from, from + SLOTS);
      continue;
    }
    const left = children[2 * node]!;
    const right = children[2 * node + 1]!;
    next.fill(left, from, from + bin[node]! + 1);
    next.fill(right, from + bin[node]! + 1, from + SLOTS);
    next[from + SLOTS - 1] = missingRight[node] ? right : left;
    // Children stand behind their parent, so that one pass finds every depth.
    depths[left] = depths[right] = depths[node]! + 1;
    steps = Math.max(steps, depths[left]!);
  }
  return { feature: Int16Array.from(feature, (f) => Math.max(f, 0)), next, steps };
}
