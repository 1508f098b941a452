import type { Estimate } from "../../core/contracts.ts";
import { SECTORS } from "../../core/world/lending/types.ts";
import { type Decided, LOSS, MARGIN, tally } from "./answers.ts";
import { meanDistance, PATIENCE, WATCHED } from "./drift.ts";
import type { Retrained } from "./models.ts";
import type { Cell, Numbers, Result } from "./result.ts";
import { MATURE, PRODUCTION, rowsIn, START, type Stretches, TRAINING } from "./world.ts";

type From = {
  here: Decided;
  trained: { cut: number; strictCut: number; rows: number; defaults: number };
  others: Readonly<Record<"retrain-in", Retrained | null>>;
  stretches: Stretches;
  fallback: { from: number; to: number } | null;
  aucTwin: Estimate | null;
};
type Drawn = Pick<Result, "changes" | "models" | "answers" | "told"> & { cells: readonly Cell[] };

/** What a month shows is known at its end. */
const next = (month: number | null) => (month === null ? null : month + 1);
const over = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/** The numbers that the prose speaks of; the alarms are counted by the experiment. */
export function numbersOf(
  { cells, changes, models, answers, told }: Drawn,
  { here, trained, others, stretches, fallback, aucTwin }: From,
): Omit<Numbers, "featuresRinging" | "featuresRingingTwin"> {
  const { world, granted, known } = here;
  const of = (months: readonly [number, number]) => tally(world, granted, known, months);
  const [before, depth, after] = [of(stretches.before), of(stretches.depth), of(stretches.after)];
  const [scored] = models;
  const retrained = models.find(({ id }) => id === "retrain-in")!;
  const auc = (estimate: Estimate | null | undefined) => estimate?.value ?? 0;
  const first = (names: (stream: string) => boolean) =>
    changes
      .filter(({ stream, world: whose }) => whose === "shock" && names(stream))
      .reduce<number | null>((least, { month }) => Math.min(least ?? month, month), null);
  const isOutcome = (stream: string) => stream === "defaults";
  const late = new Map<string, number>();
  for (const { feature, month, rings } of cells)
    if (rings && month >= PRODUCTION - 3) late.set(feature, (late.get(feature) ?? 0) + 1);
  const travel = (months: readonly [number, number]) => {
    const { from, to } = rowsIn(world, months);
    let rows = 0;
    let defaults = 0;
    for (let row = from; row < to; row++) {
      if (granted[row] === 0 || SECTORS[world.applications.sector[row]!] !== "travel") continue;
      rows++;
      defaults += world.repayment.defaults[row]!;
    }
    return over(defaults, rows);
  };
  const rateBefore = over(before.defaults, before.granted);
  const rateCrisis = over(depth.defaults, depth.granted);
  const knownCrisis = over(depth.known, depth.granted);
  return {
    applications: world.applications.count,
    perMonth: world.applications.count / (TRAINING + PRODUCTION),
    trainingMonths: TRAINING,
    productionMonths: PRODUCTION,
    fitRows: trained.rows,
    fitDefaults: trained.defaults,
    start: START,
    end: stretches.end,
    recovered: stretches.recovered,
    mature: MATURE,
    cut: trained.cut,
    strictCut: trained.strictCut,
    margin: MARGIN,
    loss: LOSS,
    breakEven: MARGIN / (MARGIN + LOSS),
    approvalsBefore: over(before.granted, before.applications),
    approvalsCrisis: over(depth.granted, depth.applications),
    approvalsAfter: over(after.granted, after.applications),
    approvalsRetrained: answers[1]!.afterApprovals,
    rateBefore,
    rateCrisis,
    knownCrisis,
    rateAfter: over(after.defaults, after.granted),
    rateRatio: over(rateCrisis, rateBefore),
    understated: rateCrisis === 0 ? 0 : 1 - knownCrisis / rateCrisis,
    moneyBefore: over(before.money, before.applications),
    moneyCrisis: over(depth.money, depth.applications),
    moneyAfter: over(after.money, after.applications),
    travelBefore: travel(stretches.before),
    travelCrisis: travel(stretches.depth),
    travelAfter: travel(stretches.after),
    featuresRingingAfter: [...late.values()].filter((count) => count >= 2).length,
    features: WATCHED.length,
    retrainLive: stretches.retrainLive,
    retrainRows: others["retrain-in"]?.rows ?? 0,
    retrainDefaults: others["retrain-in"]?.defaults ?? 0,
    afterLive: stretches.afterLive,
    fallbackFrom: fallback?.from ?? null,
    fallbackTo: fallback?.to ?? null,
    aucBefore: auc(scored?.before),
    aucCrisis: auc(scored?.crisis),
    aucAfter: auc(scored?.after),
    aucRetrained: auc(retrained.after),
    aucRetrainedTwin: auc(aucTwin),
    firstFeatureChange: first((stream) => !isOutcome(stream)),
    firstLabelChange: first(isOutcome),
    alarmMonth: next(told.shock.alarm),
    toldShock: next(told.shock.since),
    toldLasting: next(told.lasting.since),
    patience: PATIENCE,
    distanceAtAlarm: meanDistance(cells)[START + 1] ?? 0,
  };
}
