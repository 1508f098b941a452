import { exp, log } from "../../math/elementary.ts";
import { type Random, random } from "../../random.ts";
import { SECOND, WORLD_START } from "../settings.ts";
import { type LendingSettings, MONTH, productionStart } from "./settings.ts";

/** Instalments at which a borrower may stop paying, so that three in a row can still be missed. */
export const CHANCES_TO_STOP = 4;

const SECTOR_SHARE = [0.2, 0.15, 0.25, 0.22, 0.18];
const SECTOR_INCOME = [1.05, 1.08, 1.02, 0.85, 1.04];
const MEDIAN_INCOME = 2200;
const INCOME_SIGMA = 0.36;
const MEAN_TENURE = 62;
const MEDIAN_AMOUNT = 2400;
const AMOUNT_SIGMA = 0.5;

/**
 * Everything about each application that no economy changes: who the borrower is, and what chance has in store for them. Facts
 * follow from these and the economy, so that a crisis changes the rows that it reaches and no other.
 */
export type LendingDraws = {
  /** Sorted upwards; `month` is the same in months of production. */
  appliedAt: Float64Array;
  month: Float64Array;
  /** Index into SECTORS. */
  sector: Uint8Array;
  /** EUR: what they earn in a usual month at full hours, and what they ask for. */
  usualIncome: Float64Array;
  amount: Float64Array;
  /** Months in the job, if they have one. */
  tenureMonths: Float64Array;
  /** Log-odds of the share of the credit lines in use, and mean of the instalments missed in a year. */
  creditOdds: Float64Array;
  missedMean: Float64Array;
  /** Uniform: what decides whether they have work, full hours, how many instalments they missed ... */
  work: Float64Array;
  hours: Float64Array;
  missed: Float64Array;
  /** ... whether they ask for a payment holiday, recover in it, and how long the books take. */
  holiday: Float64Array;
  cure: Float64Array;
  booking: Float64Array;
  /** Uniform, `CHANCES_TO_STOP` a row. */
  stop: Float64Array;
};

/** The draws of a world of that size; each kind of fact comes from its own named source. */
export function drawLending(settings: LendingSettings, seed: number): LendingDraws {
  const { applications: count, trainingMonths, productionMonths } = settings;
  const source = random(seed).fork("lending world");
  const column = (name: string, draw: (own: Random) => number, length = count) => {
    const own = source.fork(name);
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) values[i] = draw(own);
    return values;
  };
  const uniform = (name: string, length = count) => column(name, (own) => own.next(), length);
  const normal = (name: string) => column(name, (own) => own.normal());

  const seconds = Math.floor(((trainingMonths + productionMonths) * MONTH) / SECOND);
  const appliedAt = column("times", (own) => WORLD_START + own.integer(seconds) * SECOND).sort();
  const zeroAt = productionStart(settings);
  const trait = normal("trait");
  const sector = Uint8Array.from(uniform("sector"), sectorOf);
  const [earning, credit, asked, tenure] = [
    normal("income"),
    normal("credit"),
    normal("amount"),
    uniform("tenure"),
  ];
  return {
    appliedAt,
    month: appliedAt.map((at) => (at - zeroAt) / MONTH),
    sector,
    usualIncome: earning.map(
      (z, row) => MEDIAN_INCOME * SECTOR_INCOME[sector[row]!]! * exp(INCOME_SIGMA * (z - 0.25 * trait[row]!)),
    ),
    amount: asked.map((z) => Math.max(500, Math.round((MEDIAN_AMOUNT * exp(AMOUNT_SIGMA * z)) / 50) * 50)),
    tenureMonths: tenure.map((u) => Math.floor(-MEAN_TENURE * log(1 - u))),
    creditOdds: credit.map((z, row) => -0.6 + 0.6 * trait[row]! + 0.8 * z),
    missedMean: trait.map((z) => 0.28 * exp(0.75 * z)),
    work: uniform("work"),
    hours: uniform("hours"),
    missed: uniform("missed"),
    holiday: uniform("holiday"),
    cure: uniform("cure"),
    booking: uniform("booking"),
    stop: uniform("stop", count * CHANCES_TO_STOP),
  };
}

function sectorOf(u: number): number {
  let sector = 0;
  let upTo = SECTOR_SHARE[0]!;
  while (sector < SECTOR_SHARE.length - 1 && u >= upTo) upTo += SECTOR_SHARE[++sector]!;
  return sector;
}
