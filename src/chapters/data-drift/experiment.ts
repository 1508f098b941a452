import type { ParamsOf, Task } from "../../core/contracts.ts";
import { FEATURES } from "../../core/features/features.ts";
import { ALARM_STEPS, alarmsOf, DRIFT_STEPS, driftOf } from "./alarms.ts";
import { answersOf } from "./answers.ts";
import chapter from "./chapter.ts";
import { amountBins, farthestOf, harmfulOf, numbersOf } from "./measures.ts";
import { type Bench, benchOf, damageOf, inBins, measure, scoresOf } from "./models.ts";
import { pairsOf } from "./pairs.ts";
import type { AnswerId, Damage, Result } from "./result.ts";
import { compareSamples } from "./samples.ts";
import { trapOf } from "./trap.ts";
import { isHealthy, laterOf, stretchesOf, twinOf } from "./world.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** Those of the payments, then the p-values and the pairs. */
const LAST = 2;
const STEPS = 5 + DRIFT_STEPS + ALARM_STEPS + LAST;

type Work = { step(parts?: Partial<Result>): Promise<void>; task: Task<Result> };

/**
 * Keeps the last finished parts by what they depend on: a slider computes anew only what it touches. What was cancelled is not kept, so
 * that it is begun again.
 */
function keep<V>() {
  let kept: { key: string; value: V } | null = null;
  return {
    async get(key: unknown, make: () => Promise<V>): Promise<V> {
      const text = JSON.stringify(key);
      if (kept?.key !== text) kept = { key: text, value: await make() };
      return kept.value;
    },
    /** What is there already for the key; null where it would have to be made. */
    known: (key: unknown): V | null => (kept?.key === JSON.stringify(key) ? kept.value : null),
  };
}
const keptBench = keep<Bench>();
const keptPayments = keep<Payments>();
const keptTrap = keep<Result["trap"]>();
const keptPairs = keep<Result["pairs"]>();

type Payments = Omit<Result, "samples" | "trap" | "pairs" | "chosen">;

/**
 * Two samples and the three measures of how far apart they are; then payments of two years apart, feature by feature, and what the drift
 * does to a model; then how a p-value grows with the rows, and how often each rule rings for nothing.
 */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  let done = 0;
  const { mean, spread, shape, n, tiny, inflation, newMethod, habits, size, answer } = params;
  const choose = (answers: Result["answers"]) => answers.find(({ id }) => id === (answer as AnswerId))!;
  const step = async (parts?: Partial<Result>) => {
    if (parts?.answers) task.publish({ ...parts, chosen: choose(parts.answers) });
    else if (parts) task.publish(parts);
    task.progress(++done, STEPS);
    await task.breathe();
  };
  const samples = compareSamples({ mean, spread, shape, n }, seed);
  await step({ samples });
  // What no slider has touched need not wait for what one has.
  const known = { trap: keptTrap.known([tiny, seed]), pairs: keptPairs.known(seed) };
  if (known.trap) task.publish({ trap: known.trap });
  if (known.pairs) task.publish({ pairs: known.pairs });

  const drift = { inflation, newMethod, habits };
  const payments = await keptPayments.get([drift, size, seed], () =>
    paymentsPart(drift, size, seed, { step, task }),
  );
  const chosen = choose(payments.answers);
  task.publish({ ...payments, chosen });
  await task.breathe();

  done = STEPS - LAST;
  const trap = await keptTrap.get([tiny, seed], () => trapOf(tiny, seed, task));
  await step({ trap });
  const pairs = await keptPairs.get(seed, () => pairsOf(seed, task));
  await step({ pairs });
  return { samples, trap, pairs, chosen, ...payments };
}

async function paymentsPart(
  drift: Parameters<typeof laterOf>[0],
  size: number,
  seed: number,
  { step, task }: Work,
): Promise<Payments> {
  const twin = twinOf(size, seed);
  await task.breathe();
  const later = laterOf(drift, size, seed);
  const stretches = stretchesOf(twin.world);
  const amounts = amountBins(later, stretches, drift.inflation);
  await step({ amounts });

  const bench = await keptBench.get([size, seed], () => benchOf(twin, stretches, task));
  const served = inBins(bench, later.production);
  const scores = scoresOf(bench, served, stretches.judged);
  const measured = (scene: typeof later, own: Float64Array, rows: typeof stretches.held) =>
    measure(scene, twin.labels, own, rows, bench.threshold);
  const offline = measured(twin, bench.held, stretches.held);
  const production = measured(later, scores, stretches.judged);
  await step({ offline, production });

  const world = (scene: typeof later, binned: typeof served) => ({
    scene,
    labels: twin.labels,
    stretches,
    held: bench.held,
    compared: scoresOf(bench, binned, stretches.compared),
  });
  const broken = world(later, served);
  const healthy = isHealthy(drift) ? broken : world(twin, bench.binned);
  const found = await driftOf(broken, healthy, seed, task, step);
  const harm = await damageOf(bench, later, task);
  const damage: Damage[] = FEATURES.map((feature, i) => ({
    ...harm[i]!,
    stability: found.drift.find((one) => one.feature === feature)!.stability,
  }));
  const farthest = farthestOf(damage);
  const harmful = harmfulOf(damage);
  await step({ damage, farthest, harmful });

  const { words } = chapter.params.answer;
  const { answers, heaviest } = await answersOf(bench, later, served, drift, words, task);
  const numbers = numbersOf(bench, later, found.drift, scores, heaviest);
  await step({ answers, numbers });

  const alarms = await alarmsOf(broken, healthy, found, seed, task, step);
  return {
    offline,
    production,
    amounts,
    drift: found.drift,
    damage,
    farthest,
    harmful,
    answers,
    numbers,
    alarms,
  };
}
