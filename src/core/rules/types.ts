/** Rules about the rows and the batches of a table. Types alone: nothing here runs. */

/** Where a rule comes from: learned from a reference batch, learned and then changed by hand, or written by hand. */
export type Origin = "learned" | "edited" | "added";

type Common = {
  /** Unique in its set; a file may refer to it. */
  id: string;
  /** A rule that is off is kept, and judges nothing. */
  on: boolean;
  from: Origin;
};

/** The field is not empty. */
export type PresentRule = Common & { rule: "present"; column: string };
/** The number lies between two bounds, both included; null is no bound. Missing values are left out. */
export type RangeRule = Common & { rule: "range"; column: string; min: number | null; max: number | null };
/** The text is one of these. Missing values are left out. */
export type KnownRule = Common & { rule: "known"; column: string; values: readonly string[] };
/** No row has the values of an earlier one in all of these columns; the later row breaks the rule. */
export type UniqueRule = Common & { rule: "unique"; columns: readonly string[] };
export const COMPARISONS = [">", ">=", "<", "<=", "=", "!="] as const;
export type Comparison = (typeof COMPARISONS)[number];
/** The value compares so with a number (`to`) or with another column of the same row (`other`); exactly one of the two is not null. */
export type CompareRule = Common & {
  rule: "compare";
  column: string;
  is: Comparison;
  to: number | null;
  other: string | null;
};
/** The row arrived at most so many hours after its event. */
export type ArrivalRule = Common & { rule: "arrival"; column: string; event: string; hours: number };
/** The value is not below that of the row above. */
export type OrderRule = Common & { rule: "order"; column: string };

export const COLUMN_KINDS = ["number", "time", "category"] as const;
/** The column is there, and of this kind. */
export type KindRule = Common & { rule: "kind"; column: string; kind: (typeof COLUMN_KINDS)[number] };
/** Every day (UTC) of this time column has from `min` to `max` rows. */
export type RowsRule = Common & { rule: "rows"; column: string; min: number; max: number };
export const SHARES = ["missing", "value", "above", "repeats"] as const;
/**
 * A share of the batch lies between `min` and `max`: of rows without a value ("missing"), of the values that are this text or number
 * ("value"), that lie above a number ("above"), or that repeat the row above ("repeats").
 */
export type ShareRule = Common & {
  rule: "share";
  column: string;
  of: (typeof SHARES)[number];
  value: string | null;
  than: number | null;
  min: number;
  max: number;
};

/** Rules that a single row can break: it is held, and the others go on. */
export type RowRule =
  | PresentRule
  | RangeRule
  | KnownRule
  | UniqueRule
  | CompareRule
  | ArrivalRule
  | OrderRule;
/** Rules that only a batch as a whole can break: all of it is stopped. */
export type BatchRule = KindRule | RowsRule | ShareRule;
export type Rule = RowRule | BatchRule;
export type RuleKind = Rule["rule"];

/** What a set of rules was learned from, and how. */
export type LearnedFrom = {
  rows: number;
  /** Whole days; 0 where there was no time or too little of it. */
  days: number;
  slack: number;
  deviations: number;
};

export type RuleSet = {
  /** The whole batch is stopped where more than this share of its rows is held; 1 never stops it. */
  stopAbove: number;
  learnedFrom: LearnedFrom | null;
  rules: readonly Rule[];
};

/** "holds": nothing broke it; "breaks"; "cannot-tell": the batch lacks what the rule reads (see `reason`); "off". */
export type RuleVerdict = "holds" | "breaks" | "cannot-tell" | "off";

/** What one rule says of one batch. */
export type RuleResult = {
  rule: Rule;
  level: "row" | "batch";
  verdict: RuleVerdict;
  /** Rows that break it, in order; for a rule about the batch none, for it is the whole. */
  rows: Int32Array;
  /** What the batch has (a share, a number of rows); the share of rows that break it for a rule about rows; NaN where it cannot tell. */
  value: number;
  /** A code: "", "no-column", "other-kind", "no-rows". */
  reason: "" | "no-column" | "other-kind" | "no-rows";
};

/** What a set of rules says of one batch. */
export type Check = {
  rows: number;
  results: readonly RuleResult[];
  /** For each row the place in `results` of the first rule that it broke; -1 where it broke none. */
  brokenBy: Int16Array;
  /** How many rows broke a rule about rows. */
  held: number;
  /** Whether the whole batch is stopped, and by which rules; `tooManyHeld` where it is by the share of rows held. */
  stopped: boolean;
  stoppedBy: readonly string[];
  tooManyHeld: boolean;
};
