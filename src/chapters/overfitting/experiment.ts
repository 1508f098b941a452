import type { ParamsOf, Task } from "../../core/contracts.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { thresholdForAlertRate } from "../../core/metrics/threshold-for-alert-rate.ts";
import { predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { ALARM_STEPS, alarmsOf, healthyWay } from "./alarms.ts";
import { depthOf, type Family, type Workshop } from "./bench.ts";
import chapter from "./chapter.ts";
import { byRowsOf, byTreesOf, choiceOf, meaninglessOf, pictureOf } from "./measures.ts";
import { labelsOf } from "./models.ts";
import { numbersOf } from "./numbers.ts";
import type { Depth, Result, SplitId } from "./result.ts";
import { overlapOf, SPLITS } from "./splits.ts";
import { workshopOf } from "./workshop.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** Depths of the large picture, beside the one that is set. */
const DEPTHS = [1, 2, 4, 8];
const LEARNING_STEPS = 2;

/** Trees of several depths, judged in four ways and then by production: which way of judging told the truth, and which chose well. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  const split = params.split as SplitId;
  const wanted = [...new Set([...DEPTHS, params.depth])].sort((a, b) => a - b);
  const perFamily = SPLITS.length + 1;
  const steps = 1 + wanted.length * (perFamily + 1) + LEARNING_STEPS + SPLITS.length + ALARM_STEPS;
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, steps);
    await task.breathe();
  };
  const shop = workshopOf(params, seed);
  const { bench, splits } = shop;
  await task.breathe();
  const picture = pictureOf(shop);
  const overlaps = SPLITS.map((id) => overlapOf(bench.world, bench.labels, id, splits[id]));
  await step({ picture, overlaps });

  // The depth that is set comes first: its pictures need no other.
  const families = new Map<number, Family>();
  const lines = new Map<number, Depth>();
  const add = async (depth: number, parts?: (family: Family) => Partial<Result>) => {
    const family = await shop.family(depth, task, step);
    families.set(depth, family);
    lines.set(depth, await depthOf(shop, family, task));
    await step(parts?.(family));
    return family;
  };
  const own = await add(params.depth, (family) => ({
    byTrees: byTreesOf(shop, family),
  }));
  const byTrees = byTreesOf(shop, own);
  const { offline, production } = metricsOf(shop, own, split);
  task.publish({ offline, production });
  for (const depth of wanted) if (depth !== params.depth) await add(depth);
  const all = wanted.map((depth) => families.get(depth)!);
  const depths = wanted.map((depth) => lines.get(depth)!);
  const { options, words } = chapter.params.split;
  const choices = options.map((id, i) => choiceOf(shop, all, id, words[i]!));
  const chosen = choices.find((one) => one.split === split)!;
  const worst = choices.reduce((a, b) => (b.production < a.production ? b : a)).split;
  const numbers = numbersOf(shop, own, depths, split);
  task.publish({ depths, choices, chosen, worst, numbers });
  await task.breathe();

  const meaningless = await meaninglessOf(shop, params.depth, task, step);
  task.publish({ meaningless });
  const byRows = await byRowsOf(shop, own, task, step);
  task.publish({ byRows });

  const broken = { split, judged: own.by[split], shipped: own.shipped, trees: params.trees };
  const honest = choices.find((one) => one.split === "time-customer")!;
  const healthy = healthyWay(honest, (depth) => families.get(depth)!);
  const alarms = await alarmsOf(shop, broken, healthy, seed, task, step);
  task.publish({ alarms });
  return {
    picture,
    overlaps,
    depths,
    byTrees,
    byRows,
    meaningless,
    choices,
    chosen,
    numbers,
    worst,
    offline,
    production,
    alarms,
  };
}

/** The rows judged on under the split that is set, and production, at the threshold that stops 2 % of the former. */
function metricsOf({ bench, splits, production }: Workshop, { by, shipped }: Family, split: SplitId) {
  const { amount } = bench.world.transactions;
  const { held } = splits[split];
  const promised = predictBoostedTrees(by[split].model, bench.binned, held);
  const threshold = thresholdForAlertRate(promised, 0.02);
  const measure = (scores: Float64Array, rows: Int32Array) =>
    evaluate(
      scores,
      labelsOf(bench.labels, rows),
      Float64Array.from(rows, (row) => amount[row]!),
      { threshold },
    );
  return {
    offline: measure(promised, held),
    production: measure(predictBoostedTrees(shipped.model, bench.binned, production), production),
  };
}
