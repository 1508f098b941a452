import type { Estimate, ExperimentResult, Verdict } from "../../core/contracts.ts";

/** What a retraining reads: labels that had time to come, labels as they stand, or a column that holds the label. */
export type Recipe = "mature" | "stand" | "leaked";
export type PolicyId = "never" | "scheduled" | "triggered";

/** A fraud of production: day (with its fraction), age of the account in days, EUR, and whether it is one of the new ways. */
export type Theft = readonly [day: number, tenure: number, amount: number, isNew: 0 | 1];

/** The verdict of the gate on a version, with what it was based on. Costs in EUR per 1,000 payments. */
export type Check = {
  day: number;
  rows: number;
  frauds: number;
  challenger: number;
  champion: number;
  /** Champion less challenger, and its standard error. */
  saved: number;
  error: number;
  auc: number | null;
  keepsPromise: boolean;
  released: boolean;
};

/** A stretch of days on which a version decided, week by week with its recall. */
export type Stretch = {
  from: number;
  to: number;
  weeks: readonly { from: number; to: number; recall: number | null }[];
};

/** One version on the time line. */
export type Line = {
  name: string;
  day: number;
  from: number;
  to: number;
  rows: number;
  frauds: number;
  /** Share of the frauds of its window that were not known on its day. */
  missing: number;
  exam: number | null;
  alarm: number | null;
  check: Check | null;
  served: readonly Stretch[];
  /** Of the days on which it decided. */
  recall: number | null;
  auc: number | null;
};

export type TimeLine = {
  policy: PolicyId;
  lines: readonly Line[];
  alarms: readonly number[];
  /** Stretches of days on which thieves had the new ways. */
  changed: readonly { from: number; to: number }[];
  gate: boolean;
  shadow: number;
  settled: number;
  roll: { to: number; from: number; reached: boolean } | null;
};

export type Week = { week: number; recall: number | null; auc: number | null; low: number; high: number };

/** What one policy brings and costs. Costs in EUR per 1,000 payments. */
export type Outcome = {
  id: PolicyId;
  words: string;
  weeks: readonly Week[];
  days: readonly number[];
  retrainings: number;
  recall: number;
  precision: number;
  auc: Estimate;
  stopped: number;
  missed: number;
  reviews: number;
  insult: number;
  /** The retrainings themselves. */
  retraining: number;
  total: number;
};

/** Versions that learn from so many days: one on a quiet day, one four weeks after the change; each with the ROC AUC of its next four weeks. */
export type WindowPoint = { window: number; quiet: number | null; changed: number | null };

/** Retrained on schedule in a world where nothing changes. */
export type Harm = {
  id: Recipe | "never";
  words: string;
  /** Mean of the versions' exams, and the ROC AUC that production gave. */
  exam: number | null;
  auc: number;
  recall: number;
  cost: number;
  missing: number;
  tried: number;
  released: number;
};

export type Numbers = {
  trainingDays: number;
  productionDays: number;
  changeDay: number;
  features: number;
  line: number;
  settled: number;
  fraudRate: number;
  /** Recall of the first version, left as it is, before the day of the change and from it on. */
  neverBefore: number;
  neverAfter: number;
  retrainings: number;
  /** The alarm that led to the first retraining on an alarm, and how many followed an alarm that nothing stood behind. */
  firstAlarm: number | null;
  falseRetrainings: number;
  /** Cost of never retraining less that of the policy. */
  savedScheduled: number;
  savedTriggered: number;
  /** Days of the new ways in the window of the first version that an alarm asked for, the window's days, and its day. */
  newDays: number;
  alarmWindow: number;
  alarmDay: number | null;
  /** Days that the gate holds a version back. */
  gateDays: number;
  /** Cost of the days from the roll-back on, with it and without. */
  rollWith: number;
  rollWithout: number;
  /** In the world without a change: what the schedule saves, the recall that immature labels lose, exam less production of the leak. */
  healthyGain: number;
  standRecall: number;
  leakedGap: number;
};

/** The two checks that a person takes to work, on one version of the schedule. */
export type Papers = {
  day: number;
  from: number;
  to: number;
  rows: number;
  known: number;
  inTheEnd: number;
  youngest: number;
  check: Check;
  exam: number;
};

export type Result = ExperimentResult & {
  thefts: readonly Theft[];
  outcomes: readonly Outcome[];
  never: readonly number[];
  best: PolicyId;
  timeLine: TimeLine;
  chosen: Outcome;
  windows: readonly WindowPoint[];
  harm: readonly Harm[];
  /** The same, each version having to pass the gate; `shownHarm` is the one that is in force. */
  gatedHarm: readonly Harm[];
  shownHarm: readonly Harm[];
  papers: Papers;
  numbers: Numbers;
  /** What the panel says of some detectors. */
  verdicts: Readonly<
    Record<
      "hddm" | "hddmTwin" | "pageHinkley" | "stand" | "golden" | "stability" | "eddm" | "eddmTwin",
      Verdict
    >
  >;
};
