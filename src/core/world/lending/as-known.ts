import { MATURE_MONTHS, MONTH } from "./settings.ts";
import type { LendingWorld } from "./types.ts";

/** The books as they could be read at a moment. */
export type LoansAsKnown = {
  at: number;
  /** The first `rows` applications had been made. */
  rows: number;
  /** 1 where a default stood in the books, 0 where none did (which is not to say that none would come). */
  defaults: Uint8Array;
  /** 1 where the loan was old enough that a default by the contract would have been booked. */
  mature: Uint8Array;
};

/**
 * The books at a moment in milliseconds. The one place where outcomes are masked: what is booked later can't reach it. A loan on a
 * payment holiday looks like one that is paid, which is what the books say.
 */
export function loansAsKnown(world: LendingWorld, at: number): LoansAsKnown {
  const { appliedAt, count } = world.applications;
  let rows = 0;
  while (rows < count && appliedAt[rows]! < at) rows++;
  const defaults = new Uint8Array(rows);
  const mature = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    if (world.repayment.defaultKnownAt[row]! < at) defaults[row] = 1;
    if (appliedAt[row]! + MATURE_MONTHS * MONTH <= at) mature[row] = 1;
  }
  return { at, rows, defaults, mature };
}

/** The default of each loan as the books had it when that loan was seven months old: every month judged at the same age. */
export function knownAtMaturity(world: LendingWorld): Uint8Array {
  const { appliedAt } = world.applications;
  return Uint8Array.from(world.repayment.defaultKnownAt, (at, row) =>
    at <= appliedAt[row]! + MATURE_MONTHS * MONTH ? 1 : 0,
  );
}
