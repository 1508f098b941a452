import type { Failing, Matrix, Ringing, Row } from "./matrix.ts";

/**
 * The matrix as it is stored. A cell is one letter where every seed gave the same, else one letter a seed; the cells of a row stand in the order
 * of the detectors, divided by spaces. `why` are places in `reasons`.
 */
export type Packed = {
  seeds: number;
  strengths: readonly number[];
  failures: readonly Failing[];
  detectors: readonly Ringing[];
  reasons: readonly string[];
  twin: { cells: string; why: readonly number[] };
  /** By failure, in their order; for each the rows in the order of the strengths. */
  rows: readonly (readonly { cells: string; why: readonly number[] }[])[];
};

/** One letter for a text of equal letters, else the text. */
export function packCells(letters: readonly string[]): string {
  return letters.map((text) => (/^(.)\1*$/.test(text) ? text[0]! : text)).join(" ");
}

function unpackCells(cells: string, seeds: number): string[] {
  return cells.split(" ").map((cell) => (cell.length === 1 ? cell.repeat(seeds) : cell));
}

/** The stored matrix at one of its strengths. Throws, naming it, for a strength that is not stored. */
export function unpack(packed: Packed, strength: number): Matrix {
  const at = packed.strengths.findIndex((one) => Math.abs(one - strength) < 1e-9);
  if (at < 0) throw new Error(`The stored matrix has no strength ${strength}.`);
  const row = ({ cells, why }: { cells: string; why: readonly number[] }): Row => ({
    letters: unpackCells(cells, packed.seeds),
    reasons: why.map((place) => packed.reasons[place]!),
  });
  const { seeds, failures, detectors, twin, rows } = packed;
  return { seeds, failures, detectors, twin: row(twin), rows: rows.map((one) => row(one[at]!)) };
}
