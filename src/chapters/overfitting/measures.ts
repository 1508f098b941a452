import type { Task } from "../../core/contracts.ts";
import { random } from "../../core/random.ts";
import { groupRows } from "../../core/table/group.ts";
import { DAY } from "../../core/world/settings.ts";
import { spread } from "../shared/spread.ts";
import type { Family, Workshop } from "./bench.ts";
import { drawn, weightedArea } from "./draws.ts";
import { scored } from "./models.ts";
import type { Choice, Meaningless, Picture, Point, RowStage, SplitId, TreeStage } from "./result.ts";
import { cutOf, SPLITS, type Split } from "./splits.ts";
import type { Bench } from "./world.ts";

type Breath = Pick<Task<never>, "breathe">;
const last = <V>(values: readonly V[]): V => values[values.length - 1]!;

/** Customers of the picture: robbed in training more than once, others of training, and such as first come in production. */
const LINES = { robbed: 6, others: 6, later: 4 } as const;
/** Payments of a customer of the picture, at least; at most. */
const PAYMENTS = [7, 16] as const;
/** Payments of one day stand side by side: days from one mark to the next. */
const APART = 0.7;

/** A few customers, their payments over time, and the side on which each payment falls under each split. */
export function pictureOf({ bench, splits }: Workshop): Picture {
  const { world, labels } = bench;
  const { transactions, periods, users } = world;
  const { training, production } = periods;
  const sides = SPLITS.map((id) => {
    const side = new Uint8Array(transactions.count).fill("-".charCodeAt(0));
    for (const row of splits[id].fit) side[row] = "t".charCodeAt(0);
    for (const row of splits[id].held) side[row] = "v".charCodeAt(0);
    side.fill("p".charCodeAt(0), production.from, production.to);
    return side;
  });
  const day = (at: number) => (at - training.startAt) / DAY;
  const ends = [0, day(cutOf(world)), day(production.startAt), day(production.endAt)];
  const chosen = customersOf(bench);
  const points = chosen.flatMap(({ rows }, line) => {
    // Each stretch of its own, so that no mark is moved across a line.
    const days = ends.slice(1).flatMap((end, k) => {
      const own = rows
        .map((row) => day(transactions.eventAt[row]!))
        .filter((at) => at >= ends[k]! && at < end);
      return spread(own, APART, ends[k]! + APART / 2, end - APART / 2);
    });
    return rows.map(
      (row, i): Point => ({
        line,
        day: Math.round(100 * days[i]!) / 100,
        fraud: labels[row] === 1,
        sides: sides.map((side) => String.fromCharCode(side[row]!)).join(""),
      }),
    );
  });
  return {
    points,
    customers: chosen.map(({ user }) => `U${users.id[user]}`),
    cut: ends[1]!,
    production: ends[2]!,
    end: ends[3]!,
  };
}

/** The customers of the picture with their payments, in the order in which they first pay. */
function customersOf({ world, labels }: Bench): { user: number; rows: number[] }[] {
  const { training, production } = world.periods;
  const { offsets, rows } = world.paymentsOf;
  const order = random(world.seed)
    .fork("customers of the picture")
    .shuffle(Int32Array.from({ length: world.users.count }, (_, user) => user));
  const wanted: Record<keyof typeof LINES, number> = { ...LINES };
  const chosen: { user: number; rows: number[] }[] = [];
  for (const user of order) {
    const own = Array.from(rows.subarray(offsets[user]!, offsets[user + 1]!)).filter(
      (row) => row >= training.from && row < production.to,
    );
    if (own.length < PAYMENTS[0] || own.length > PAYMENTS[1]) continue;
    const frauds = own.reduce((sum, row) => sum + (row < training.to ? labels[row]! : 0), 0);
    const kind =
      own[0]! >= production.from ? "later" : frauds > 2 ? "robbed" : frauds === 0 ? "others" : null;
    if (kind === null || wanted[kind] === 0) continue;
    wanted[kind]--;
    chosen.push({ user, rows: own });
  }
  return chosen.sort((a, b) => a.rows[0]! - b.rows[0]! || a.user - b.user);
}

