import type { Finding } from "../contracts.ts";

/** A finding with the detector and the columns it belongs to. */
export type NamedFinding = { detector: string; columns: readonly string[]; finding: Finding };

/**
 * Findings as JSON, indented by two: a list of objects that hold the detector, the columns, and every number of the finding.
 * JSON has no NaN and no infinity: NaN becomes null, infinities the texts "Infinity" and "-Infinity".
 */
export function findingsToJson(findings: readonly NamedFinding[]): string {
  const list = findings.map(({ detector, columns, finding }) => ({ detector, columns, ...finding }));
  return `${JSON.stringify(list, (_, value: unknown) => plain(value), 2)}\n`;
}

function plain(value: unknown): unknown {
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : String(value);
}
