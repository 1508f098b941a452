import type { Estimate, ExperimentResult } from "../../core/contracts.ts";

/** The customers of training, those like them in the first weeks of production, and the new ones in the same weeks. */
export type GroupId = "training" | "mature" | "new";

export type Rate = { rows: number; frauds: number; rate: number; low: number; high: number };

/** Shares of a group's payments by amount, or by payments in the 24 hours before. Null where the group has no payment. */
export type Spread = {
  /** Middle of the bin: EUR, or payments. */
  at: number;
  label: string;
  training: number;
  mature: number | null;
  new: number | null;
};

/** How near a monitored feature came to an alarm. Tests that do not read its kind of column are null. */
export type Monitored = {
  feature: string;
  /** Kolmogorov-Smirnov, or chi-square for a category: the p-value after Holm, and its effect (D, or Cramér's V). */
  test: "Kolmogorov–Smirnov" | "chi-square";
  pValue: number;
  effect: number;
  /** The population stability index. */
  stability: number;
  rings: boolean;
};

/** Payments of about equal count by score: mean score against the rate of fraud, with its interval. */
export type ScoreBin = {
  group: GroupId;
  rows: number;
  score: number;
  rate: number;
  low: number;
  high: number;
};

export type Tally = { payments: number; frauds: number; alerts: number; caught: number; expected: number };

/** A week, counted from the first of production; those before it are held out from training. */
export type Week = { week: number; all: Tally; mature: Tally; new: Tally };

export type ModelId = "as-trained" | "retrained" | "recalibrated" | "with-cohort";

/** How a model did on the payments of one group after the repair went live; null where there is nothing to divide by. */
export type Outcome = {
  rows: number;
  frauds: number;
  expected: number;
  /** Frauds over those that the score expects, with its interval. */
  ratio: number | null;
  ratioLow: number;
  ratioHigh: number;
  recall: Estimate | null;
  precision: Estimate | null;
  /** Share of the payments that are stopped. */
  stopped: number;
  /** EUR per 1,000 payments. */
  cost: number | null;
};

export type ModelResult = { id: ModelId; words: string; mature: Outcome; new: Outcome; all: Outcome };

export type Mix = {
  before: number;
  now: number;
  mix: number;
  rate: number;
  interaction: number;
};

export type Numbers = {
  trainingWeeks: number;
  comparedWeeks: number;
  features: number;
  /** Share of the frauds that are never reported. */
  neverReported: number;
  trainingRows: number;
  comparedRows: number;
  newRows: number;
  newShare: number;
  trainingRate: number;
  matureRate: number;
  /** Null without a payment by new customers. */
  newRate: number | null;
  rateRatio: number | null;
  /** Frauds of the new customers in the first weeks: those that the score expects, and those that came. */
  expectedNew: number;
  foundNew: number;
  /** Came over expected. */
  expectedRatio: number | null;
  /** Held-out payments, against the last weeks of production as the trained model scored them. */
  heldPrecision: number;
  laterPrecision: number;
  heldRecall: number;
  laterRecall: number;
  /** Frauds let through in 1,000 payments. */
  heldMissed: number;
  laterMissed: number;
  missedRatio: number;
  heldCost: number;
  laterCost: number;
  /** The share of payments that is stopped in the end is set on held-out payments by this score. */
  threshold: number;
  /** The repair: payments and reported frauds of new customers that it learns from, and when it goes live. */
  learnedRows: number;
  learnedFrauds: number;
  liveDay: number;
  waitDays: number;
  collectDays: number;
  delayDays: number;
  /** Share of the reported frauds that are reported within the wait. */
  reportedInWait: number;
  /** Frauds of new customers let through between onboarding and the repair: count, and EUR. */
  missedMeanwhile: number;
  missedMeanwhileEur: number;
  /** Days of production on which onboarding began. */
  from: number;
};

export type Result = ExperimentResult & {
  amounts: readonly Spread[];
  velocity: readonly Spread[];
  rates: Readonly<Record<GroupId, Rate | null>>;
  monitored: readonly Monitored[];
  calibration: readonly ScoreBin[];
  weeks: readonly Week[];
  mix: Mix | null;
  models: readonly ModelResult[];
  /** The one of `models` that is chosen. */
  chosen: ModelResult;
  numbers: Numbers;
  /** Which of the four kinds of drift alarm ring: "none", "test", "index", "classifier" or "several". */
  drift: "none" | "test" | "index" | "classifier" | "several";
  /** The column that the worst-segment search names, by itself; "none" where it names none, or two together. */
  named: string;
  /** What becomes of the precision, from the held-out payments to the last weeks: "rises", "falls" or "stays". */
  precision: "rises" | "falls" | "stays";
};
