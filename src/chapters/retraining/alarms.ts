import type { Alarm, Roles } from "../../core/contracts.ts";
import type { FeatureName } from "../../core/features/features.ts";
import { type Column, numbers, setValid, type Table, times, validity } from "../../core/table/table.ts";
import { featuresTable } from "../../core/world/tables.ts";
import { alarm, type Side } from "../shared/alarms.ts";
import { featureAlarms } from "../shared/feature-alarms.ts";
import type { Range } from "../shared/train.ts";
import type { Bench, Breath } from "./bench.ts";
import { joinedByDate, type Recipes, scoresOf, servedCounts, windowOf } from "./learn.ts";
import type { Result } from "./result.ts";
import { CHANGE_DAY, HELD_DAYS, LEAK, MODEL_FEATURES, momentOf, rowAt, TRAINING_DAYS } from "./world.ts";

const CATEGORIES: readonly FeatureName[] = ["merchant_category", "payment_method"];
const NUMBERS: readonly FeatureName[] = MODEL_FEATURES.filter((name) => !CATEGORIES.includes(name));
export const STREAM_IDS = ["hddm-average", "page-hinkley", "eddm"] as const;
export const ALARM_STEPS = STREAM_IDS.length + 5;

/** The errors until the first of these days are the older ones; those from it to the second are asked about. */
const QUIET_UNTIL = 28;
const WATCHED_UNTIL = 77;
/** The features of so many days after the change are compared with training. */
const COMPARED_DAYS = 28;
/** The training tables that the panel reads are those of this day. */
export const TABLE_DAY = CHANGE_DAY + 21;

export const ERRORS = "errors of version 1";
export const AS_THEY_STAND = "labels as they stand";

const SCORED: Roles = {
  label: ["reported_fraud"],
  score: ["score"],
  "event-time": ["event_at"],
  "label-known-time": ["reported_at"],
};
const LABELLED: Roles = {
  label: ["reported_fraud"],
  "event-time": ["event_at"],
  "label-known-time": ["reported_at"],
};

/** Payments with their reports as they could be read at a moment, infinity being the end of all waiting. */
export function labelTable(
  { base, reportedAt }: Bench,
  { from, to }: Range,
  at: number,
  scores?: Float64Array,
): Table {
  const rows = to - from;
  const known = new Float64Array(rows);
  const fraud = new Float64Array(rows);
  const valid = validity(rows);
  for (let i = 0; i < rows; i++) {
    if (!(reportedAt[from + i]! < at)) continue;
    known[i] = reportedAt[from + i]!;
    fraud[i] = 1;
    setValid(valid, i);
  }
  const columns: [string, Column][] = [
    ["event_at", times(base.world.transactions.eventAt.slice(from, to))],
    ["reported_fraud", numbers(fraud)],
    ["reported_at", times(known, valid)],
  ];
  if (scores) columns.push(["score", numbers(scores.slice(from, to))]);
  return { rows, columns: new Map(columns) };
}

const daysOf = ({ base }: Bench, from: number, to: number): Range => ({
  from: rowAt(base, from),
  to: rowAt(base, to),
});

/** The errors of the first version, had it been left as it is: the first weeks, then everything after them. */
export function streamSide(bench: Bench): Side {
  const [older, newer] = [daysOf(bench, -HELD_DAYS, QUIET_UNTIL), daysOf(bench, QUIET_UNTIL, WATCHED_UNTIL)];
  scoresOf(bench, bench.first, older);
  const scores = scoresOf(bench, bench.first, newer);
  const end = Number.POSITIVE_INFINITY;
  return {
    reference: labelTable(bench, older, end, scores),
    current: labelTable(bench, newer, end, scores),
    roles: SCORED,
  };
}

/** The features of training beside those of the weeks after the change. No label is read, so that both worlds give the same. */
export function featureSide(bench: Bench): Side {
  const of = (range: Range) =>
    featuresTable(bench.base.world, bench.base.features, range, { names: MODEL_FEATURES });
  return {
    reference: of(daysOf(bench, -TRAINING_DAYS, 0)),
    current: of(daysOf(bench, CHANGE_DAY, CHANGE_DAY + COMPARED_DAYS)),
    roles: { "event-time": ["event_at"], entity: ["user_id"] },
  };
}

