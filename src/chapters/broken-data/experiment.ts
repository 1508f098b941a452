import type { ParamsOf, Task } from "../../core/contracts.ts";
import { BREAKS, type Break } from "../../core/faults/broken-feed.ts";
import { FEATURES } from "../../core/features/features.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { within } from "../shared/train.ts";
import { amountAndAverage, matrixRow, panelOf, unseenOf, watch } from "./alarms.ts";
import { batchPicture } from "./batch.ts";
import type chapter from "./chapter.ts";
import {
  ALERTS,
  type Bench,
  benchOf,
  DAYS,
  type Days,
  feedOf,
  fitFallbacks,
  rangeOfDays,
} from "./company.ts";
import { learnRules, PASSES, type Rules } from "./gate.ts";
import {
  caughtShare,
  costOf,
  daysOf,
  fatesOf,
  goodStopped,
  measure,
  moneyOf,
  perThousand,
  strictnessOf,
} from "./measures.ts";
import { type Passage, passThrough } from "./passage.ts";
import type { MatrixRow, Numbers, Outcome, Result } from "./result.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;

/** Range rules of the strictness picture. */
const ODDS = [0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1];
const STEPS = 5 + BREAKS.length;
/** Averages look back so many days: so long an amount that was let in lives on. */
const LOOKS_BACK = 7;

type Overview = Pick<
  Result,
  "outcomes" | "matrix" | "unseen" | "worst" | "worstShut" | "leastCaught" | "stuck"
>;
let kept: { key: string; overview: Overview } | null = null;

