import type { ParamsOf, Task } from "../../core/contracts.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import type { Shop } from "../../core/world/recommender/types.ts";
import { within } from "../shared/train.ts";
import { ALARM_STEPS, alarmsOf } from "./alarms.ts";
import { drawnWorld, secondHalf } from "./bench.ts";
import type chapter from "./chapter.ts";
import { type Answer, advance, type Loop, NOTHING, ON_PAPER } from "./loop.ts";
import { costOf, roundsOf, teamOf, unseenOf } from "./measures.ts";
import { clickRateOf, gaugeOf, numbersOf } from "./numbers.ts";
import type { CostPoint, PolicyId, Result, ShopRun } from "./result.ts";
import { POLICIES, policyWords, ribbonsOf, shopOf, shopRunOf } from "./shop.ts";
import { loopsOf } from "./store.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** Exploration shares of the cost curve. */
export const SHARES = [0, 0.05, 0.1, 0.2, 0.4] as const;
const STEPS = 8 + ALARM_STEPS + SHARES.length;

export const answerOf = (id: PolicyId, explore: number): Answer =>
  id === "nothing" ? NOTHING : { explore, weighted: id === "weigh", complete: false };

/** Two loops: a model that blocks what it would have to learn from, and a shop that recommends what it recommended. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, STEPS);
    await task.breathe();
  };
  const { explore, rounds, slots } = params;
  const learn = params.learn as PolicyId;
  drawnWorld(params.size, seed);
  await step();
  const loops = loopsOf(params, seed);
  await task.breathe();
  const loop = async (answer: Answer, rounds: number) => {
    const found = loops.of(answer);
    await advance(found, rounds, task);
    return found;
  };
  const own = answerOf(learn, explore);
  const unseen = unseenOf(await loop(own, 0));
  await step({ unseen });
  const here = await loop(own, rounds);
  const twin = await loop(ON_PAPER, rounds);
  const points = roundsOf(here, twin, rounds);
  const truth = points.map(({ label, precision }) => ({ label, value: precision.truth ?? 0 }));
  await step({ rounds: points, truth });

  const shops: { id: PolicyId; shop: Shop }[] = [];
  const runs: ShopRun[] = [];
  for (const id of POLICIES) {
    const played = shopOf(id, slots, seed);
    await task.breathe();
    shops.push({ id, shop: played });
    runs.push(shopRunOf(id, played));
    await task.breathe();
  }
  const shownShop = shops.find(({ id }) => id === learn)!.shop;
  const shop = runs.find(({ id }) => id === learn)!;
  const ribbons = ribbonsOf(shownShop);
  const clickRate = clickRateOf(runs[0]!);
  await step({ shop, shops: runs, ribbons, clickRate });

  const metrics = metricsOf(here, rounds);
  await step(metrics);
  const teamLoops = new Map<PolicyId, Loop>();
  for (const id of POLICIES) teamLoops.set(id, await loop(answerOf(id, explore), rounds));
  const teams = POLICIES.map((id) => teamOf(teamLoops.get(id)!, rounds, { id, words: policyWords(id) }));
  const numbers = numbersOf(here, teamLoops.get("nothing")!, teamLoops.get("weigh")!, twin, rounds);
  const gauge = gaugeOf(teams);
  const team = teams.find(({ id }) => id === learn)!;
  await step({ teams, team, numbers, gauge });

  const cost: CostPoint[] = [];
  for (const share of SHARES) {
    const answer = share === 0 ? NOTHING : answerOf("weigh", share);
    cost.push(costOf(await loop(answer, rounds), rounds));
    await step();
  }
  await step({ cost });

  const twinShop = shops.find(({ id }) => id === "weigh")!.shop;
  const alarms = await alarmsOf(here, twin, rounds, { here: shownShop, twin: twinShop }, seed, task, step);
  const watch = alarms.some(({ columns, broken }) => columns.length > 0 && broken.verdict === "rings")
    ? "rings"
    : "silent";
  await step({ alarms, watch });
  return {
    ...metrics,
    unseen,
    rounds: points,
    truth,
    shop,
    shops: runs,
    ribbons,
    clickRate,
    teams,
    team,
    gauge,
    numbers,
    alarms,
    watch,
    cost,
  };
}

/** The last model on its held-out payments: as the team can measure it (those with a label), and as it is (all). */
function metricsOf(
  { bench, labelled, retrainings }: Loop,
  rounds: number,
): Pick<Result, "offline" | "production"> {
  const { period, held, threshold } = retrainings[rounds]!;
  const test = secondHalf(period);
  const { amount } = bench.scene.world.transactions;
  const rows = held.reduce<number[]>((some, _, i) => {
    if (labelled[test.from + i] === 1) some.push(i);
    return some;
  }, []);
  const pick = (values: ArrayLike<number>, offset: number) =>
    Float64Array.from(rows, (i) => values[offset + i]!);
  return {
    offline: evaluate(pick(held, 0), pick(bench.labels, test.from), pick(amount, test.from), { threshold }),
    production: evaluate(held, within(bench.labels, test), within(amount, test), { threshold }),
  };
}
