import type { Concern } from "./concerns.ts";

/** So many columns that moved stand on their own; the further ones are told together. */
const OWN = 3;

/**
 * Findings that ask for the same repair together, in the place of the weightiest: those of one check, and for drift what
 * several checks say of one column. Where many columns moved, the three that moved most stand on their own and the others
 * together: that much has moved is one piece of news. `found` is in the order of weight.
 */
export function grouped<A extends { check: string; concern: Concern; columns: readonly string[] }>(
  found: readonly A[],
): A[][] {
  const groups = new Map<string, A[]>();
  const moved = new Set<string>();
  for (const answer of found) {
    const isDrift = answer.concern === "drift" && answer.columns.length === 1;
    const column = answer.columns[0]!;
    if (isDrift && moved.size < OWN) moved.add(column);
    const key = !isDrift ? answer.check : moved.has(column) ? `drift of ${column}` : "drift of others";
    const group = groups.get(key);
    if (group) group.push(answer);
    else groups.set(key, [answer]);
  }
  return [...groups.values()];
}
