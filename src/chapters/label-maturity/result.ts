import type { ExperimentResult, Verdict } from "../../core/contracts.ts";

/** A number of frauds with its 95 % interval. */
export type Counted = { value: number; low: number; high: number };

/** A week of production, counted from 0; the last one ends on the day of the reading. */
export type Week = {
  week: number;
  days: number;
  payments: number;
  /** Payments that the live model stopped, and those of them that had been reviewed. */
  stopped: number;
  reviewed: number;
  /** Frauds: all that happened; those that become known in the end; those known on the day. */
  truth: number;
  final: number;
  known: number;
  /** Of these, the ones that the model stopped: in the end, and as known on the day. */
  caught: number;
  caughtKnown: number;
  /** Mean chance that a report on the payments let through would have arrived by the day. */
  chance: number;
  /** Frauds that will be known in the end, and those stopped among them, as estimated on the day; null where it is too early. */
  estimate: Counted | null;
  caughtEstimate: number | null;
  /** Whether all its payments are as old as the maturity window asks. */
  mature: boolean;
};

/** Share of the customers' reports that have arrived by an age. */
export type CurvePoint = {
  days: number;
  /** As estimated on the day, with its band; null beyond the longest delay that could be seen. */
  arrived: number | null;
  low: number | null;
  high: number | null;
  /** Of all reports that ever come. */
  truth: number;
};

export type Maturity = {
  curve: readonly CurvePoint[];
  /** Ages (days) at which half and 95 % of the reports have arrived, as estimated on the day; null where they can't be told. */
  half: number | null;
  mature: number | null;
  /** The true age at which 95 % have arrived. */
  truth: number;
  /** Reports that the estimate rests on. */
  reports: number;
};

export type ReadingId = "as-they-stand" | "mature" | "weighted";

/** A model trained on the day, judged on the payments of the two weeks after it, once all their labels are in. */
export type Retrained = {
  id: ReadingId | "live";
  words: string;
  /** Days of production from which it learned; null for the live model. */
  from: number | null;
  to: number | null;
  rows: number;
  /** Frauds among them as it was told, and in the end. */
  frauds: number;
  fraudsInTheEnd: number;
  expected: number;
  came: number;
  /** Frauds that came for each that its scores expect; null where it expects none. */
  ratio: number | null;
  recall: number;
  recallInterval: readonly [number, number];
  stopped: number;
  rocAuc: number;
  /** EUR per 1,000 payments. */
  cost: number;
};

/**
 * How long a stream took to ring after the wave began, in days: what it would have taken with every label at once, and what
 * waiting for labels added. Null where it did not ring, or too few labels had come.
 */
export type Delay = {
  detector: string;
  name: string;
  delay: number | null;
  detection: number | null;
  maturity: number | null;
};

export type Numbers = {
  payments: number;
  fraudRate: number;
  /** The maturity window, in days. */
  window: number;
  /** Weeks at the end of the picture in which the rate as known fell below the week before. */
  falling: number;
  /** The newest week: rates as known, in the end, and of all frauds; the share not known yet. */
  lastKnown: number;
  lastFinal: number;
  lastTruth: number;
  understated: number;
  lastChance: number;
  /** As estimated by inverse chances; null where it is too early. `estimateOff` is its distance from the end, relative. */
  lastEstimate: number | null;
  estimateOff: number | null;
  /** The newest week that is mature; null where there is none. */
  matureWeek: number | null;
  matureKnown: number | null;
  matureFinal: number | null;
  matureOff: number | null;
  /** Frauds of the last two weeks that are not known yet. */
  missing: number;
  lastRecallKnown: number | null;
  lastRecallFinal: number | null;
  lastRecallTruth: number | null;
  /** Whether the newest week's recall, as reported, is too "high", too "low", or the "same" as in the end, to three points. */
  recallNow: "high" | "low" | "same";
  /** All weeks together. */
  recallFinal: number;
  recallTruth: number;
  trainDays: number;
  testDays: number;
  alerts: number;
  waveDay: number;
};

/** A week's fraud rate as it was read on one day; null where the day lies after that of the picture. */
export type Read = { week: number; day: number; rate: number | null };

export type Result = ExperimentResult & {
  triangle: readonly Read[];
  weeks: readonly Week[];
  maturity: Maturity;
  models: readonly Retrained[];
  /** The one that is read as the setting says. */
  chosen: Retrained;
  /** The newest fraud rate that is reported when labels are read so; null where none can be. */
  shownRate: number | null;
  delays: readonly Delay[];
  numbers: Numbers;
  /** How the alarm on the label rate answers without and with the times of the reports. */
  naive: Verdict;
  timed: Verdict;
};
