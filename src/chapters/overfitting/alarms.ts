import type { Alarm, Roles, Task } from "../../core/contracts.ts";
import { predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { type Column, numbers, type Table, take, takeColumn, times } from "../../core/table/table.ts";
import { featuresTable } from "../../core/world/tables.ts";
import { alarm, type Side } from "../shared/alarms.ts";
import type { Judged, Workshop } from "./bench.ts";
import type { Choice, SplitId } from "./result.ts";

const ROLES: Roles = {
  "event-time": ["event_at"],
  entity: ["user_id"],
  label: ["reported_fraud"],
  score: ["score"],
};
const HISTORY = "user_chargeback_count_last_30_days";

/** One way to judge a model, as its alarms read it. */
export type Way = { split: SplitId; judged: Judged; shipped: Judged; trees: number };

export const ALARM_STEPS = 9;

/** All lines. The world is the same on both sides; what is broken is how the model is judged, and how large it is. */
export async function alarmsOf(
  shop: Workshop,
  broken: Way,
  healthy: Way,
  seed: number,
  task: Pick<Task<never>, "breathe">,
  step: () => Promise<void>,
): Promise<Alarm[]> {
  const whole = wholeOf(shop);
  await task.breathe();
  const here = sidesOf(shop, whole, broken);
  await task.breathe();
  const twin = sidesOf(shop, whole, healthy);
  await step();
  const past: Side = { reference: take(whole, shop.training), current: null, roles: ROLES };
  const alarms: Alarm[] = [];
  const add = async (id: string, columns: readonly string[], a: Side, b: Side) => {
    alarms.push(await alarm(id, columns, a, b, seed, task));
    await step();
  };
  await add("unseen-categories", ["user_id"], here.learned, twin.learned);
  await add("kolmogorov-smirnov", ["score"], here.later, twin.later);
  await add("population-stability", ["score"], here.later, twin.later);
  await add("performance-estimate", [], here.later, twin.later);
  await add("label-shift", [], here.later, twin.later);
  const naming = whole.columns.has("customer_number") ? "customer_number" : "tenure_days";
  await add("golden-feature", [naming], past, past);
  await add("lag-one-day", [HISTORY], past, past);
  const known: Side = { ...past, roles: { ...ROLES, "feature-known-time": [`${HISTORY}_known_at`] } };
  await add("availability-audit", [HISTORY], known, known);
  return alarms;
}

/** Every payment of the world with all columns that the model reads, its label, and its number as a category of its own. */
export function wholeOf({ bench }: Workshop): Table {
  const { world, scene, labels, names, columns } = bench;
  const all = { from: 0, to: world.transactions.count };
  const base = featuresTable(world, scene.training, all, { knownTimes: true });
  const more = names
    .map((name, i): [string, Column] => [name, numbers(columns[i]!)])
    .filter(([name]) => !base.columns.has(name));
  return {
    rows: base.rows,
    columns: new Map([...base.columns, ...more, ["reported_fraud", numbers(labels)]]),
  };
}

/** Rows learned from beside rows judged on; and rows judged on beside production, both with the scores that they were given. */
function sidesOf(
  { bench, splits, production }: Workshop,
  whole: Table,
  { split, judged, shipped, trees }: Way,
) {
  const { fit, held } = splits[split];
  const { eventAt } = bench.world.transactions;
  const withScores = ({ model }: Judged, rows: Int32Array): Table => {
    const cut = { ...model, trees: model.trees.slice(0, trees) };
    return {
      rows: rows.length,
      columns: new Map<string, Column>([
        ["event_at", times(Float64Array.from(rows, (row) => eventAt[row]!))],
        ["user_id", takeColumn(whole.columns.get("user_id")!, rows)],
        ["reported_fraud", numbers(Float64Array.from(rows, (row) => bench.labels[row]!))],
        ["score", numbers(predictBoostedTrees(cut, bench.binned, rows))],
      ]),
    };
  };
  const owners: Table = {
    rows: whole.rows,
    columns: new Map([["user_id", whole.columns.get("user_id")!]]),
  };
  const learned: Side = { reference: take(owners, fit), current: take(owners, held), roles: {} };
  const later: Side = {
    reference: withScores(judged, held),
    current: withScores(shipped, production),
    roles: ROLES,
  };
  return { learned, later };
}

/** The way of the healthy twin: the last days, new customers only, and the depth and trees that this split itself has chosen. */
export const healthyWay = (
  { depth, trees }: Choice,
  family: (depth: number) => { by: Readonly<Record<SplitId, Judged>>; shipped: Judged },
): Way => ({
  split: "time-customer",
  judged: family(depth).by["time-customer"],
  shipped: family(depth).shipped,
  trees,
});
