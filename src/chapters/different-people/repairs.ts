import type { Task } from "../../core/contracts.ts";
import type { BinnedFeatures } from "../../core/models/bins.ts";
import { predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { labelsAsKnownAt } from "../../core/world/as-known.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { fitTrees, rowsOf } from "../shared/train.ts";
import { eachRow } from "./measures.ts";
import type { ModelId } from "./result.ts";
import { offsetOf, shifted } from "./scores.ts";
import type { Stretches } from "./world.ts";

/** Every column of the binned features, and whether the customer is new as one more. */
export function withCohort(binned: BinnedFeatures, member: Uint8Array): BinnedFeatures {
  const width = binned.names.length;
  const slots = new Uint8Array(binned.rows * (width + 1));
  for (let row = 0; row < binned.rows; row++) {
    slots.set(binned.slots.subarray(row * width, (row + 1) * width), row * (width + 1));
    slots[row * (width + 1) + width] = member[row]!;
  }
  return {
    rows: binned.rows,
    names: [...binned.names, "cohort"],
    edges: [...binned.edges, Float64Array.of(0)],
    slots,
  };
}

/**
 * The scores of all payments under each repair. Before it goes live every repair scores as the trained model does; it learns
 * from what was known on that day alone: labels of payments that were old enough.
 */
export async function repairedScores(
  world: PaymentsWorld,
  trained: Float64Array,
  binned: BinnedFeatures,
  member: Uint8Array,
  stretches: Stretches,
  task: Pick<Task<never>, "breathe">,
  step: () => Promise<void>,
): Promise<{ scores: Record<ModelId, Float64Array>; learnedRows: number; learnedFrauds: number }> {
  const { collected, repaired, training, liveAt } = stretches;
  const known = new Uint8Array(world.transactions.count);
  known.set(labelsAsKnownAt(world, liveAt).fraud);
  let learnedRows = 0;
  let learnedFrauds = 0;
  eachRow(collected, member, 1, (row) => {
    learnedRows++;
    learnedFrauds += known[row]!;
  });
  const recalibrated = shifted(trained, member, repaired, offsetOf(trained, known, member, collected));
  await step();

  const retrain = async (features: BinnedFeatures) => {
    const model = await fitTrees(features, known, { from: training.from, to: collected.to }, task);
    const scores = trained.slice();
    scores.set(predictBoostedTrees(model, features, rowsOf(repaired)), repaired.from);
    await step();
    return scores;
  };
  return {
    scores: {
      "as-trained": trained,
      retrained: await retrain(binned),
      recalibrated,
      "with-cohort": await retrain(withCohort(binned, member)),
    },
    learnedRows,
    learnedFrauds,
  };
}
