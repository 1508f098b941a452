import type { ParamsOf, Task } from "../../core/contracts.ts";
import { COSTS } from "../../core/metrics/cost.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { rulesToJson } from "../../core/rules/json.ts";
import { levelOf } from "../../core/rules/kinds.ts";
import { learnRules } from "../../core/rules/learn.ts";
import type { RuleSet } from "../../core/rules/types.ts";
import { within } from "../shared/train.ts";
import { alarmsOf } from "./alarms.ts";
import { type Batch, batchesOf, ROLES, referenceOf } from "./batches.ts";
import type chapter from "./chapter.ts";
import { type Bench, BROKEN_DAYS, benchOf, DAYS, FROM } from "./company.ts";
import { type Delivery, deliveryOf, KINDS, type Kind } from "./delivery.ts";
import { asUsual, measure, outcomeOf } from "./outcome.ts";
import type { GateId, GateLine, Numbers, Outcome, Result } from "./result.ts";
import { reviewed } from "./review.ts";
import { BOUNDS, stopsOver, sweepOf } from "./sweeps.ts";
import {
  type Case,
  caseOf,
  daysOf,
  healthySideOf,
  linesOf,
  type Side,
  sideOf,
  stopsOf,
  stripOf,
} from "./view.ts";

export type { Result } from "./result.ts";
export type Params = ParamsOf<typeof chapter.params>;
type Breathing = Pick<Task<never>, "breathe">;

const STEPS = 7 + KINDS.length;

/** The company, a failure and its twin, and the rules that it has, for some settings. */
export type Setting = { bench: Bench; one: Case; learned: RuleSet; review: RuleSet };

type Healthy = { key: string; delivery: Delivery; batches: Batch[] };
let healthyKept: Healthy | null = null;
let caseKept: { key: string; one: Case } | null = null;
let rulesKept: { key: string; learned: RuleSet; review: RuleSet } | null = null;

/** What the gate stands before; kept while only its rules and prices move. */
export async function settingOf(params: Params, seed: number, task: Breathing): Promise<Setting> {
  const bench = await benchOf(params, seed, task);
  const kind = params.kind as Kind;
  if (healthyKept?.key !== bench.key) {
    const delivery = deliveryOf(bench, "missing", 0);
    healthyKept = { key: bench.key, delivery, batches: batchesOf(bench, delivery) };
    await task.breathe();
  }
  const { delivery: healthy, batches } = healthyKept;
  const key = JSON.stringify([bench.key, kind, params.share]);
  if (caseKept?.key !== key) {
    const delivery = params.share === 0 ? healthy : deliveryOf(bench, kind, params.share);
    await task.breathe();
    caseKept = { key, one: caseOf(bench, delivery, healthy, batches) };
    await task.breathe();
  }
  const rulesKey = JSON.stringify([
    bench.key,
    params.reference,
    params.slack,
    params.deviations,
    params.stopAbove,
  ]);
  if (rulesKept?.key !== rulesKey) {
    const reference = referenceOf(bench, healthy, params.reference);
    const learned = learnRules(reference, ROLES, params);
    rulesKept = { key: rulesKey, learned, review: reviewed(learned, reference, params.deviations) };
    await task.breathe();
  }
  return { bench, one: caseKept.one, learned: rulesKept.learned, review: rulesKept.review };
}

type Overview = Pick<Result, "outcomes" | "unseen">;
let overviewKept: { key: string; overview: Overview } | null = null;
let sweepKept: { key: string; sweep: Result["sweep"] } | null = null;

