import type { ParamsOf, Task } from "../../core/contracts.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { ALARM_STEPS, alarmsOf } from "./alarms.ts";
import { type Bench, benchOf } from "./bench.ts";
import chapter from "./chapter.ts";
import { harmOf, papersOf, windowsOf } from "./harm.ts";
import { scoresOf } from "./learn.ts";
import { outcomeOf, theftsOf, timeLineOf } from "./measures.ts";
import { numbersOf } from "./numbers.ts";
import type { Outcome, PolicyId, Recipe, Result } from "./result.ts";
import { type Policy, type Service, serve } from "./service.ts";
import { HELD_DAYS, PRODUCTION_DAYS, rowAt } from "./world.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

const { options: POLICIES, words: WORDS } = chapter.params.policy;

type Late = Pick<Result, "alarms" | "verdicts">;
let kept: { key: string; late: Late } | null = null;

/** One stream of payments, three policies of retraining on it, and what each retraining was made of. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  const { size, shape, delay, window, wait, price } = params;
  const alarmKey = JSON.stringify([size, shape, delay, window, wait, seed]);
  const isKept = kept?.key === alarmKey;
  const steps = 9 + (isKept ? 0 : ALARM_STEPS);
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, steps);
    await task.breathe();
  };
  const recipes = { window, wait };
  const bench = await benchOf(params, seed, task);
  const thefts = theftsOf(bench);
  await step({ thefts });

  const policyOf = (policy: string): Policy => ({
    policy,
    every: params.every,
    trigger: params.trigger,
    pause: params.pause,
    recipe: params.labels as Recipe,
    gate: params.gate,
    roll: null,
  });
  const services: Service[] = [];
  const outcomes: Outcome[] = [];
  for (const [i, id] of POLICIES.entries()) {
    services.push(await serve(bench, policyOf(id), recipes, task));
    outcomes.push(outcomeOf(bench, services[i]!, WORDS[i]!, price));
    if (i > 0) await step();
    else await step({ never: outcomes[0]!.weeks.map(({ recall }) => recall ?? 0) });
  }
  const never = outcomes[0]!.weeks.map(({ recall }) => recall ?? 0);
  const best = outcomes.reduce((a, b) => (b.total < a.total ? b : a)).id;
  const plain = services[POLICIES.indexOf(params.policy as PolicyId)]!;
  const rolls = params.rollTo > 0;
  const roll = { to: params.rollTo, from: params.rollFrom };
  const shown = rolls ? await serve(bench, { ...plain.policy, roll }, recipes, task) : plain;
  const timeLine = timeLineOf(bench, shown, shape);
  const chosen = rolls
    ? outcomeOf(bench, shown, WORDS[POLICIES.indexOf(params.policy as PolicyId)]!, price)
    : outcomes.find(({ id }) => id === params.policy)!;
  const offline = measured(bench, -HELD_DAYS, 0, scoresOf(bench, bench.first, rangeOf(bench, -HELD_DAYS, 0)));
  const production = measured(bench, 0, PRODUCTION_DAYS, shown.scores);
  await step({ outcomes, never, best, timeLine, chosen, offline, production });

  const healthy = await benchOf({ size, shape: "none", delay }, seed, task);
  const { every } = params;
  const harm = await harmOf(healthy, { every, gate: false }, recipes, task);
  const gatedHarm = [harm[0]!, ...(await harmOf(healthy, { every, gate: true }, recipes, task))];
  const shownHarm = params.gate ? gatedHarm : harm;
  const papers = await papersOf(bench, { every, labels: params.labels as Recipe }, recipes, task);
  await step({ harm, gatedHarm, shownHarm, papers });
  const numbers = numbersOf({ bench, services, outcomes, plain, shown, harm, params });
  await step({ numbers });
  const windows = await windowsOf(bench, healthy, params.labels as Recipe, recipes, task);
  await step({ windows });

  if (!isKept) kept = { key: alarmKey, late: await alarmsOf(bench, healthy, recipes, seed, task, step) };
  const { late } = kept!;
  task.publish(late);
  await step();
  return {
    thefts,
    outcomes,
    never,
    best,
    timeLine,
    chosen,
    windows,
    harm,
    gatedHarm,
    shownHarm,
    papers,
    numbers,
    offline,
    production,
    ...late,
  };
}

const rangeOf = ({ base }: Bench, from: number, to: number) => ({
  from: rowAt(base, from),
  to: rowAt(base, to),
});

/** All metrics of the scores on which was decided on these days. */
function measured(bench: Bench, from: number, to: number, scores: Float64Array) {
  const range = rangeOf(bench, from, to);
  const { amount } = bench.base.world.transactions;
  return evaluate(
    scores.subarray(range.from, range.to),
    bench.frauds.subarray(range.from, range.to),
    amount.subarray(range.from, range.to),
    { threshold: bench.line },
  );
}
