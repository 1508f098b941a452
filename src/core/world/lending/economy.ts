import { type LendingSettings, ONSET_MONTHS, RECOVERY_MONTHS } from "./settings.ts";

type Crisis = Pick<LendingSettings, "shockFromMonth" | "shockMonths" | "recovers" | "jobsLost" | "rule">;

/**
 * How much of the crisis is there, 0 to 1, at a time in months of production (negative before it): up over two months, full
 * until `shockMonths` after the start, down over four months to the share that stays.
 */
export function crisisAt(month: number, crisis: Crisis): number {
  return crisisPath(crisis)(month);
}

/** {@link crisisAt} of one crisis, for loops over many months. */
export function crisisPath({ shockFromMonth, shockMonths, recovers }: Crisis): (month: number) => number {
  return (month) => {
    const since = month - shockFromMonth;
    if (since <= 0) return 0;
    const rise = since >= ONSET_MONTHS ? 1 : since / ONSET_MONTHS;
    if (since <= shockMonths) return rise;
    const ebb = (since - shockMonths) / RECOVERY_MONTHS;
    return Math.min(rise, 1 - recovers * Math.min(1, ebb));
  };
}

/** Mean of the crisis over the twelve months before: what a credit bureau's yearly counts still remember. */
export function crisisOfLastYear(month: number, path: (month: number) => number): number {
  let sum = 0;
  for (let k = 0; k < 12; k++) sum += path(month - k - 0.5);
  return sum / 12;
}

/** Whether the rule of the crisis is in force: from one month after its start until two months after its full length. */
export function ruleInForce(month: number, crisis: Crisis): boolean {
  if (crisis.rule === "none" || crisis.jobsLost === 0) return false;
  const since = month - crisis.shockFromMonth;
  return since >= 1 && since < crisis.shockMonths + 2;
}

/** The first month after all that comes back has come back. */
export function recoveredMonth({ shockFromMonth, shockMonths }: Crisis): number {
  return shockFromMonth + shockMonths + RECOVERY_MONTHS;
}
