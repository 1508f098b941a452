import type { ExperimentResult } from "../../core/contracts.ts";

/** Training rows whose average lies from `low` to `high` (EUR); the reported frauds among them. */
export type ValueBin = Tally & { low: number; high: number; middle: number };

/** Rows, the reported frauds among them, and the 95 % interval of their share (Wilson). */
export type Tally = { rows: number; frauds: number; interval: readonly [number, number] };

/** The fraud rate over the feature: bins of real values, and the rows without one. */
export type Rates = {
  bins: readonly ValueBin[];
  /** `value` is the number written where there is none; null where the reason is kept beside it. */
  silent: Tally & { value: number | null };
  share: number;
};

/** Shares of the payments with a score from `low` to `high`, on the scale of log-odds. */
export type ScoreBin = { low: number; high: number; before: number; during: number };
export type Scores = {
  bins: readonly ScoreBin[];
  /** Log-odds at and above which a payment is stopped. */
  threshold: number;
  beforeRows: number;
  duringRows: number;
  /** Shares stopped. */
  beforeStopped: number;
  duringStopped: number;
  /** Mean score as a probability. */
  beforeMean: number;
  duringMean: number;
};

/** Frauds on active users in two hours of the day, over all days of production. */
export type HourBlock = {
  /** Hour of the day at which it begins. */
  from: number;
  /** Hours of the two that lie in the outage, the first ones. */
  outageHours: number;
  frauds: number;
  caught: number;
  caughtTwin: number;
  /** null where there are too few frauds to name a share. */
  recall: number | null;
  recallTwin: number | null;
};

/** Production payments of one hour and tenure, and those whose average is silent. */
export type SilentCell = { hour: number; tenure: number; rows: number; silent: number };

/** One way to write silence, and what the outage does to it. Recall on active users' frauds in the hours of the outage. */
export type Outcome = {
  id: string;
  words: string;
  model: "trees" | "logistic";
  frauds: number;
  /** The same payments, had the store answered. */
  before: number;
  during: number;
  /** 95 % (Wilson). */
  beforeInterval: readonly [number, number];
  duringInterval: readonly [number, number];
  /** 1 - during / before. NaN where nothing was caught before. */
  fall: number;
  /** Among the frauds whose average was lost. */
  lostFrauds: number;
  lostBefore: number;
  lostDuring: number;
  lostFall: number;
  /** ROC AUC on held-out training rows. */
  offline: number;
};

export type Numbers = {
  payments: number;
  trainingRows: number;
  productionRows: number;
  fraudRate: number;
  /** Training rows without an average: share, fraud rate there and elsewhere, and their ratio. */
  silentShare: number;
  silentRate: number;
  otherRate: number;
  rateRatio: number;
  /** Share of the silent training rows that are by new users. */
  silentNew: number;
  mean: number;
  median: number;
  /** Payments of active users in the outage, and those that lost their average. */
  activeRows: number;
  lostRows: number;
  /** Silent share of the production payments in the outage and at other hours; silent share of active users in the outage. */
  silentInside: number;
  silentOutside: number;
  activeFrauds: number;
  /** Share of the payments that may be stopped. */
  alerts: number;
  /** Averages of active users that training holds back, and as a share. */
  withheld: number;
  withheldShare: number;
  fallZero: number;
  fallMean: number;
  fallMedian: number;
  fallFlag: number;
  fallReason: number;
  fallLogisticMean: number;
  fallLogisticZero: number;
  fallTenure: number;
};

export type Result = ExperimentResult & {
  rates: Rates;
  scores: Scores;
  hours: readonly HourBlock[];
  cells: readonly SilentCell[];
  /** The chosen treatment's own line. */
  chosen: Outcome;
  outcomes: readonly Outcome[];
  others: readonly Outcome[];
  /** Which of mean, median, flag and reason loses least in the outage. */
  survivor: string;
  numbers: Numbers;
  /** Which of the two drift tests ring: "both", "test", "index" or "none". */
  drift: string;
};
