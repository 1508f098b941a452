import type { Estimate, ExperimentResult } from "../../core/contracts.ts";

/** A payment on the map: amount (EUR) and age of the account (days). */
export type Place = readonly [amount: number, tenure: number];

/** Three weeks on the map: a sample of the payments that are no fraud, and the frauds (thinned where they are many). */
export type Places = { rows: number; frauds: number; payments: readonly Place[]; stolen: readonly Place[] };

/** A field of the map, in doublings of EUR and of days, and the share of its payments that the model stops. */
export type Stop = { x1: number; x2: number; y1: number; y2: number; share: number };

/** A part of the map as a table: its payments, and its frauds then and now. */
export type Field = {
  amounts: string;
  tenures: string;
  before: { rows: number; frauds: number };
  after: { rows: number; frauds: number };
  stopped: number;
};

/** Shares of the payments by amount or by age of the account; `at` in doublings. */
export type Spread = { at: number; label: string; training: number; production: number };

/** The frauds of production under one shape of change: day of production and EUR. */
export type ShapeDots = {
  shape: string;
  isChosen: boolean;
  dots: readonly (readonly [day: number, amount: number])[];
};

export type Week = {
  /** From production's first; those before it are held out from training. */
  week: number;
  payments: number;
  frauds: number;
  /** ROC AUC of the model as trained, with its interval; null with too few frauds. */
  auc: number | null;
  low: number;
  high: number;
  /** On the healthy twin. */
  twin: number | null;
  /** After the chosen repair has gone live; null before, and without one. */
  repaired: number | null;
  /** Share of the payments on which the model errs, and on the twin. */
  errors: number;
  errorsTwin: number;
};

/** One stream detector on this very world. Times in days of production. */
export type Rung = {
  id: string;
  name: string;
  alarms: readonly number[];
  /** As `alarms`: "found" (the first in the window of a change), "repeat" (a later one there), "false". */
  kinds: readonly ("found" | "repeat" | "false")[];
  /** From the change (the first that was found) to its alarm; the same had every label been there at once. */
  delay: number | null;
  detection: number | null;
  f1: number;
  dummyF1: number;
  beats: boolean;
  /** False alarms on the healthy twin. */
  twinAlarms: number;
};

export type Strip = {
  rungs: readonly Rung[];
  changes: readonly number[];
  window: number;
  /** First and last moment at which an error can enter. */
  starts: number;
  ends: number;
  read: number;
  /** Why there is no line of errors; null where there is one. */
  reason: string | null;
};

/** One stream detector over many draws of the frauds of the same payments. */
export type Drawn = {
  id: string;
  name: string;
  /** Changes that were found, of all in all draws. */
  found: number;
  of: number;
  foundInterval: readonly [number, number];
  /** Mean days from change to alarm; a change that is not found counts as the whole window. */
  delay: Estimate;
  /** Alarms in four weeks, counted before the change, where each is false. */
  falseAlarms: Estimate;
  f1: Estimate;
  /** F1 of a dummy that rings as often as this detector did. */
  dummyF1: number;
  /** Whether the whole interval of the F1 lies above the dummy's. */
  beats: boolean;
};

export type Answer = {
  id: string;
  words: string;
  auc: Estimate | null;
  learnedRows: number;
  learnedFrauds: number;
};

export type Monitored = {
  feature: string;
  test: "Kolmogorov–Smirnov" | "chi-square";
  pValue: number;
  effect: number;
  /** Null where the index cannot tell. */
  stability: number | null;
  rings: boolean;
};

export type Numbers = {
  heldRows: number;
  trainingDays: number;
  productionWeeks: number;
  features: number;
  fraudRate: number;
  fraudRateNow: number;
  /** Frauds after the change that were no fraud before it, of all. */
  moved: number;
  movedShare: number;
  payments: number;
  /** Of all payments: stopped, right among them, and errors of the model. */
  stoppedShare: number;
  errorsBefore: number;
  errorsAfter: number;
  accuracyBefore: number;
  accuracyAfter: number;
  recallBefore: number;
  recallAfter: number;
  missedEur: number;
  twinAuc: number;
  afterAuc: number;
  /** Of the eight: how many found the (first) change, how many did without a false alarm, how many beat the dummy over all draws. */
  found: number;
  clean: number;
  beat: number;
  draws: number;
  best: string;
  bestDelay: number;
  bestDetection: number;
  bestMaturity: number;
  liveDay: number;
  windowDays: number;
  wait: number;
  answerNone: number;
  answerAll: number;
  answerWindow: number;
};

export type Result = ExperimentResult & {
  before: Places;
  after: Places;
  stops: readonly Stop[];
  fields: readonly Field[];
  amounts: readonly Spread[];
  tenures: readonly Spread[];
  shapes: readonly ShapeDots[];
  weeks: readonly Week[];
  strip: Strip;
  drawn: readonly Drawn[];
  answers: readonly Answer[];
  chosen: Answer;
  monitored: readonly Monitored[];
  numbers: Numbers;
  /** What the panel says of two detectors. */
  verdicts: { adwin: string; pageHinkley: string };
  /** Which of the feature tests ring: "none", "test", "index", "classifier" or "several". */
  drift: "none" | "test" | "index" | "classifier" | "several";
};
