import type { Estimate } from "../../core/contracts.ts";
import { rocAucInterval } from "../../core/metrics/roc-auc.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import type { FeatureMatrix } from "../../core/models/matrix.ts";
import { knownAtMaturity } from "../../core/world/lending/as-known.ts";
import type { LendingWorld } from "../../core/world/lending/types.ts";
import { rememberLast } from "../shared/remember.ts";
import { within } from "../shared/train.ts";
import { matrixOf, scorecard, scoresOf } from "./model.ts";
import type { ModelScores } from "./result.ts";
import { healthyWorld, MATURE, PRODUCTION, REACH, rowsIn, START, type Stretches, TRAINING } from "./world.ts";

/** Share of the held-out applicants that the cut grants, and of those that the fallback does. */
export const GRANTED = 0.75;
export const STRICT = 0.35;
/** With fewer defaults than this no AUC is named. */
const FEWEST = 12;

/** The model that goes live: fitted on the loans of training whose outcome was known on the first day of production. */
export const trainedModel = rememberLast((size: number, seed: number) => {
  const world = healthyWorld(size, seed);
  const { from, to } = rowsIn(world, [-TRAINING, -MATURE]);
  const rows = Array.from({ length: to - from }, (_, i) => from + i);
  const matrix = matrixOf(world);
  const model = scorecard(matrix, world.repayment.defaults, rows);
  if (model === null) throw new Error("There are too few defaults in training to fit a scorecard.");
  const scores = scoresOf(model, matrix);
  const held = within(scores, rowsIn(world, [-MATURE, 0]));
  return {
    model,
    matrix,
    /** Of the healthy world. */
    scores,
    cut: thresholdForAlertRate(held, 1 - GRANTED),
    strictCut: thresholdForAlertRate(held, 1 - STRICT),
    rows: rows.length,
    defaults: rows.reduce((sum, row) => sum + world.repayment.defaults[row]!, 0),
  };
});

export type Retrained = { scores: Float64Array; rows: number; defaults: number };

/**
 * A scorecard fitted anew on the granted loans of these stretches of months, with their outcomes as the books had them at seven
 * months. Null where there are too few defaults.
 */
export function retrained(
  world: LendingWorld,
  matrix: FeatureMatrix,
  granted: Uint8Array,
  stretches: readonly (readonly [number, number])[],
): Retrained | null {
  const known = knownAtMaturity(world);
  const rows: number[] = [];
  for (const months of stretches) {
    const { from, to } = rowsIn(world, months);
    for (let row = from; row < to; row++)
      if (granted[row] === 1 || world.applications.month[row]! < 0) rows.push(row);
  }
  const model = scorecard(matrix, known, rows);
  if (model === null) return null;
  return {
    scores: scoresOf(model, matrix),
    rows: rows.length,
    defaults: rows.reduce((sum, row) => sum + known[row]!, 0),
  };
}

/** The loans that each later retraining learns from. */
export function learnedBy(stretches: Stretches) {
  return {
    "retrain-in": [stretches.learned],
    "retrain-with": [[START, stretches.learnedAfter[1]] as const],
    "retrain-without": [[-TRAINING, START - REACH] as const, stretches.learnedAfter],
  };
}

/** How well the scores rank all applicants of these months, by what would become of their loans. */
export function aucIn(
  world: LendingWorld,
  scores: Float64Array,
  months: readonly [number, number],
): Estimate | null {
  const rows = rowsIn(world, [months[0], Math.min(months[1], PRODUCTION)]);
  const outcomes = within(world.repayment.defaults, rows);
  const defaults = outcomes.reduce((sum, one) => sum + one, 0);
  if (defaults < FEWEST || outcomes.length - defaults < FEWEST) return null;
  return rocAucInterval(within(scores, rows), outcomes);
}

export function modelScores(
  world: LendingWorld,
  id: ModelScores["id"],
  words: string,
  scores: Float64Array,
  { before, depth, after }: Stretches,
): ModelScores {
  const of = (months: readonly [number, number]) => aucIn(world, scores, months);
  return { id, words, before: of(before), crisis: of(depth), after: of(after) };
}
