import { exp } from "../../math/elementary.ts";
import { fastSigmoid } from "../../models/sigmoid.ts";
import type { LendingDraws } from "./draws.ts";
import { crisisOfLastYear, crisisPath, ruleInForce } from "./economy.ts";
import { INCOME_FLOOR, type LendingSettings } from "./settings.ts";
import type { Applications } from "./types.ts";

/** Whose jobs are lost first, against the share of all jobs lost; by sector. */
const SECTOR_LOSS = [0.1, 0.25, 0.9, 1.2, 2.4];
const OUT_OF_WORK = 0.04;
/** What remains of an income without the job, and on short hours. */
const BENEFIT = 0.62;
const SHORT_HOURS = 0.8;
/** The share of jobs lost at which the crisis has the strength 1. */
const USUAL_LOSS = 0.15;

/** How strong the crisis is at a time, 1 at its height with the usual loss of jobs. */
export function strengthPath(settings: LendingSettings): (month: number) => number {
  const path = crisisPath(settings);
  return (month) => (path(month) * settings.jobsLost) / USUAL_LOSS;
}

/** Who applies, with which numbers, given the economy of that day. */
export function applicationsOf(draws: LendingDraws, settings: LendingSettings): Applications {
  const count = draws.appliedAt.length;
  const floats = () => new Float64Array(count);
  const made: Applications = {
    count,
    appliedAt: draws.appliedAt,
    month: draws.month,
    amount: draws.amount,
    sector: draws.sector,
    income: floats(),
    employmentMonths: floats(),
    outOfWork: new Uint8Array(count),
    utilisation: floats(),
    missed: floats(),
    amountToIncome: floats(),
    refusedByRule: new Uint8Array(count),
  };
  const { shockFromMonth, jobsLost, rule } = settings;
  // A payment holiday is not a missed instalment: while they are granted, the bureau's counts hardly rise.
  const remembered = ((rule === "holidays" ? 0.6 : 1) * jobsLost) / USUAL_LOSS;
  const crisisIn = crisisPath(settings);
  for (let row = 0; row < count; row++) {
    const month = draws.month[row]!;
    const crisis = crisisIn(month);
    const lost = jobsLost * crisis * SECTOR_LOSS[draws.sector[row]!]!;
    const isOut = draws.work[row]! < Math.min(0.9, OUT_OF_WORK + lost);
    const isShort = !isOut && draws.hours[row]! < Math.min(0.9, 0.6 * lost);
    const left = isOut ? BENEFIT : isShort ? SHORT_HOURS : 1;
    const income = Math.max(400, Math.round((draws.usualIncome[row]! * left) / 10) * 10);
    const odds = draws.creditOdds[row]! + (0.4 * crisis * jobsLost) / USUAL_LOSS + (isOut ? 0.8 : 0);
    const lastYear = month <= shockFromMonth ? 0 : remembered * crisisOfLastYear(month, crisisIn);
    made.outOfWork[row] = isOut ? 1 : 0;
    made.income[row] = income;
    made.employmentMonths[row] = isOut ? 0 : draws.tenureMonths[row]!;
    made.amountToIncome[row] = draws.amount[row]! / income;
    made.utilisation[row] = Math.round(1000 * fastSigmoid(odds)) / 1000;
    made.missed[row] = poissonAt(draws.missed[row]!, draws.missedMean[row]! * (1 + 1.2 * lastYear));
    if (rule === "income-floor" && income < INCOME_FLOOR && ruleInForce(month, settings))
      made.refusedByRule[row] = 1;
  }
  return made;
}

/** The Poisson count at which the distribution function reaches u: a larger mean never gives a smaller count. */
function poissonAt(u: number, mean: number): number {
  let chance = exp(-mean);
  let upTo = chance;
  let count = 0;
  while (u >= upTo && count < 12) {
    chance *= mean / ++count;
    upTo += chance;
  }
  return count;
}
