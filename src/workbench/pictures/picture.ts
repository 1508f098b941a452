/** What a picture beside a finding draws: at most a few hundred numbers, computed where the rows are, drawn where they are read. */

/** Older and newer rows have the hues of training and production; `alarm` marks the outcome, and what an alarm points at. */
export type Tone = "plain" | "older" | "newer" | "alarm";

/** How a number is written: a share as “4 %”, a difference of shares as “+4 points”, a ratio as “1.3 ×”. */
export type Unit = "share" | "points" | "auc" | "ratio" | "number" | "days";

/** A number with its 95 % interval; the interval is null where the number was counted, not estimated. */
export type Rate = { label: string; value: number; low: number | null; high: number | null; tone: Tone };

/** Numbers beside one another, on one scale. */
export type RatesPicture = {
  kind: "rates";
  title: string;
  unit: Unit;
  /** What the scale measures, where the unit does not say it. */
  axis: string | null;
  items: readonly Rate[];
  /** Where a number would say nothing: an AUC of 0.5, a ratio of 1. */
  level: { at: number; says: string } | null;
};

/** The shares of some rows by bin; together 1, or less where the picture leaves some out. */
export type Side = { name: string; tone: Tone; shares: readonly number[] };

/** How rows spread over the bins of a number; what lies beyond the outermost edges is counted in the outermost bins. */
export type SpreadPicture = {
  kind: "spread";
  title: string;
  /** What the edges are, with the unit. */
  axis: string;
  isLog: boolean;
  edges: readonly number[];
  sides: readonly Side[];
  borders: readonly { at: number; says: string }[];
};

/** How older and newer rows spread over categories. */
export type CategoriesPicture = {
  kind: "categories";
  title: string;
  labels: readonly string[];
  sides: readonly [Side, Side];
};

/** A mean or a share along the clock of the file. */
export type OverTimePicture = {
  kind: "over-time";
  title: string;
  clock: "time" | "row" | "number" | "hour";
  /** The name of the clock. */
  axis: string;
  unit: Unit;
  points: readonly { at: number; value: number | null; low: number | null; high: number | null }[];
  /** Whether it is a share of rows in which something is absent: hatched below the line. */
  isAbsence: boolean;
  /** The stretch that the finding is about. */
  marked: { from: number; to: number; says: string } | null;
  /** Where the newer rows begin. */
  boundary: number | null;
  alarms: readonly number[];
  /** The band within which nothing would ring. */
  usual: { low: number; high: number; says: string } | null;
};

/** The share of labels that have arrived by an age, with the age from which on they can be trusted. */
export type ArrivalPicture = {
  kind: "arrival";
  title: string;
  unit: "days" | "hours" | "minutes";
  points: readonly { age: number; arrived: number; low: number; high: number }[];
  cut: { age: number; share: number };
};

/** The same rows computed twice, one value against the other. */
export type PairsPicture = {
  kind: "pairs";
  title: string;
  x: string;
  y: string;
  isLog: boolean;
  points: readonly { x: number; y: number; differs: boolean }[];
};

export type Picture =
  | RatesPicture
  | SpreadPicture
  | CategoriesPicture
  | OverTimePicture
  | ArrivalPicture
  | PairsPicture;
