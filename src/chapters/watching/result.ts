import type { ExperimentResult } from "../../core/contracts.ts";

/** Frauds whose labels arrived: of payments of `day`, known at the end of `known` (days of production, from 0); EUR of those that were stopped. */
export type Reports = readonly [day: number, known: number, stopped: number, passed: number, eur: number];
/** Rows that stood in the log later than on their own day. */
export type LateRows = readonly [day: number, known: number, stopped: number, passed: number];

/**
 * What the log of one service holds, by day of production. `known` is what could be read at the end of the day itself; the rest is what
 * was so in the end.
 */
export type Log = {
  payments: readonly number[];
  stopped: readonly number[];
  /** How often a stopped payment was looked at: a copy in the log is looked at again. */
  reviews: readonly number[];
  frauds: readonly number[];
  caught: readonly number[];
  /** EUR of the frauds that were stopped, and of those that went through. */
  caughtEur: readonly number[];
  missedEur: readonly number[];
  /** EUR of all payments that were stopped. */
  stoppedEur: readonly number[];
  /** Every label that is ever known, in no order. */
  reports: readonly Reports[];
  late: readonly LateRows[];
  /** The largest stability index among the features, over the seven days that end with this one, and whose it is. */
  drift: readonly number[];
  drifted: readonly string[];
  p50: readonly number[];
  p95: readonly number[];
  p99: readonly number[];
  /** Sums over the day's payments: chances of fraud as the scores have them, of all payments and of those stopped. */
  expectedFrauds: readonly number[];
  expectedCaught: readonly number[];
};

/** A week of production, for the line that is drawn. */
export type Week = { week: number; label: string; recall: number };

export type Numbers = {
  days: number;
  payments: number;
  features: number;
  /** The first day of the failure. */
  fromDay: number;
  /** Days after which nine of ten of the bank's reports are known. */
  wait: number;
  /** Payments from which the model learned. */
  trained: number;
  /** EUR a day before the failure, and from it on; and what it cost until the last day, against the twin. */
  resultBefore: number;
  resultAfter: number;
  harm: number;
  recallBefore: number;
  recallAfter: number;
  precisionBefore: number;
  precisionAfter: number;
  accuracyBefore: number;
  accuracyAfter: number;
  /** Recall as estimated without labels. */
  estimateBefore: number;
  estimateAfter: number;
  /** Recall of the week that ends on the opening day: as known then, as estimated then, and as it was. */
  openingKnown: number;
  openingEstimate: number;
  openingTrue: number;
};

export type Failed = {
  id: string;
  name: string;
  summary: string;
  cause: string;
  chapter: string;
  strength: string;
};

export type Result = ExperimentResult & {
  /** The service that fails, and its healthy twin. */
  logs: {
    broken: Log;
    healthy: Log;
    wait: number;
    fromDay: number /** Whether anything fails: at strength zero nothing does. */;
    fails: boolean;
  };
  failed: Failed;
  weeks: readonly Week[];
  numbers: Numbers;
};