/** A failure before gates of different rules: what is held, what passes, what it costs; and what the rules cost when nothing is wrong. */
export async function experiment(params: Params, seed: number, task: Task<Result>): Promise<Result> {
  let done = 0;
  const step = async (parts?: Partial<Result>) => {
    if (parts) task.publish(parts);
    task.progress(++done, STEPS);
    await task.breathe();
  };
  const setting = await settingOf(params, seed, task);
  const { bench, one, learned, review } = setting;
  const chosen = params.rules === "reviewed" ? review : learned;
  const { hold } = params;
  const mine = sideOf(one, chosen, hold);
  await task.breathe();
  const strip = stripOf(one, mine.judged, chosen);
  const days = daysOf(one, mine.judged);
  const rules = { json: rulesToJson(chosen), learned: rulesToJson(learned), columns: columnsOf(one) };
  await step({ strip, days, rules });

  const healthyMine = healthySideOf(one, chosen, hold);
  const lines = linesOf(one, mine.judged, healthyMine.judged, chosen, FROM, FROM + BROKEN_DAYS);
  await step({ lines });
  const id = chosen === learned ? "learned" : "reviewed";
  const { gates, cheapest, sides } = await gatesOf(
    setting,
    params,
    { id, side: mine, healthy: healthyMine },
    task,
  );
  await step({ gates, cheapest });

  const { split, scene, threshold } = bench;
  const offline = evaluate(
    bench.held,
    within(scene.labels, split.held),
    within(scene.world.transactions.amount, split.held),
    { threshold },
  );
  const production = measure(bench, one.delivery, mine.passage);
  const numbers: Numbers = {
    ...figuresOf(setting, chosen, mine, healthyMine),
    rocAucTwin: measure(bench, one.healthy, asUsual(bench)).rocAuc.value,
    rocAucOpen: measure(bench, one.delivery, sides.open.passage).rocAuc.value,
    open: sides.open.ledger.total,
    learned: sides.learned.ledger.total,
    reviewed: sides.reviewed.ledger.total,
    shut: sides.shut.ledger.total,
    chosen: mine.ledger.total,
    saved: sides.open.ledger.total - mine.ledger.total,
    reviewFee: COSTS.reviewFee,
    insultShare: COSTS.insultShare,
  };
  await step({ offline, production, numbers });
  const stops = stopsOver(bench, one.healthy, learned);
  await step({ stops });
  if (sweepKept?.key !== bench.key)
    sweepKept = { key: bench.key, sweep: await sweepOf(bench, one.healthy, task.breathe) };
  const { sweep } = sweepKept;
  const thousand = sweep.find(({ rows, slack }) => rows === 1000 && slack === 0)!;
  const law = { measured: 10000 * thousand.held, expected: (10000 * BOUNDS) / 1001 };
  await step({ sweep, law });
  const alarms = await alarmsOf(bench, one.delivery, one.healthy, task);
  await step({ alarms });

  const key = JSON.stringify([bench.key, params.share, hold, rulesKept?.key]);
  if (overviewKept?.key !== key) {
    const outcomes: Outcome[] = [];
    for (const kind of KINDS) {
      outcomes.push(await outcomeOf(setting, kind, params, task));
      await step();
    }
    const unseen = { count: outcomes.filter(({ caughtLearned }) => caughtLearned < 0.1).length };
    overviewKept = { key, overview: { outcomes, unseen } };
  }
  const { overview } = overviewKept;
  task.publish(overview);
  if (done < STEPS) task.progress(STEPS, STEPS);
  return {
    strip,
    days,
    rules,
    lines,
    gates,
    cheapest,
    stops,
    offline,
    production,
    sweep,
    law,
    numbers,
    alarms,
    ...overview,
  };
}

type Own = { id: GateId; side: Side; healthy: Side };

/** The gates before the failure, one of them known already: open, learned, reviewed, shut, and a person's own. */
export async function gatesOf(
  { one, learned, review }: Setting,
  { hold }: Params,
  own: Own,
  task: Breathing,
): Promise<Pick<Result, "gates" | "cheapest"> & { sides: Record<Exclude<GateId, "yours">, Side> }> {
  const rules = { open: "open", learned, reviewed: review, shut: "shut" } as const;
  const sides = {} as Record<GateId, Side>;
  const gates: GateLine[] = [];
  for (const id of ["open", "learned", "reviewed", "shut"] as const) {
    const side = id === own.id ? own.side : sideOf(one, rules[id], hold, [own.side, ...Object.values(sides)]);
    await task.breathe();
    const healthy =
      id === "open" ? 0 : (id === own.id ? own.healthy : healthySideOf(one, rules[id], hold)).ledger.total;
    await task.breathe();
    sides[id] = side;
    gates.push({ id, ...side.ledger, healthy });
  }
  if (own.id === "yours")
    gates.splice(3, 0, { id: "yours", ...own.side.ledger, healthy: own.healthy.ledger.total });
  const cheapest = gates.reduce((a, b) => (b.total < a.total - 1e-9 ? b : a)).id;
  return { gates, cheapest, sides };
}

const columnsOf = ({ batches }: Case): readonly string[] => [...batches[0]!.table.columns.keys()];

type Known =
  | "rocAucTwin"
  | "rocAucOpen"
  | "saved"
  | "chosen"
  | "reviewFee"
  | "insultShare"
  | Exclude<GateId, "yours">;

function figuresOf(
  { bench, one, learned }: Setting,
  chosen: RuleSet,
  { ledger }: Side,
  healthy: Side,
): Omit<Numbers, Known> {
  const { from, to } = bench.broken;
  const range = learned.rules.find((rule) => rule.rule === "range" && rule.column === "amount");
  const base = one.healthyTwin.subarray(from - bench.split.production.from, to - bench.split.production.from);
  return {
    rowsPerDay:
      learned.rules.flatMap((rule) => (rule.rule === "rows" ? [(rule.min + rule.max) / 2] : []))[0] ??
      (to - from) / BROKEN_DAYS,
    referenceRows: learned.learnedFrom!.rows,
    referenceDays: learned.learnedFrom!.days,
    rules: chosen.rules.length,
    rowRules: chosen.rules.filter((rule) => levelOf(rule) === "row").length,
    batchRules: chosen.rules.filter((rule) => levelOf(rule) === "batch").length,
    firstBroken: FROM,
    brokenDays: BROKEN_DAYS,
    low: range?.rule === "range" ? (range.min ?? 0) : 0,
    high: range?.rule === "range" ? (range.max ?? 0) : 0,
    caught: ledger.hit === 0 ? 0 : ledger.heldRightly / ledger.hit,
    hitRows: ledger.hit,
    silentRows: ledger.silent,
    healthyHeld: healthy.ledger.heldWrongly / Math.max(1, healthy.ledger.rows),
    healthyRows: healthy.ledger.heldWrongly,
    healthyStopped: stopsOf(healthy),
    healthyBatches: DAYS,
    base: (1000 * base.reduce((sum, one) => sum + one, 0)) / Math.max(1, base.length),
  };
}
