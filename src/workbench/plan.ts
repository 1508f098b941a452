import type { Detector, Finding } from "../core/contracts.ts";
import { isHistoryLike } from "./history-like.ts";
import type { Prepared } from "./prepare.ts";
import { sortedRows } from "./windows/unordered.ts";

/** Rough order of cost: what answers in milliseconds comes first. */
export function cost(detector: Detector): number {
  return { absence: 1, "two-samples": 2, who: 3, time: 4, streams: 5, pipelines: 5, "without-labels": 6 }[
    detector.family
  ];
}

/**
 * The groups of columns that a detector is run on: one a column, or all that it can read at once. One empty group where there
 * is none, so that the detector itself can say why.
 */
export function columnsFor(detector: Detector, prepared: Prepared, current: Prepared | null): string[][] {
  if (detector.accepts.length === 0) return [[]];
  const readable = testedBy(detector, prepared, current).filter((name) => {
    if (!detector.accepts.includes(prepared.table.columns.get(name)!.kind)) return false;
    return detector.windows === 1 || current === null || current.table.columns.has(name);
  });
  if (readable.length === 0) return [[]];
  return detector.scope === "table" ? [readable] : readable.map((name) => [name]);
}

/** Detectors that compare groups of people; only columns that name groups are theirs, not every number. */
const BY_GROUP = new Set(["label-rate-by-segment", "calibration-by-segment", "mix-and-rate"]);

/** The columns whose roles let this detector read them. */
function testedBy(detector: Detector, prepared: Prepared, current: Prepared | null): readonly string[] {
  const { table, roles, features } = prepared;
  if (detector.id === "missing-share") return gapColumns(prepared, current);
  if (BY_GROUP.has(detector.id)) return [...(roles.segment ?? []), ...(roles.category ?? [])];
  if (detector.id === "lag-one-day")
    return features.filter((name) => isHistoryLike(name, table.columns.get(name)!));
  // The score is what a model made of the features: it goes with the label by design, and only its drift is news.
  if (detector.windows === 1) return features.filter((name) => !roles.score?.includes(name));
  // A year or a month moves with time by nature.
  return features.filter((name) => !prepared.calendar?.has(name));
}

/** Columns with a missing value: features, names of entities, the label. */
function gapColumns(prepared: Prepared, current: Prepared | null): string[] {
  const label = prepared.label ? [prepared.label] : [];
  const names = [...prepared.features, ...(prepared.roles.entity ?? []), ...label];
  return names.filter((name) =>
    [prepared, current].some((one) => (one?.table.columns.get(name)?.valid ?? null) !== null),
  );
}

/** A detector's sentence, or why there was nothing to run it on. */
export function sayOf(detector: Detector, finding: Finding, columns: readonly string[]): string {
  const sorted = sortedRows(finding);
  if (sorted !== null) return sorted;
  // What was found stands, and is only told elsewhere.
  if (finding.reason === "told-by-another") return detector.say({ ...finding, verdict: "rings" }, columns);
  if (finding.reason === "failed") return `Cannot tell: the check itself failed (${finding.facts.message}).`;
  if (finding.reason === "no-columns") {
    if (BY_GROUP.has(detector.id)) return "Cannot tell: no column names a group (a segment or a category).";
    if (detector.id === "missing-share") return "Cannot tell: no column has a missing value.";
    if (detector.id === "lag-one-day")
      return "Cannot tell: no column looks like a summary of history (a count, a mean of the last days), and only of one does it mean anything that yesterday’s value ranks worse.";
    const kinds = detector.accepts.map(
      (kind) => ({ number: "number", category: "category", time: "time" })[kind],
    );
    return `Cannot tell: no feature is a ${kinds.join(" or a ")}, which is what it reads.`;
  }
  return detector.say(finding, columns);
}
