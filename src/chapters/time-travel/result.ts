import type { Estimate, ExperimentResult, TwoClocksCase } from "../../core/contracts.ts";

/** Two days of one user of this world. Moments in hours from the first midnight; a number of the day in `knownAt` too. */
export type Timeline = {
  user: string;
  /** The first midnight, in milliseconds. */
  startAt: number;
  /** Hours shown. */
  hours: number;
  payments: readonly {
    at: number;
    amount: number;
    fraud: boolean;
    /** The feature in the training row, and when that number could first be read. Null where there is none. */
    trained: number | null;
    knownAt: number | null;
    served: number | null;
  }[];
  /** Reports that arrived in these days: when, and when the fraud was (it may lie before the first midnight). */
  reports: readonly { at: number; fraudAt: number }[];
  batches: readonly { at: number; value: number }[];
};

/** The training payments of one hour of the day. */
export type HourOfLead = {
  hour: number;
  payments: number;
  /** Mean hours from the payment to the moment at which its feature could first be read: ahead above 0, old below. */
  ahead: number;
};

/** Training rows by what they hold and what would have been served; the last value stands for itself and all above. */
export type Cell = { trained: number; served: number; rows: number; frauds: number };

/** ROC AUC of the count alone, read so many hours after the payment (before it, where negative). */
export type Reach = { hours: number; auc: number; low: number; high: number };

export type PolicyAuc = { policy: string; words: string; offline: Estimate; production: Estimate };

export type Numbers = {
  /** Payments in training and production. */
  payments: number;
  /** Training is cut in time into what the models learn from and what is held out. */
  fitWeeks: number;
  heldWeeks: number;
  trainingRows: number;
  productionRows: number;
  /** Share of the training payments that were reported as fraud. */
  fraudRate: number;
  /** Share of the reports that arrived before the batch of the fraud's own day. */
  sameDay: number;
  /** Training rows whose feature could be read only after the payment: count, share; hours on average and at most. */
  ahead: number;
  aheadShare: number;
  meanAhead: number;
  longestAhead: number;
  /** Training rows that hold another number than would have been served. */
  changed: number;
  changedShare: number;
  /** Fraud rate where training holds more than would have been served, and in the other rows. */
  travelledFraudRate: number;
  otherFraudRate: number;
  /** ROC AUC of the count alone: as training holds it, as it would have been served to the same rows. */
  countTrained: number;
  countServed: number;
  /** Share of the model's gain that the count brings. */
  countGain: number;
  /** offline less production, under each policy. */
  gapByDate: number;
  gapLastBatch: number;
  gapAsOf: number;
};

/** Which of the two drift tests ring: "both", "test", "index" or "none". */
export type Drift = "both" | "test" | "index" | "none";

export type Result = ExperimentResult & {
  case: TwoClocksCase;
  timeline: Timeline | null;
  lead: readonly HourOfLead[];
  rows: readonly Cell[];
  auc: readonly PolicyAuc[];
  reach: readonly Reach[];
  numbers: Numbers;
  drift: Drift;
};
