import type { Estimate } from "../contracts.ts";
import { zOfLevel } from "../stats/wilson-interval.ts";

/** What the outcomes of a decision cost. */
export type CostOptions = {
  /** Share of a missed fraud's amount that is lost. */
  missedShare: number;
  /** EUR for looking at one stopped payment. */
  reviewFee: number;
  /** Share of a good payment's amount that is lost when it is stopped: the margin, and customers who do not come back. */
  insultShare: number;
};

/** A missed fraud costs its whole amount, a review 4 EUR, a good payment that was stopped 5 % of its amount. */
export const COSTS: CostOptions = { missedShare: 1, reviewFee: 4, insultShare: 0.05 };

/**
 * What the decisions cost, in EUR per 1,000 payments. `decisions` hold 1 where the payment was stopped for review and 0 where
 * it went through; `labels` 1 for fraud; `amounts` are EUR. A stopped fraud costs the review alone.
 *
 * The interval is the normal one for a mean, not below 0; with few frauds and heavy amounts it is rough. NaN without rows.
 * Throws where the lengths differ or an amount is not a finite number.
 */
export function cost(
  amounts: ArrayLike<number>,
  labels: ArrayLike<number>,
  decisions: ArrayLike<number>,
  costs: Partial<CostOptions> = {},
  level = 0.95,
): Estimate {
  const z = zOfLevel(level);
  const rows = amounts.length;
  if (labels.length !== rows || decisions.length !== rows)
    throw new Error(
      `There are ${rows} amounts but ${labels.length} labels and ${decisions.length} decisions.`,
    );
  if (rows === 0) return { value: Number.NaN, interval: [Number.NaN, Number.NaN] };
  const { missedShare, reviewFee, insultShare } = { ...COSTS, ...costs };
  const each = new Float64Array(rows);
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const amount = amounts[row]!;
    if (!Number.isFinite(amount))
      throw new Error(`The amount in row ${row} is ${amount}, not a number of EUR.`);
    if (decisions[row] === 1) each[row] = reviewFee + (labels[row] === 1 ? 0 : insultShare * amount);
    else each[row] = labels[row] === 1 ? missedShare * amount : 0;
    sum += each[row]!;
  }
  const mean = sum / rows;
  let squares = 0;
  for (let row = 0; row < rows; row++) squares += (each[row]! - mean) * (each[row]! - mean);
  const half = rows > 1 ? z * Math.sqrt(squares / (rows - 1) / rows) : Number.POSITIVE_INFINITY;
  return { value: 1000 * mean, interval: [Math.max(0, 1000 * (mean - half)), 1000 * (mean + half)] };
}
