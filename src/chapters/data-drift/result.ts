import type { ExperimentResult } from "../../core/contracts.ts";

/** Ends of the value axis in the picture of the two samples. Values beyond them count and are not drawn. */
export const SEEN = [-4, 4] as const;

/** Both empirical distribution functions at one value. */
export type Step = { x: number; first: number; second: number };

export type Samples = {
  n: number;
  mean: number;
  spread: number;
  /** Along {@link SEEN}, at even distances and at the gap. */
  steps: readonly Step[];
  /** Kolmogorov-Smirnov: the largest gap, where it is, and its p-value. */
  gap: number;
  at: number;
  firstAt: number;
  secondAt: number;
  pValue: number;
  /** "exact" or "asymptotic". */
  method: string;
  /** Wasserstein distance, in the unit of the values. */
  area: number;
  /** What the area would be about from sampling alone. */
  areaNoise: number;
  stability: number;
  /** What the index would be about from sampling alone. */
  stabilityNoise: number;
  bins: readonly { from: number; to: number; first: number; second: number; part: number }[];
};

/** The same tiny shift in samples of growing size. */
export type TrapPoint = {
  n: number;
  gap: number;
  /** Half-width of the range in which the gap of the two distributions themselves lies with 95 %. */
  low: number;
  high: number;
  pValue: number;
  /** The same draws without any shift. */
  twinGap: number;
  twinPValue: number;
};
export type Trap = {
  shift: number;
  points: readonly TrapPoint[];
  /** The gap of the two distributions themselves, which no size changes. */
  trueGap: number;
  /** The first size from which on every p is below 0.05; null where there is none. */
  from: number | null;
  last: TrapPoint;
  /** "rings" or "silent", at the largest size. */
  verdict: string;
};

export type RuleId = "ks" | "mann-whitney" | "anderson-darling" | "chi-square" | "stability" | "wasserstein";

/** How often a rule rang on pairs in which nothing had changed. */
export type FalseAlarms = {
  rule: RuleId;
  /** The rate that the rule promises; null for an index, which promises none. */
  level: number | null;
  pairs: number;
  rang: number;
  rate: number;
  low: number;
  high: number;
};

export type PowerPoint = { rule: RuleId; strength: number; rate: number; low: number; high: number };

export type Pairs = {
  sizes: readonly [number, number];
  healthy: number;
  powerPairs: number;
  falseAlarms: readonly FalseAlarms[];
  /** Where a rate at the nominal level lies in 95 % of such rounds. */
  promised: readonly [number, number];
  mean: readonly PowerPoint[];
  spread: readonly PowerPoint[];
};

export type Drift = {
  feature: string;
  test: "Kolmogorov–Smirnov" | "chi-square";
  /** After Holm. */
  pValue: number;
  /** D, or Cramér's V. */
  effect: number;
  /** The index less what sampling alone gives. */
  stability: number;
  rings: boolean;
};

/** What the drift of one feature alone does to the trained model; all other features as on the healthy twin. */
export type Damage = {
  feature: string;
  stability: number;
  /** Genuine payments stopped in 1,000, more than on the twin. */
  stopped: number;
  /** ROC AUC lost. */
  lost: number;
};

export type AmountBin = { at: number; label: string; training: number; production: number; deflated: number };

export type AnswerId = "as-trained" | "deflated" | "rethreshold" | "reweighted" | "retrained";
export type Answer = {
  id: AnswerId;
  words: string;
  rocAuc: number;
  low: number;
  high: number;
  recall: number;
  precision: number;
  /** In 1,000 payments: stopped, and genuine ones among them. */
  stopped: number;
  genuine: number;
  /** EUR per 1,000 payments. */
  cost: number;
};

export type Numbers = {
  trainingRows: number;
  comparedRows: number;
  judgedRows: number;
  features: number;
  /** Features that ring in a test. */
  ringing: number;
  silent: number;
  medianBefore: number;
  medianNow: number;
  instantShare: number;
  deviceBefore: number;
  deviceNow: number;
  /** Wrongly stopped in 1,000: held-out training, the later weeks, and the later weeks of the twin. */
  genuineBefore: number;
  genuineNow: number;
  genuineTwin: number;
  stoppedBefore: number;
  stoppedNow: number;
  laterAuc: number;
  twinAuc: number;
  /** The largest importance weight that the reweighting was allowed. */
  weightCap: number;
  /** Share of the training's weight that its heaviest tenth holds. */
  heaviest: number;
};

export type Result = ExperimentResult & {
  samples: Samples;
  trap: Trap;
  pairs: Pairs;
  amounts: readonly AmountBin[];
  drift: readonly Drift[];
  damage: readonly Damage[];
  /** The feature with the largest drift by the index, and the one that harms most; "none" where nothing moves. */
  farthest: string;
  harmful: string;
  answers: readonly Answer[];
  chosen: Answer;
  numbers: Numbers;
};
