import type { Task } from "../../core/contracts.ts";
import type { BoostedTrees } from "../../core/models/boosted-trees.ts";
import { customerDraws, drawn, type RankedRows, rankRows, weightedArea } from "./draws.ts";
import { fitOn, labelsOf, scored, stagesOf } from "./models.ts";
import type { Depth, Drawn, SplitId } from "./result.ts";
import { SPLITS, type Split, type Splits, splitsOf } from "./splits.ts";
import type { Bench } from "./world.ts";

type Breath = Pick<Task<never>, "breathe">;

/** A model, judged on rows that it did not learn from: log-odds after all its trees, the ROC AUC after each stage. */
export type Judged = { model: BoostedTrees; scores: Float64Array; aucs: readonly number[] };
/** The models of one depth: one for each split, and the one that learned all of training, as production meets it. */
export type Family = {
  depth: number;
  by: Readonly<Record<SplitId, Judged>>;
  shipped: Judged;
  /** ROC AUC of the shipped model on the rows that it learned from, by stage. */
  training: readonly number[];
};

/** All models that share a world, a number of trees and the splits; those that stand are not fitted again. */
export class Workshop {
  readonly splits: Splits;
  readonly training: Int32Array;
  readonly production: Int32Array;
  readonly stages: readonly number[];
  private readonly judged = new Map<string, Judged>();
  private readonly families = new Map<number, Family>();

  constructor(
    readonly bench: Bench,
    readonly trees: number,
    shared: number,
    readonly seed: number,
  ) {
    const { training, production } = bench.world.periods;
    const rows = ({ from, to }: { from: number; to: number }) =>
      Int32Array.from({ length: to - from }, (_, i) => from + i);
    this.splits = splitsOf(bench.world, shared, seed);
    this.training = rows(training);
    this.production = rows(production);
    this.stages = stagesOf(trees);
  }

  async judge(name: string, depth: number, { fit, held }: Split, task: Breath, labels = this.bench.labels) {
    const key = `${name} ${depth}`;
    const kept = this.judged.get(key);
    if (kept) return kept;
    const model = await fitOn(this.bench, labels, fit, { depth, trees: this.trees }, task);
    const judged: Judged = { model, ...scored(this.bench, model, labels, held, this.stages) };
    this.judged.set(key, judged);
    await task.breathe();
    return judged;
  }

  async family(depth: number, task: Breath, step: () => Promise<void>): Promise<Family> {
    const kept = this.families.get(depth);
    if (kept) {
      for (let i = 0; i <= SPLITS.length; i++) await step();
      return kept;
    }
    const shipped = await this.judge("all", depth, { fit: this.training, held: this.production }, task);
    const training = scored(this.bench, shipped.model, this.bench.labels, this.training, this.stages).aucs;
    await step();
    const by: Partial<Record<SplitId, Judged>> = {};
    for (const id of SPLITS) {
      by[id] = await this.judge(id, depth, this.splits[id], task);
      await step();
    }
    const family = { depth, by: by as Record<SplitId, Judged>, shipped, training };
    this.families.set(depth, family);
    return family;
  }

  /** The rows in the order of these scores, for redrawn areas. */
  ranked(scores: Float64Array, rows: Int32Array, labels = this.bench.labels): RankedRows {
    const { user } = this.bench.world.transactions;
    return rankRows(
      scores,
      labelsOf(labels, rows),
      Int32Array.from(rows, (row) => user[row]!),
    );
  }

  private redrawn: readonly Uint8Array[] | null = null;
  get draws(): readonly Uint8Array[] {
    this.redrawn ??= customerDraws(this.bench.world.users.count, this.seed);
    return this.redrawn;
  }
}

const last = <V>(values: readonly V[]): V => values[values.length - 1]!;

/** One depth of the large picture, with intervals over redrawn customers. */
export async function depthOf(shop: Workshop, family: Family, task: Breath): Promise<Depth> {
  const { draws } = shop;
  const areas = (ranked: RankedRows) => draws.map((times) => weightedArea(ranked, times));
  const live = areas(shop.ranked(family.shipped.scores, shop.production));
  const value = last(family.shipped.aucs);
  await task.breathe();
  const promise: Partial<Record<SplitId, Drawn>> = {};
  const optimism: Partial<Record<SplitId, Drawn>> = {};
  for (const id of SPLITS) {
    const judged = family.by[id];
    const own = areas(shop.ranked(judged.scores, shop.splits[id].held));
    promise[id] = drawn(last(judged.aucs), own);
    optimism[id] = drawn(
      last(judged.aucs) - value,
      own.map((area, k) => area - live[k]!),
    );
    await task.breathe();
  }
  return {
    depth: family.depth,
    training: last(family.training),
    production: drawn(value, live),
    promise: promise as Depth["promise"],
    optimism: optimism as Depth["optimism"],
  };
}