/** How the ROC AUC goes as trees are added. */
export function byTreesOf({ stages }: Workshop, { by, shipped, training }: Family): TreeStage[] {
  return stages.map((at, k) => ({
    at,
    training: training[k]!,
    production: shipped.aucs[k]!,
    random: by.random.aucs[k]!,
    customer: by.customer.aucs[k]!,
    time: by.time.aucs[k]!,
    "time-customer": by["time-customer"].aucs[k]!,
  }));
}

/** The depth and number of trees that a split promises most of, and what they reach once all of training is learned. */
export function choiceOf(shop: Workshop, families: readonly Family[], split: SplitId, words: string): Choice {
  let best = { depth: families[0]!.depth, trees: shop.stages[0]!, promise: -1, production: 0 };
  for (const { depth, by, shipped } of families)
    by[split].aucs.forEach((promise, k) => {
      // Of two that promise the same, the smaller: it comes first.
      if (promise > best.promise)
        best = { depth, trees: shop.stages[k]!, promise, production: shipped.aucs[k]! };
    });
  return { split, words, ...best, optimism: best.promise - best.production };
}

/** Shares of the customers from which the learning curve is drawn, beside all of them. */
const SHARES = [1 / 4, 1 / 2];

/** How the ROC AUC goes as more customers are learned from, at one depth. */
export async function byRowsOf(
  shop: Workshop,
  family: Family,
  task: Breath,
  step: () => Promise<void>,
): Promise<RowStage[]> {
  const { bench, splits, training, production } = shop;
  const { user } = bench.world.transactions;
  const source = random(shop.seed).fork("customers of the learning curve");
  const place = Float64Array.from({ length: bench.world.users.count }, () => source.next());
  const { depth } = family;
  const stages: RowStage[] = [];
  for (const share of SHARES) {
    const some = (rows: Int32Array) => rows.filter((row) => place[user[row]!]! < share);
    const of = async (name: string, { fit, held }: Split) =>
      last((await shop.judge(`${name} ${share}`, depth, { fit: some(fit), held }, task)).aucs);
    const rows = some(training);
    const shipped = await shop.judge(`all ${share}`, depth, { fit: rows, held: production }, task);
    const random = await shop.judge(
      `random ${share}`,
      depth,
      { fit: some(splits.random.fit), held: some(splits.random.held) },
      task,
    );
    stages.push({
      at: rows.length,
      training: last(scored(bench, shipped.model, bench.labels, rows, shop.stages).aucs),
      production: last(shipped.aucs),
      random: last(random.aucs),
      "time-customer": await of("time-customer", splits["time-customer"]),
    });
    await step();
  }
  stages.push({
    at: training.length,
    training: last(family.training),
    production: last(family.shipped.aucs),
    random: last(family.by.random.aucs),
    "time-customer": last(family.by["time-customer"].aucs),
  });
  return stages;
}

/**
 * Labels that mean nothing: those of training, customer after customer and each in order of time, moved along by a third of the rows. Bursts
 * stay bursts, but strike other customers, other amounts and other shops: there is nothing to learn that holds for anybody else.
 */
export function movedLabels({ world, labels }: Bench): Uint8Array {
  const { from, to } = world.periods.training;
  const { rows } = groupRows(world.transactions.user.subarray(from, to), world.users.count);
  const moved = labels.slice();
  const by = Math.floor(rows.length / 3);
  rows.forEach((row, i) => {
    moved[from + row] = labels[from + rows[(i + by) % rows.length]!]!;
  });
  return moved;
}

/** What each split promises where the labels mean nothing. */
export async function meaninglessOf(
  shop: Workshop,
  depth: number,
  task: Breath,
  step: () => Promise<void>,
): Promise<Meaningless[]> {
  const labels = movedLabels(shop.bench);
  const found: Meaningless[] = [];
  for (const split of SPLITS) {
    const { held } = shop.splits[split];
    const { scores, aucs } = await shop.judge(`moved ${split}`, depth, shop.splits[split], task, labels);
    const ranked = shop.ranked(scores, held, labels);
    found.push({
      split,
      auc: drawn(
        last(aucs),
        shop.draws.map((times) => weightedArea(ranked, times)),
      ),
    });
    await step();
  }
  return found;
}