function estimateSide(bench: Bench): Side {
  const scores = bench.first.scores;
  const end = Number.POSITIVE_INFINITY;
  return {
    reference: labelTable(bench, daysOf(bench, -HELD_DAYS, QUIET_UNTIL), end, scores),
    current: labelTable(bench, daysOf(bench, CHANGE_DAY, CHANGE_DAY + COMPARED_DAYS), end, scores),
    roles: { label: ["reported_fraud"], score: ["score"], "event-time": ["event_at"] },
  };
}

/** The table that a retraining would learn from, read on its day, or once every label is in. */
export function trainingSide(bench: Bench, recipe: "mature" | "stand", recipes: Recipes, at: number): Side {
  const { from, to } = windowOf(recipe, TABLE_DAY, recipes);
  return { reference: labelTable(bench, daysOf(bench, from, to), at), current: null, roles: LABELLED };
}

/** The same table with the count of chargebacks: joined by date, or as production could serve it. */
function countSide(bench: Bench, recipes: Recipes, joined: boolean): Side {
  const { from, to } = windowOf("leaked", TABLE_DAY, recipes);
  const range = daysOf(bench, from, to);
  const at = momentOf(bench.base, TABLE_DAY);
  const table = labelTable(bench, range, at);
  const counts = joined ? joinedByDate(bench, range, at) : servedCounts(bench).subarray(range.from, range.to);
  const columns = new Map([...table.columns, [LEAK, numbers(counts)] as [string, Column]]);
  return { reference: { ...table, columns }, current: null, roles: { label: ["reported_fraud"] } };
}

/** Every line of the panel: the errors, the features, the scores, and the tables that a retraining reads. */
export async function alarmsOf(
  bench: Bench,
  healthy: Bench,
  recipes: Recipes,
  seed: number,
  task: Breath,
  step: (parts?: Partial<Result>) => Promise<void>,
): Promise<Pick<Result, "alarms" | "verdicts">> {
  const alarms: Alarm[] = [];
  const add = async (...lines: Alarm[]) => {
    alarms.push(...lines);
    await step();
  };
  const [broken, twin] = [streamSide(bench), streamSide(healthy)];
  for (const id of STREAM_IDS) await add(await alarm(id, [ERRORS], broken, twin, seed, task));
  const at = { known: momentOf(bench.base, TABLE_DAY), end: Number.POSITIVE_INFINITY };
  const side = (when: number) => trainingSide(bench, "stand", recipes, when);
  await add(await alarm("label-maturity", [AS_THEY_STAND], side(at.known), side(at.end), seed, task));
  await add(
    await alarm(
      "golden-feature",
      [LEAK],
      countSide(bench, recipes, true),
      countSide(bench, recipes, false),
      seed,
      task,
    ),
  );
  await add(
    await alarm("performance-estimate", ["score"], estimateSide(bench), estimateSide(healthy), seed, task),
  );
  const features = featureSide(bench);
  await task.breathe();
  for (const [id, columns] of [
    ["population-stability", MODEL_FEATURES],
    ["kolmogorov-smirnov", NUMBERS],
  ] as const)
    await add(...shown(await featureAlarms(id, columns, features, features, seed, task)));
  const said = (id: string) => alarms.find(({ detector }) => detector === id)!.broken.verdict;
  return {
    alarms,
    verdicts: {
      hddm: said("hddm-average"),
      hddmTwin: alarms.find(({ detector }) => detector === "hddm-average")!.healthy.verdict,
      pageHinkley: said("page-hinkley"),
      stand: said("label-maturity"),
      golden: said("golden-feature"),
      stability: said("population-stability"),
      eddm: said("eddm"),
      eddmTwin: alarms.find(({ detector }) => detector === "eddm")!.healthy.verdict,
    },
  };
}

/** Of one test, the features that ring; where none does, the one that came nearest. */
function shown(lines: readonly Alarm[]): Alarm[] {
  const ringing = lines.filter((line) => line.broken.verdict === "rings");
  if (ringing.length > 0) return ringing;
  const nearness = ({ broken }: Alarm) =>
    broken.verdict === "cannot-tell"
      ? Number.NEGATIVE_INFINITY
      : broken.pValue !== null
        ? -broken.pValue + broken.effect * 1e-6
        : broken.effect;
  return [lines.reduce((nearest, line) => (nearness(line) > nearness(nearest) ? line : nearest))];
}
