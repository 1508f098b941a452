import { DAY } from "./settings.ts";
import type { PaymentsWorld } from "./types.ts";

/** The labels of the payments that had happened by a moment, as they could be read then. */
export type LabelsAsKnown = {
  /** The moment, in milliseconds: what happened or was reported at it or later is not known. */
  at: number;
  /** The first `rows` transactions had happened. */
  rows: number;
  /** 1 where a fraud had been reported; 0 where none had (which is not to say that there was none). */
  fraud: Uint8Array;
};

/** The moment at which a day of the world begins, in milliseconds; day 0 is the first. Fractions are moments within it. */
export function dayBegins(world: PaymentsWorld, day: number): number {
  return world.startAt + day * DAY;
}

/**
 * The labels as known when day `day` begins (day 0 is the first of the world; infinity is the end of all waiting, when only
 * the never-reported frauds are unknown). This is the one place where labels are masked: everything that reads labels as of
 * a day reads them from here, and nothing known later can reach it.
 */
export function labelsAsKnown(world: PaymentsWorld, day: number): LabelsAsKnown {
  return labelsAsKnownAt(world, dayBegins(world, day));
}

/** The same for a moment in milliseconds. */
export function labelsAsKnownAt(world: PaymentsWorld, at: number): LabelsAsKnown {
  const { eventAt, count } = world.transactions;
  let rows = 0;
  let high = count;
  while (rows < high) {
    const middle = (rows + high) >> 1;
    if (eventAt[middle]! < at) rows = middle + 1;
    else high = middle;
  }
  const fraud = new Uint8Array(rows);
  const { transaction, reportedAt } = world.chargebacks;
  for (let i = 0; i < reportedAt.length; i++)
    if (transaction[i]! < rows && reportedAt[i]! < at) fraud[transaction[i]!] = 1;
  return { at, rows, fraud };
}

/**
 * The same world as it could be read at a moment in milliseconds: a report that arrived at it or later is not there yet, as if
 * it never came. Payments stay, those of later as well; {@link labelsAsKnownAt} says which had happened.
 */
export function worldAsKnownAt(world: PaymentsWorld, at: number): PaymentsWorld {
  const reportedAt = world.chargebacks.reportedAt.map((reported) => (reported < at ? reported : Number.NaN));
  return { ...world, chargebacks: { ...world.chargebacks, reportedAt } };
}

/** 1 for each of the rows that are at least `days` old at that moment: the maturity window. */
export function matureRows(world: PaymentsWorld, known: LabelsAsKnown, days: number): Uint8Array {
  return Uint8Array.from(world.transactions.eventAt.subarray(0, known.rows), (at) =>
    at + days * DAY <= known.at ? 1 : 0,
  );
}