/** A feed that breaks, with the gate open and shut: what gets through, what it costs, and which check sees it. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, STEPS);
    await task.breathe();
  };
  const kind = params.kind as Break;
  const isShut = params.gate === "shut";
  const setting: Days = { share: params.share, from: params.from, days: params.days };
  const bench = await benchOf(params, seed, task);
  const { scene, split, main } = bench;
  const rules = learnRules(scene, params.strictness);
  const feed = feedOf(scene, seed, kind, setting);
  await task.breathe();
  const open = passThrough(bench, feed, null);
  await task.breathe();
  if (isShut) await fitFallbacks(bench, task);
  const chosen = isShut ? passThrough(bench, feed, rules) : open;
  const fates = fatesOf(bench, kind, feed, chosen, isShut);
  const batch = batchPicture(bench, kind, feed, fates, params.from, isShut);
  const days = daysOf(bench, fates, chosen);
  await step({ batch, days });

  const healthy = feedOf(scene, seed, kind, { ...setting, share: 0 });
  const twin = passThrough(bench, healthy, null);
  await fitFallbacks(bench, task);
  const shut = isShut ? chosen : passThrough(bench, feed, rules);
  await task.breathe();
  const money = moneyOf(bench, twin, open, shut);
  const range = rangeOfDays(scene, params.from, Math.min(DAYS, params.from + params.days));
  const offline = evaluate(
    main.held,
    within(scene.labels, split.held),
    within(scene.world.transactions.amount, split.held),
    { threshold: main.threshold },
  );
  const production = measure(bench, chosen, range);
  const caught = caughtShare(bench, isShut ? fates : fatesOf(bench, kind, feed, shut, true), feed, range);
  await step({ money, offline, production });
  const twinShut = passThrough(bench, healthy, rules);
  await task.breathe();
  const numbers = numbersOf(bench, params, rules, { twin, twinShut, open, shut }, caught);
  const after = numbers.afterOpen > Math.max(15, 0.1 * numbers.extraOpen) ? "goes-on" : "over";
  await step({ numbers, after });

  const slipped = feedOf(scene, seed, "decimal", { ...setting, share: 1 });
  const strictness = strictnessOf(
    bench,
    healthy,
    slipped,
    (odd) => learnRules(scene, odd),
    ODDS,
    params.strictness,
  );
  await step({ strictness });

  const sides = { feed, passage: open, twinFeed: healthy, twinPassage: twin };
  const alarms = panelOf(await watch(bench, kind, sides, range, task));
  await step({ alarms });

  const key = JSON.stringify([bench.key, setting, params.strictness]);
  if (kept?.key !== key) {
    const outcomes: Outcome[] = [];
    const matrix: MatrixRow[] = [];
    let stuck: Result["stuck"] = { amount: "silent", average: "silent", amountGap: 0, averageGap: 0 };
    for (const one of BREAKS) {
      const ownFeed = one === kind ? feed : feedOf(scene, seed, one, setting);
      const ownOpen = one === kind ? open : passThrough(bench, ownFeed, null);
      await task.breathe();
      const ownShut = one === kind ? shut : passThrough(bench, ownFeed, rules);
      await task.breathe();
      const share = caughtShare(bench, fatesOf(bench, one, ownFeed, ownShut, true), ownFeed, range);
      outcomes.push(outcomeOf(bench, one, { twin, open: ownOpen, shut: ownShut }, range, share));
      const own = { ...sides, feed: ownFeed, passage: ownOpen };
      const watched = await watch(bench, one, own, range, task);
      matrix.push(matrixRow(watched, share));
      if (one === "stuck") stuck = amountAndAverage(watched);
      await step();
    }
    const most = (of: (one: Outcome) => number) => outcomes.reduce((a, b) => (of(b) > of(a) ? b : a)).id;
    const overview = {
      outcomes,
      matrix,
      unseen: unseenOf(matrix),
      worst: most(({ open }) => open),
      worstShut: most(({ shut }) => shut),
      stuck,
      leastCaught: most(({ caught }) => -caught),
    };
    kept = { key, overview };
  }
  const { overview } = kept;
  task.publish(overview);
  if (done < STEPS) task.progress(STEPS, STEPS);
  return { batch, days, money, offline, production, numbers, after, strictness, alarms, ...overview };
}

function outcomeOf(
  bench: Bench,
  id: Break,
  { twin, open, shut }: Record<"twin" | "open" | "shut", Passage>,
  range: { from: number; to: number },
  caught: number,
): Outcome {
  const base = perThousand(bench, costOf(bench, twin), range);
  return {
    id,
    caught,
    open: perThousand(bench, costOf(bench, open), range) - base,
    shut: perThousand(bench, costOf(bench, shut), range) - base,
    rocAucOpen: measure(bench, open, range).rocAuc.value,
    rocAucShut: measure(bench, shut, range).rocAuc.value,
    stoppedOpen: goodStopped(bench, open, range),
    stoppedShut: goodStopped(bench, shut, range),
  };
}

function numbersOf(
  bench: Bench,
  params: Params,
  rules: Rules,
  { twin, twinShut, open, shut }: Record<"twin" | "twinShut" | "open" | "shut", Passage>,
  caught: number,
): Numbers {
  const { scene } = bench;
  const end = Math.min(DAYS, params.from + params.days);
  const range = rangeOfDays(scene, params.from, end);
  const lastDay = Math.min(DAYS, end + LOOKS_BACK);
  const after = rangeOfDays(scene, end, lastDay);
  const all = rangeOfDays(scene, 0, DAYS);
  const costs = { twin: costOf(bench, twin), open: costOf(bench, open), shut: costOf(bench, shut) };
  const [costTwin, costOpen, costShut] = [costs.twin, costs.open, costs.shut].map((one) =>
    perThousand(bench, one, range),
  ) as [number, number, number];
  const later = perThousand(bench, costs.twin, after);
  const feed = feedOf(scene, bench.seed, params.kind as Break, params);
  const [extraOpen, extraShut] = [costOpen - costTwin, costShut - costTwin];
  const isShut = params.gate === "shut";
  const rocAuc = (one: Passage) => measure(bench, one, range).rocAuc.value;
  const turned = twinShut.reason.subarray(0, all.to - all.from).filter((reason) => reason !== PASSES).length;
  return {
    features: FEATURES.length,
    trainingDays: scene.world.settings.trainingDays,
    rowsPerDay: rules.meanRows,
    firstBroken: params.from,
    brokenDays: end - params.from,
    rows: range.to - range.from,
    hitRows: feed.hit.subarray(range.from, range.to).reduce((sum, one) => sum + one, 0),
    alerts: ALERTS,
    costTwin,
    costOpen,
    costShut,
    cost: isShut ? costShut : costOpen,
    extraOpen,
    extraShut,
    extra: isShut ? extraShut : extraOpen,
    saved: extraOpen - extraShut,
    afterDays: lastDay - end,
    afterOpen: perThousand(bench, costs.open, after) - later,
    afterShut: perThousand(bench, costs.shut, after) - later,
    rocAucTwin: rocAuc(twin),
    rocAucOpen: rocAuc(open),
    rocAucShut: rocAuc(shut),
    stoppedTwin: goodStopped(bench, twin, range),
    stoppedOpen: goodStopped(bench, open, range),
    stoppedShut: goodStopped(bench, shut, range),
    caught,
    twinTurned: turned / (all.to - all.from),
    twinWaited: twinShut.waited.subarray(0, DAYS).reduce((sum, one) => sum + one, 0),
    twinCost: perThousand(bench, costOf(bench, twinShut), all) - perThousand(bench, costs.twin, all),
    low: rules.low,
    high: rules.high,
    leastRows: rules.leastRows,
  };
}
