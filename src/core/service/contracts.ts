/**
 * The shapes of the running service: a payments company whose model is live for some weeks, in which failures begin.
 * Types alone: nothing here runs. Moments are milliseconds since 1970, UTC; money is EUR; days of production count from 0.
 */
import type { DetectorInput, Finding } from "../contracts.ts";
import type { PaymentFeatures } from "../features/features.ts";
import type { BoostedTrees, BoostedTreesOptions } from "../models/boosted-trees.ts";
import type { PaymentsWorld } from "../world/types.ts";

/** A failure that begins on a day of production (from 0, at midnight UTC) at a strength from 0 (nothing happens) to 1. */
export type Beginning = { id: string; fromDay: number; strength: number };

/** What a service is made from. What is left out takes its default. */
export type ServiceSettings = {
  seed: number;
  /** Payments in training and production together, about. Default 12,000. */
  rows?: number;
  /** Days of the training table, at least 21. Default 42. */
  trainingDays?: number;
  /** Days of production. Default 35. */
  productionDays?: number;
  /** What breaks; none for the healthy twin. The order does not matter. */
  failures?: readonly Beginning[];
};

/** What a person would do about a failure. */
export type RepairId =
  | "roll-back"
  | "fix-the-join"
  | "restore-the-feed"
  | "keep-absence"
  | "one-transform"
  | "retrain"
  | "wait-for-labels"
  | "explore"
  | "gate-the-batch"
  | "segment"
  | "correct-the-threshold"
  | "scale-the-service"
  | "restore-the-reports"
  | "nothing";
export type Repair = { id: RepairId; name: string /** What is done, in one sentence. */; summary: string };

/** What the model of the next release learns from; a failure changes it and hands it on. */
export type Recipe = {
  /** The features as this training reads them, for every payment of the world. */
  features: PaymentFeatures;
  /** Rows of the world to fit on. */
  fit: Int32Array;
  /** One label a payment of the world: 1 where a fraud counts as known. */
  labels: Uint8Array;
  /** Rows on whose scores the threshold is set. */
  held: Int32Array;
  /** Share of the held rows that is to be stopped; the threshold follows from it. */
  alertShare: number;
  /** True where the threshold of the version before is kept instead. */
  keepsThreshold: boolean;
  options: BoostedTreesOptions;
};

/** What the service answers: one entry a payment of the world in every array, those before production included. */
export type Answers = {
  /** The model's probability of fraud, from 0 to 1. */
  score: Float64Array;
  /** A payment is stopped for review where its score is at or above this. */
  threshold: Float64Array;
  latencyMs: Float64Array;
  /** When the row stood in the log that dashboards and detectors read. */
  arrivedAt: Float64Array;
  /** How many times it stands there: 1, or 2. */
  copies: Uint8Array;
  /** When the fraud was reported; NaN where there is none, or none ever will be. */
  reportedAt: Float64Array;
  /** 1 where nobody will ever know whether it was fraud: the label stays empty. */
  unlabelled: Uint8Array;
};

/** What a hook of a failure knows about its own beginning. */
export type Start = {
  /** Above 0, at most 1. */
  strength: number;
  /** Day of production, from 0. */
  fromDay: number;
  /** The midnight at which it begins. */
  at: number;
  /** The first payment at or after that moment, in the world that the hook is handed. */
  row: number;
  /** A uniform number for every payment of that world: the same payment keeps its draw whatever else happens. */
  draws(name: string): Float64Array;
  /** The same for every user. */
  userDraws(name: string): Float64Array;
};

/**
 * One way for the service to fail: a file in `failures/`, its default export. The hooks stand in the order in which things
 * happen, and two failures compose since each hook hands on what it was given, changed only from its own day on.
 */
export type Failure = {
  /** The file's name. */
  id: string;
  name: string;
  /** Id of the chapter that shows it. */
  chapter: string;
  /** Id of the fault in `core/faults` that it is kin to, or null for plain operations. */
  fault: string | null;
  /** What happens, in one sentence. */
  summary: string;
  /** What a person would name as the cause: a short noun phrase, unlike that of any other failure. */
  cause: string;
  /** What mends it best. */
  repair: RepairId;
  /** Other repairs that stop the loss as well, if at a higher price. */
  alsoHelps: readonly RepairId[];
  /** The strength at which it is worth showing. */
  strength: number;
  /** The strength in words with its unit: "30 % of the rows". */
  strengthWords(strength: number): string;
  /** What happens in the world: frauds, amounts, methods, users. */
  happens?(world: PaymentsWorld, start: Start): PaymentsWorld;
  /** 0 for each payment that is not made after all. */
  keeps?(world: PaymentsWorld, start: Start): Uint8Array;
  /** When the bank reports: one entry a chargeback of the world, NaN for never. */
  reports?(reportedAt: Float64Array, world: PaymentsWorld, start: Start): Float64Array;
  /** A release goes live on its day: what the new version learns from. `before` was live until then. */
  learns?(recipe: Recipe, world: PaymentsWorld, start: Start, before: Version): Recipe;
  /** What the model is served: features of every payment, changed in rows from `start.row` on. */
  serves?(features: PaymentFeatures, world: PaymentsWorld, start: Start): PaymentFeatures;
  /** Scores, thresholds, latency, arrival, and which reports reach the labels. */
  answers?(answers: Answers, world: PaymentsWorld, start: Start): Answers;
};

