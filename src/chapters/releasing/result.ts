import type { Estimate, ExperimentResult } from "../../core/contracts.ts";

export type ChallengerId = "better" | "equal" | "worse" | "uneven" | "slow";
export type ModelId = "champion" | ChallengerId;
export type RuleId = "once" | "peek" | "always-valid" | "group-sequential";
export type Share = { rate: number; low: number; high: number };

/** One A/A test: its p-value at the end of each day (null while too little is known) and the days on which a rule stops it. */
export type Path = { p: readonly (number | null)[]; crossed: number };
export type Paths = {
  alpha: number;
  rule: RuleId;
  tests: readonly Path[];
  /** One of them that peeking every day stops too early: the day (from 0) on which it is called a winner. */
  example: Path;
  /** How many of them the rule calls a winner. */
  winners: number;
  /** The p-value of one look that a rule asks for, by day; null where it does not look or can't stop. */
  boundary: readonly (number | null)[];
  alwaysValid: readonly (number | null)[];
};

/** What a rule does on tests of nothing, and on tests of the chosen challenger, over many splits of the same traffic. */
export type RuleLine = {
  id: RuleId;
  words: string;
  /** Share of the A/A tests that it calls a difference. */
  nothing: Share;
  /** Share of the tests of the challenger that it calls a difference, and the mean days until it stops (the end where it never does). */
  found: Share;
  days: number;
};
export type LooksPoint = { looks: number; every: number } & Share;

export type Rules = {
  tests: number;
  challengerTests: number;
  alpha: number;
  lines: readonly RuleLine[];
  /** Daily looks at the plain p-value, at other distances. */
  looks: readonly LooksPoint[];
  /** One look at the end, as if payments were independent. */
  naive: Share;
  chosen: RuleLine;
  peek: RuleLine;
  always: RuleLine;
  once: RuleLine;
  group: RuleLine;
};

export type Plan = {
  base: number;
  other: number;
  alpha: number;
  power: number;
  /** Payments each arm needs if they were independent, and with the users' payments alike. */
  perArm: number;
  design: number;
  clustered: number;
  days: number;
  /** Smallest relative fall that the 28 days of this test find with that power. */
  detectable: number | null;
  points: readonly { days: number; power: number; independent: number }[];
  /** Tests drawn at the stated size, and the share that found the difference. */
  simulated: { tests: number } & Share;
};

/** What shadow, the A/B test and the truth say about one challenger: change of the chargebacks per 1,000 payments. */
export type ShadowLine = {
  id: ChallengerId;
  words: string;
  shadow: number;
  test: number;
  low: number;
  high: number;
  truth: number;
};
export type Shadow = {
  lines: readonly ShadowLine[];
  /** The chosen one. */
  line: ShadowLine;
  /** How many of the challengers shadow calls better than they are. */
  flattered: number;
  worse: ShadowLine;
  /** ROC AUC of the challenger: on every payment, by us, in shadow and in its own arm; and on the labelled ones, by the team. */
  auc: { shadow: Estimate; arm: Estimate; shadowLabelled: Estimate; armLabelled: Estimate };
  p99: { champion: number; challenger: number };
  /** Payments stopped by the champion, for which shadow has no label. */
  unlabelled: number;
  /** Genuine customers whom the challenger would have stopped and who in shadow noticed nothing. */
  unnoticed: number;
};

export type Split = {
  truth: number;
  /** Differences per 1,000 payments over many splits, in bins. */
  bins: readonly { at: number; user: number; payment: number }[];
  width: number;
  user: { mean: number; low: number; high: number };
  payment: { mean: number; low: number; high: number };
  splits: number;
  /** Share of the true effect that a split by payment still sees, of the mean. */
  kept: number;
};

export type TrialDay = {
  day: number;
  /** Per 1,000 payments, challenger less champion, as known at the end of the day; null while too little is known. */
  difference: number | null;
  /** Its standard error. */
  deviation: number | null;
  low: number | null;
  high: number | null;
  sequenceLow: number | null;
  sequenceHigh: number | null;
  p: number | null;
  alwaysP: number;
};
export type GuardId = "latency" | "complaints" | "new-complaints" | "new-chargebacks";
/** One guardrail by day: how much of what it allows is used (1 is the limit); null while too little is known. */
export type Guard = { id: GuardId; words: string; used: readonly (number | null)[]; rang: number };
export type Outcome = "promote" | "roll-back";
export type Trial = {
  days: readonly TrialDay[];
  /** First day (from 1) of the main metric’s test: later where the release is ramped up. */
  from: number;
  truth: number;
  guards: readonly Guard[];
  /** The first guardrail that rang, with its day from 1; null where none did. */
  first: { id: GuardId; words: string; day: number } | null;
  users: readonly [number, number];
  mismatch: number;
};

export type Verdict = { day: number; outcome: Outcome; why: string };
export type Course = { id: string; words: string; verdict: Verdict | null; saved: number };
export type Money = {
  /** EUR saved in all days of the release against keeping the champion. */
  courses: readonly Course[];
  yours: Course;
  hindsight: Course;
  /** EUR that another decision would have saved beyond yours. */
  missed: number;
};

/** For every challenger, and for the champion against itself, what stops its release and when. */
export type GuardLine = { id: ChallengerId | "same"; rang: string | null; day: number | null };

export type Numbers = {
  payments: number;
  users: number;
  perUser: number;
  champion: number;
  challenger: number;
  /** Genuine new customers stopped, or failed, of 100; by champion and challenger. */
  newStopped: readonly [number, number];
  design: number;
  /** Chargebacks known at the end of the test, of all that will come. */
  knownShare: number;
};

export type Result = ExperimentResult & {
  paths: Paths;
  rules: Rules;
  plan: Plan;
  shadow: Shadow;
  split: Split;
  trial: Trial;
  money: Money;
  guards: readonly GuardLine[];
  numbers: Numbers;
};
