import type { Finding } from "../../core/contracts.ts";
import { cannotTell } from "../../core/detectors/findings.ts";
import type { Result } from "../findings/settle.ts";
import type { Prepared } from "../prepare.ts";

/** Checks that read the order of the rows as that of time. */
const BY_ORDER = new Set([
  "constant-stretch",
  "label-persistence",
  "random-against-time",
  "mass-over-time",
  "recipe-match",
  "truncation-test",
  "lag-one-day",
]);

/** That such a check cannot tell, since the rows are sorted by a column; null where it can. */
export function unorderedBy(check: string, { sortedBy, label }: Prepared): Result | null {
  if (sortedBy === undefined || !BY_ORDER.has(check)) return null;
  // That the rows are sorted by the label is itself worth telling.
  if (check === "label-persistence" && sortedBy === label) return null;
  return { columns: [], finding: cannotTell("sorted-rows", { column: sortedBy }) };
}

/** The same as a sentence; null for any other finding. */
export const sortedRows = ({ reason, facts }: Finding): string | null =>
  reason === "sorted-rows"
    ? `Cannot tell: the rows are sorted by “${facts.column}”, so their order is not that of time.`
    : null;
