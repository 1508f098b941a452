import type { ExperimentResult } from "../../core/contracts.ts";

/** A share as it can be measured: of these rows with a label, weighted where the team weighs. Null where there is no row. */
export type Seen = { rows: number; value: number | null; interval: readonly [number, number] };

/** What nobody can measure: the same model on all held-out payments. Shares, null where there is nothing to divide by. */
export type Truth = {
  alerts: number;
  frauds: number;
  precision: number | null;
  recall: number | null;
  boldRecall: number | null;
};

/** One retraining (0 is the first model, whose labels are complete). `ideal` is the truth of a team that learns every outcome. */
export type RoundPoint = {
  round: number;
  label: string;
  precision: { seen: Seen; truth: number | null; ideal: number | null };
  recall: { seen: Seen; truth: number | null; ideal: number | null };
  boldRecall: number | null;
};

/** Frauds of the first period in which a model decides, by its score in log-odds from `low` to `high`. */
export type UnseenBin = { low: number; high: number; approved: number; explored: number; blocked: number };
export type Unseen = {
  bins: readonly UnseenBin[];
  /** Log-odds from which a payment is blocked. */
  threshold: number;
  payments: number;
  blocked: number;
  blockedFrauds: number;
  explored: number;
  exploredFrauds: number;
  approvedFrauds: number;
};

/** What one exploration share costs in the periods in which a model decides. EUR per 1,000 payments. */
export type CostPoint = {
  explore: number;
  /** Frauds that the model let pass. */
  missed: number;
  /** Frauds that it would have blocked and that were let through to learn. */
  learning: number;
  /** Honest payments that were blocked. */
  insult: number;
  total: number;
  /** Blocked payments whose outcome was learned. */
  learned: number;
};

export type PolicyId = "nothing" | "explore" | "weigh";

/** The shop under one policy: one entry a round in the arrays. */
export type ShopRun = {
  id: PolicyId;
  words: string;
  gini: readonly number[];
  entropy: readonly number[];
  /** Clicks a showing: of all visitors, of the many, of the few. */
  clicks: readonly number[];
  clicksMost: readonly number[];
  clicksFew: readonly number[];
  /** Share of the showings that went to items for the few. */
  fewShown: readonly number[];
  /** Rise of the Gini index from the first round to the last. */
  rise: number;
  /** Of the ten items that please most visitors, those shown less than an equal share in the last round. */
  starved: number;
};

/** One item's share of the showings, round by round. */
export type Ribbon = { item: string; few: boolean; rank: number; shares: readonly number[] };

export type Team = {
  id: PolicyId;
  words: string;
  /** Means over the retrainings after the first model; null where nothing could be measured. */
  seen: number | null;
  truth: number | null;
  recall: number | null;
  /** Mean of truth less measured, over the retrainings with both. */
  gap: number | null;
  /** The lowest true precision of them. */
  lowest: number | null;
  /** Largest absolute gap. */
  widest: number | null;
};

export type Numbers = {
  /** Payments in all periods shown, and in one. */
  payments: number;
  period: number;
  fraudRate: number;
  /** Share of fraud among the payments with a label, in the last period. */
  labelledRate: number;
  /** Precision of the first model on held-out payments, all labelled; share of bold frauds it catches, and the next. */
  firstPrecision: number;
  firstBoldRecall: number;
  nextBoldRecall: number;
  nextSeen: number;
  nextTruth: number;
  nextIdeal: number;
  /** The gap after the first retraining, truth less measured. */
  nextGap: number;
  /** Blocked payments that were learned in one period, mean. */
  learned: number;
  blockedOnce: number;
  /** EUR of fraud that exploration let through, per learned outcome. */
  priceOfLabel: number;
};

export type Result = ExperimentResult & {
  unseen: Unseen;
  rounds: readonly RoundPoint[];
  /** The true precision alone, for drawing by hand. */
  truth: readonly { label: string; value: number }[];
  teams: readonly Team[];
  /** The one that is chosen. */
  team: Team;
  /** What exploration without weights leaves of the gap: "closes", "halves" or "stays". */
  gauge: string;
  /** Whether a test of the features rings: "rings" or "silent". */
  watch: string;
  cost: readonly CostPoint[];
  shop: ShopRun;
  shops: readonly ShopRun[];
  ribbons: readonly Ribbon[];
  /** What becomes of the shop's click rate where nothing is done: "rises", "falls" or "stays". */
  clickRate: string;
  numbers: Numbers;
};
