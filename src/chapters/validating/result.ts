import type { ExperimentResult } from "../../core/contracts.ts";
import type { Kind } from "./delivery.ts";
import type { Ledger } from "./ledger.ts";

/**
 * What became of a row. "passed": nothing is wrong with it, and it was scored; "right": something is, and it was held; "wrong": nothing
 * is, and it was held; "silent": something is, and it was scored like any other.
 */
export type Fate = "passed" | "right" | "wrong" | "silent";

/** The first broken day's file as a strip: rows in the order in which they stand, thinned out where there are many. */
export type Strip = {
  day: number;
  /** All rows of the file, and how many each fate has. */
  rows: number;
  counts: Readonly<Record<Fate, number>>;
  /** Rows that had not come. */
  absent: number;
  /** The rows drawn: whether something is wrong with each, and its lane, an index into `lanes`; -1 where it passed. */
  drawn: readonly { broken: boolean; lane: number }[];
  /** The rules that held rows, the busiest first: words, and rows of the whole file. */
  lanes: readonly { words: string; rows: number; batch: boolean }[];
  stopped: boolean;
};

export type DayLine = Readonly<Record<Fate, number>> & { day: number; absent: number; stopped: number };

/** One rule over the broken days and over the same days of the healthy twin: rows held first by it, and batches stopped. */
export type RuleLine = {
  id: string;
  words: string;
  level: "row" | "batch";
  from: "learned" | "edited" | "added";
  held: number;
  stopped: number;
  healthyHeld: number;
  healthyStopped: number;
};

export type GateId = "open" | "shut" | "learned" | "reviewed" | "yours";
/** A gate over the broken days, and what it costs on days when nothing is wrong; EUR per 1,000 payments. */
export type GateLine = Ledger & { id: GateId; healthy: number };

/** Row rules learned from so many healthy rows, held against others: shares of healthy rows held, and of slipped amounts caught. */
export type SweepPoint = { rows: number; slack: number; held: number; caught: number };

/** Batch rules learned from so many healthy days: shares of other healthy days that are stopped, by any rule and by one on average. */
export type StopPoint = { days: number; deviations: number; any: number; one: number };

/** One failure before each gate: share of its rows held, and EUR per 1,000 payments that the gate saves against an open one. */
export type Outcome = {
  id: Kind;
  open: number;
  caughtLearned: number;
  caughtReviewed: number;
  savedLearned: number;
  savedReviewed: number;
  stoppedLearned: number;
  rocAucTwin: number;
  rocAucOpen: number;
};

export type Numbers = {
  rowsPerDay: number;
  referenceRows: number;
  referenceDays: number;
  rules: number;
  rowRules: number;
  batchRules: number;
  firstBroken: number;
  brokenDays: number;
  low: number;
  high: number;
  /** Of the broken rows, under the chosen rules. */
  caught: number;
  hitRows: number;
  silentRows: number;
  /** On the healthy twin, over all its days: share of the rows held, and batches stopped. */
  healthyHeld: number;
  healthyRows: number;
  healthyStopped: number;
  healthyBatches: number;
  /** EUR per 1,000 payments of the broken days. */
  base: number;
  open: number;
  learned: number;
  reviewed: number;
  shut: number;
  chosen: number;
  saved: number;
  rocAucTwin: number;
  rocAucOpen: number;
  /** What a stopped payment costs: EUR for the look, and the share of the amount of a good one. */
  reviewFee: number;
  insultShare: number;
};

/** The rules of the gate as a file, the columns of the feed, and the ones that were learned. */
export type RuleFile = { json: string; learned: string; columns: readonly string[] };

export type Result = ExperimentResult & {
  strip: Strip;
  days: readonly DayLine[];
  lines: readonly RuleLine[];
  rules: RuleFile;
  gates: readonly GateLine[];
  cheapest: GateId;
  sweep: readonly SweepPoint[];
  /** Of 10,000 healthy rows those that break rules learned from 1,000 others without slack, as measured and as expected. */
  law: { measured: number; expected: number };
  stops: readonly StopPoint[];
  outcomes: readonly Outcome[];
  /** The kinds of which the learned rules hold next to nothing. */
  unseen: { count: number };
  numbers: Numbers;
};
