import type { Metrics } from "../../core/contracts.ts";
import { FEATURES } from "../../core/features/features.ts";
import { log } from "../../core/math/elementary.ts";
import { normalCdf } from "../../core/stats/distributions.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { eachRow } from "./measures.ts";
import type { Numbers, Outcome, Result } from "./result.ts";
import { COLLECT_DAYS, COMPARED_DAYS, DELAY_DAYS, DELAY_SIGMA, type Stretches, WAIT_DAYS } from "./world.ts";

type From = {
  world: PaymentsWorld;
  labels: Uint8Array;
  member: Uint8Array;
  stretches: Stretches;
  trained: Float64Array;
  threshold: number;
  rates: Result["rates"];
  held: Metrics;
  /** The trained model on the last weeks of production. */
  later: Outcome;
  learnedRows: number;
  learnedFrauds: number;
  from: number;
};

/** The numbers that the prose speaks of. */
export function numbersOf({
  world,
  labels,
  member,
  stretches,
  trained,
  threshold,
  rates,
  ...rest
}: From): Numbers {
  const { held, later } = rest;
  let expectedNew = 0;
  eachRow(stretches.compared, member, 1, (row) => {
    expectedNew += trained[row]!;
  });
  let missedMeanwhile = 0;
  let missedMeanwhileEur = 0;
  eachRow(stretches.meanwhile, member, 1, (row) => {
    if (labels[row] === 0 || trained[row]! >= threshold) return;
    missedMeanwhile++;
    missedMeanwhileEur += world.transactions.amount[row]!;
  });
  const { training, mature } = rates;
  const newRate = rates.new?.rate ?? null;
  const heldRate = held.positives / held.rows;
  const recall = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? 0 : value);
  const heldRecall = recall(held.recall.value);
  const laterRecall = recall(later.recall?.value);
  const heldMissed = 1000 * heldRate * (1 - heldRecall);
  const laterMissed = later.rows === 0 ? 0 : 1000 * (later.frauds / later.rows) * (1 - laterRecall);
  return {
    trainingWeeks: world.settings.trainingDays / 7,
    comparedWeeks: COMPARED_DAYS / 7,
    features: FEATURES.length,
    neverReported: world.settings.neverReported,
    trainingRows: stretches.training.to - stretches.training.from,
    comparedRows: stretches.compared.to - stretches.compared.from,
    newRows: rates.new?.rows ?? 0,
    newShare: (rates.new?.rows ?? 0) / Math.max(1, stretches.compared.to - stretches.compared.from),
    trainingRate: training?.rate ?? 0,
    matureRate: mature?.rate ?? 0,
    newRate,
    rateRatio: newRate === null || !mature || mature.rate === 0 ? null : newRate / mature.rate,
    expectedNew,
    foundNew: rates.new?.frauds ?? 0,
    expectedRatio: expectedNew > 0 ? (rates.new?.frauds ?? 0) / expectedNew : null,
    heldPrecision: recall(held.precision.value),
    laterPrecision: recall(later.precision?.value),
    heldRecall,
    laterRecall,
    heldMissed,
    laterMissed,
    missedRatio: heldMissed > 0 ? laterMissed / heldMissed : 0,
    heldCost: held.cost.value,
    laterCost: later.cost ?? 0,
    threshold,
    learnedRows: rest.learnedRows,
    learnedFrauds: rest.learnedFrauds,
    liveDay: stretches.liveDay,
    waitDays: WAIT_DAYS,
    collectDays: COLLECT_DAYS,
    delayDays: DELAY_DAYS,
    reportedInWait: normalCdf(log(WAIT_DAYS / DELAY_DAYS) / DELAY_SIGMA),
    missedMeanwhile,
    missedMeanwhileEur,
    from: rest.from,
  };
}

/** A change by less than a sixth either way is called none. */
export function precisionOf({ heldPrecision, laterPrecision }: Numbers): Result["precision"] {
  if (laterPrecision > (7 / 6) * heldPrecision) return "rises";
  return laterPrecision < (6 / 7) * heldPrecision ? "falls" : "stays";
}