/** A model that was live from a moment on. */
export type Version = {
  /** "v1", "v2" ... */
  name: string;
  /** Day of production on which it went live (from 0); -1 for the one that production began with. */
  fromDay: number;
  /** Ids of the failures that this release brought; none for the first one. */
  because: readonly string[];
  model: BoostedTrees;
  edges: readonly Float64Array[];
  threshold: number;
  /** The features as its training read them. */
  training: PaymentFeatures;
  /** The rows of the world that it learned from, first and last moment, and how many. */
  fit: Int32Array;
  /** The rows on which its threshold was set, and to which production is compared. */
  held: Int32Array;
  learnedFrom: { startAt: number; endAt: number; rows: number; frauds: number };
};

/** Everything that happened, with both clocks. One entry a payment of the world in every array. Treat it as read-only. */
export type Service = Answers & {
  settings: Required<ServiceSettings>;
  /** What happened. Its chargebacks are the labels as they reach the company, late or never. */
  world: PaymentsWorld;
  /** The features as served in production; before production as they were then. */
  production: PaymentFeatures;
  /** In the order of going live. */
  versions: readonly Version[];
  /** Index into the versions. */
  version: Uint8Array;
  /** Index into ACTIONS: 0 approved, 1 stopped for review. */
  action: Uint8Array;
  /** The row of the healthy world that each payment is: their own numbers where none was dropped. */
  origin: Int32Array;
  /** First row of each day of production; behind the last day the number of payments. */
  firstRow: Int32Array;
};

/** EUR of one day. */
export type Money = {
  /** Fraud that was stopped. */
  stopped: number;
  /** Fraud that went through. */
  lost: number;
  /** What good payments that were stopped cost (5 % of their amounts). */
  falseAlarms: number;
  /** 4 EUR for each payment that was looked at. */
  reviews: number;
  /** lost + falseAlarms + reviews: what fraud and its defence cost, as in `core/metrics/cost.ts`. */
  cost: number;
  /** stopped - falseAlarms - reviews: what the model earns against letting everything through. The business result. */
  result: number;
};

/** The figures of one day of production. A value that cannot be formed is NaN. Shares are 0 to 1. */
export type Day = {
  /** From 0. */
  day: number;
  /** Rows in the log, copies included. */
  volume: number;
  payments: number;
  frauds: number;
  /** Payments stopped for review. */
  alerts: number;
  precision: number;
  recall: number;
  accuracy: number;
  rocAuc: number;
  meanScore: number;
  meanAmount: number;
  /**
   * Population stability index of the scores of the last seven days against those of the live version's held-out training rows, in
   * 10 bins, less what chance alone gives it on average.
   */
  scoreDrift: number;
  /** The largest such index among the features but the age of the account, and whose it is. */
  featureDrift: number;
  driftedFeature: string;
  /** Share of the feature values that are absent, over all features. */
  missing: number;
  latency: { p50: number; p95: number; p99: number };
  /** Performance as estimated without labels (CBPE, `core/models/expected-performance.ts`). */
  expected: { rocAuc: number; precision: number; recall: number };
  money: Money;
  /** Share of the day's frauds that had been reported. 1 for the truth. */
  matured: number;
};

/** What a detector reads, but for the columns. */
export type ServiceInput = Omit<DetectorInput, "columns">;

/**
 * The tables of a detector: training and a production window; the same with the history behind the training rows; the rows of
 * production twice, as training would compute them and as they were served; or the production window alone.
 */
export type View = "windows" | "past" | "same-rows" | "log";

/** A stretch of production that detectors look at. */
export type Window = {
  /** First day, from 0. */
  fromDay: number;
  /** The day behind the last one. */
  toDay: number;
  /** Labels and rows as known at the end of this day (from 0); infinity for all that will ever be known. Default: infinity. */
  asKnownOn?: number;
};

/** What a registered detector said of a window, over all columns it was given. */
export type ServiceAlarm = {
  detector: string;
  /** "rings" where any column rings after Holm's correction; else "silent" where any is silent. */
  verdict: Finding["verdict"];
  findings: readonly { columns: readonly string[]; finding: Finding }[];
};
