import type { ParamsOf, Task } from "../../core/contracts.ts";
import { mixingFor } from "../../core/experiments/always-valid.ts";
import { ratioOfSums } from "../../core/experiments/ratio-of-sums.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { within } from "../shared/train.ts";
import { ALARM_STEPS } from "./alarms.ts";
import { sumsAt, treatedByDay } from "./cells.ts";
import type chapter from "./chapter.ts";
import { type Company, TEST_DAYS } from "./company.ts";
import { CHALLENGED, COUNTED, DRAWN, pathsOf, rulesOf } from "./many.ts";
import { moneyOf } from "./money.ts";
import { numbersOf } from "./numbers.ts";
import { planOf, simulate } from "./plan.ts";
import type { ChallengerId, Guard, GuardLine, Result, RuleId, ShadowLine } from "./result.ts";
import { shadowOf } from "./shadow.ts";
import { benchOf } from "./store.ts";
import { firstRung, type Side, trialOf } from "./trial.ts";
import { CHALLENGERS } from "./words.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

const STEPS = 9 + ALARM_STEPS;
/** What one expects of the users’ payments before the test, for tuning the always-valid rule to its middle. */
const EXPECTED_DESIGN = 1.5;

/** The mixing variance of the always-valid rule, from what is known before the test. */
export function mixingOf({ base, size, alpha }: Pick<Params, "base" | "size" | "alpha">): number {
  const perArm = (size * TEST_DAYS) / 4;
  return mixingFor((2 * base * (1 - base) * EXPECTED_DESIGN) / perArm, alpha);
}

/**
 * A champion, a challenger and six weeks of payments: many tests of nothing and the rules that read them; how large a test must be;
 * what shadow sees; how to split; one release with its guardrails, the decision, and what it cost.
 */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, STEPS);
    await task.breathe();
  };
  const finish = async <V>(work: Generator<void, V>): Promise<V> => {
    for (;;) {
      const next = work.next();
      if (next.done) return next.value;
      await task.breathe();
    }
  };
  const { size, every, alpha, ramp } = params;
  const id = params.challenger as ChallengerId;
  const bench = benchOf(size, seed);
  const { company } = bench;
  await task.breathe();
  const champion = await finish(bench.side("champion"));
  const cells = await finish(bench.cells("champion"));
  const traffic = ratioOfSums(
    sumsAt(treatedByDay(cells, new Uint8Array(company.users).fill(1)), TEST_DAYS - 1),
  );
  const mixing = mixingOf(params);
  const setting = { rule: params.rule as RuleId, every, alpha, mixing };
  const paths = pathsOf(await finish(bench.nothing(DRAWN)), setting);
  await step({ paths });

  const { base, effect, power } = params;
  const planned = planOf({ base, effect, alpha, power, size }, traffic.design);
  await step({ plan: planned });

  const { side: challenger, sides, guards: own } = await finish(bench.release(id, ramp));
  const truth = await finish(bench.truth(id));
  const trial = trialOf(sides, own, { alpha, mixing, ramp, truth });
  const { guardrails, decision, decideOn, lost } = params;
  const money = moneyOf(company, champion.outcomes, challenger.outcomes, sides, trial, {
    ...setting,
    guardrails,
    decision,
    day: decideOn,
    lost,
  });
  const numbers = numbersOf(company, champion.outcomes, challenger.outcomes, traffic.design);
  await step({ trial, money, numbers });

  const nothing = await finish(bench.nothing(COUNTED));
  const challenged = await finish(bench.challenged(id, CHALLENGED));
  const rules = rulesOf(nothing, challenged, setting);
  await step({ rules });

  const metrics = { offline: offlineOf(company, challenger), production: productionOf(company, challenger) };
  await step(metrics);

  const lines: ShadowLine[] = [];
  const guards = [guardLine("same", (await finish(bench.release("champion", ramp))).guards)];
  for (const other of CHALLENGERS) {
    lines.push(await finish(bench.shadowLine(other, ramp)));
    guards.push(guardLine(other, (await finish(bench.release(other, ramp))).guards));
  }
  const shadow = shadowOf(company, lines, id, champion, challenger, sides.arm);
  await step({ shadow, guards });

  const split = await finish(bench.split(id));
  await step({ split });

  const plan = { ...planned, simulated: await finish(simulate(planned, seed)) };
  await step({ plan });

  const alarms = await bench.alarms(id, task, async () => step());
  done = STEPS - 1;
  await step({ alarms });
  return { ...metrics, paths, rules, plan, shadow, split, trial, money, guards, numbers, alarms };
}

function guardLine(id: GuardLine["id"], guards: readonly Guard[]): GuardLine {
  const first = firstRung(guards);
  return { id, rang: first?.id ?? null, day: first ? first.rang + 1 : null };
}

/** The challenger on the week before the release, as its team promised it. */
function offlineOf({ labels, scene }: Company, { served: { before, week, threshold } }: Side) {
  return evaluate(before, within(labels, week), within(scene.world.transactions.amount, week), { threshold });
}

/** The challenger on the traffic of the test, all payments of it, by the truth. */
function productionOf({ fraud, amount, day }: Company, { served: { scores, threshold } }: Side) {
  let to = day.length;
  while (day[to - 1]! >= TEST_DAYS) to--;
  const range = { from: 0, to };
  return evaluate(within(scores, range), within(fraud, range), within(amount, range), { threshold });
}
