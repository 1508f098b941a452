import type { Concern } from "./rank.ts";

/**
 * Findings that ask for the same repair together, in the place of the weightiest: those of one check, and for drift what
 * several checks say of one column. `found` is in the order of weight.
 */
export function grouped<A extends { check: string; concern: Concern; columns: readonly string[] }>(
  found: readonly A[],
): A[][] {
  const groups = new Map<string, A[]>();
  for (const answer of found) {
    const key =
      answer.concern === "drift" && answer.columns.length === 1
        ? `drift of ${answer.columns[0]}`
        : answer.check;
    const group = groups.get(key);
    if (group) group.push(answer);
    else groups.set(key, [answer]);
  }
  return [...groups.values()];
}
