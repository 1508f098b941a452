import type { ExperimentResult } from "../../core/contracts.ts";
import type { Break } from "../../core/faults/broken-feed.ts";

/** A field as it came: as it should be, absent, or wrong. */
export type Cell = { text: string; state: "good" | "absent" | "wrong" };

/**
 * What became of a row. "through": nothing is wrong with it, and it was let through; "silent": something is, and it was; "caught":
 * it was turned away (or, late, waited for); "false-alarm": nothing is wrong with it, and it was turned away; "not-there": it
 * had not come when its batch was scored.
 */
export type Fate = "through" | "silent" | "caught" | "false-alarm" | "not-there";

/** One row of the file that a day's batch is made from. */
export type BatchRow = { time: string; cells: readonly Cell[]; fate: Fate; copy: boolean };
export type Batch = {
  day: number;
  columns: readonly string[];
  rows: readonly BatchRow[];
  shut: boolean;
  /** Rows that are "caught" were waited for, and scored a day later. */
  waits: boolean;
};

/** One day of production under the chosen gate: rows by what became of them. */
export type Day = {
  day: number;
  rows: number;
  through: number;
  silent: number;
  caught: number;
  falseAlarms: number;
  notThere: number;
  /** 1 where the batch waited a day for rows to come. */
  waited: number;
};

/** What the decisions of a day cost beyond those of the healthy twin, in EUR; and the good payments that were stopped. */
export type Money = {
  day: number;
  open: number;
  shut: number;
  stoppedOpen: number;
  stoppedShut: number;
  stoppedTwin: number;
};

/** One kind of break with the gate open and shut, over the broken days. */
export type Outcome = {
  id: Break;
  /** Share of the broken rows that the gate turned away (or waited for). */
  caught: number;
  /** EUR per 1,000 payments beyond the healthy twin. */
  open: number;
  shut: number;
  rocAucOpen: number;
  rocAucShut: number;
  stoppedOpen: number;
  stoppedShut: number;
};

export type Mark = "rings" | "silent" | "cannot-tell" | "false-alarm";
export type MatrixRow = { kind: Break; caught: number; marks: Readonly<Record<string, Mark>> };

/** A range rule: the share of healthy amounts that it calls odd, and the share of the slipped ones that it catches. */
export type Strictness = { odd: number; turned: number; caught: number; chosen: boolean };

export type Numbers = {
  features: number;
  trainingDays: number;
  rowsPerDay: number;
  firstBroken: number;
  brokenDays: number;
  rows: number;
  hitRows: number;
  alerts: number;
  /** EUR per 1,000 payments of the broken days, and beyond the healthy twin. */
  costTwin: number;
  costOpen: number;
  costShut: number;
  cost: number;
  extraOpen: number;
  extraShut: number;
  extra: number;
  saved: number;
  /** The same over the week after it was mended (fewer days at the end); 0 where there is none. */
  afterDays: number;
  afterOpen: number;
  afterShut: number;
  rocAucTwin: number;
  rocAucOpen: number;
  rocAucShut: number;
  /** Shares of the good payments stopped. */
  stoppedTwin: number;
  stoppedOpen: number;
  stoppedShut: number;
  /** Of the broken rows under a shut gate. */
  caught: number;
  /** On the healthy twin, over all days: share of rows turned away, batches that waited, and EUR per 1,000 payments. */
  twinTurned: number;
  twinWaited: number;
  twinCost: number;
  low: number;
  high: number;
  leastRows: number;
};

export type Result = ExperimentResult & {
  batch: Batch;
  days: readonly Day[];
  money: readonly Money[];
  outcomes: readonly Outcome[];
  strictness: readonly Strictness[];
  matrix: readonly MatrixRow[];
  /** The kinds that no alarm notices. */
  unseen: { count: number; which: string };
  /** The kind that costs most with the gate open, and the one that still costs most with it shut. */
  worst: string;
  worstShut: string;
  /** The kind of which the shut gate catches least. */
  leastCaught: string;
  /** What the Kolmogorov-Smirnov test says of the amounts and of the averages where amounts are those of the row before, and D of each. */
  stuck: { amount: string; average: string; amountGap: number; averageGap: number };
  /** Whether an open gate goes on costing once the feed is mended: "goes-on" or "over". */
  after: string;
  numbers: Numbers;
};
