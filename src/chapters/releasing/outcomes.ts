import { COSTS } from "../../core/metrics/cost.ts";
import { type Company, type Served, TIME_LIMIT } from "./company.ts";

/** What becomes of a payment. */
export const PASSED = 0;
export const STOPPED_FOR_REVIEW = 1;
export const TIMED_OUT = 2;
export const NEVER_MADE = 3;

/** For so many days after a takeover was stopped the account is safe: the customer has been called. */
export const SAFE_DAYS = 7;
/** Share of the genuine customers who were stopped, or whose payment failed, that complain; it is known the next day. */
const COMPLAIN = 0.6;

/** One entry a payment of the release, where this model decides on every one of its users' payments. */
export type Outcomes = {
  what: Uint8Array;
  /** 1 for a chargeback, and for a complaint. When it is known: `reported` of the company, and the next day. */
  chargeback: Uint8Array;
  complaint: Uint8Array;
};

/**
 * What becomes of each payment where `modelOf(row)` decides on it (0 or 1, an index into the served models). A payment that the model
 * stops does not go through. When it was a thief’s, the account is made safe, and the thief’s further payments of a week are never made: **what a
 * model does to one payment changes the next ones of the same user**, whoever decides on those.
 */
export function outcomesOf(
  company: Company,
  models: readonly Served[],
  modelOf: (row: number) => number = () => 0,
): Outcomes {
  const { fraud, user, day, reported, temper, users } = company;
  const rows = fraud.length;
  const what = new Uint8Array(rows);
  const chargeback = new Uint8Array(rows);
  const complaint = new Uint8Array(rows);
  const safeUntil = new Int16Array(users).fill(-1);
  for (let row = 0; row < rows; row++) {
    const { stops, latency } = models[modelOf(row)]!;
    const who = user[row]!;
    const isFraud = fraud[row] === 1;
    if (isFraud && day[row]! <= safeUntil[who]!) {
      what[row] = NEVER_MADE;
      continue;
    }
    const found = latency[row]! > TIME_LIMIT ? TIMED_OUT : stops[row] === 1 ? STOPPED_FOR_REVIEW : PASSED;
    what[row] = found;
    if (isFraud) {
      if (found === STOPPED_FOR_REVIEW) safeUntil[who] = day[row]! + SAFE_DAYS;
      if (found === PASSED && reported[row]! >= 0) chargeback[row] = 1;
    } else if (found !== PASSED && temper[row]! < COMPLAIN) complaint[row] = 1;
  }
  return { what, chargeback, complaint };
}

/** What a payment cost, in EUR; `lost` is what it costs when a new customer goes away for good. */
export function costOf(company: Company, { what }: Outcomes, lost: number): Float64Array {
  const { fraud, amount, isNew } = company;
  return Float64Array.from(what, (found, row) => {
    if (found === NEVER_MADE) return 0;
    if (found === PASSED) return fraud[row] === 1 ? COSTS.missedShare * amount[row]! : 0;
    const review = found === STOPPED_FOR_REVIEW ? COSTS.reviewFee : 0;
    if (fraud[row] === 1) return review;
    return review + COSTS.insultShare * amount[row]! + (isNew[row] === 1 ? lost : 0);
  });
}
