import type { Estimate, ExperimentResult } from "../../core/contracts.ts";

export type WorldId = "shock" | "lasting" | "twin";
export type AnswerId = "keep" | "retrain-in" | "fallback" | "retrain-with" | "retrain-without";

/** One month of production (from 0; the months before it are negative), of this world and of its healthy twin. */
export type Month = {
  month: number;
  applications: number;
  /** Share of the applicants who are out of work; mean income in EUR; mean share of credit lines in use. */
  outOfWork: number;
  income: number;
  utilisation: number;
  missed: number;
  twin: { outOfWork: number; income: number; utilisation: number; missed: number };
};

/** One month of loans under the model as it was trained. */
export type Book = {
  month: number;
  granted: number;
  /** Share of the applications that are granted. */
  approvals: number;
  /** Share of the granted loans in default: in the end, and as the books had it when each loan was seven months old. */
  rate: number;
  known: number;
  /** What the month's loans bring, EUR for every application. */
  money: number;
  twin: { approvals: number; rate: number; money: number };
};

/** How far one feature lies from training in one month, in standard deviations of training, chance taken off. */
export type Cell = { feature: string; month: number; distance: number; rings: boolean };

/** The same of one feature, month 0 first. */
export type FeatureLine = { feature: string; distances: readonly number[] };

/** The mean over the features, month by month, of this world, of one in which nothing comes back, and of the twin. */
export type Distance = { month: number; shock: number; lasting: number; twin: number };

/** What the rule says of a world: whether it comes back, and when the rule could first say so for good. */
export type Told = {
  verdict: "shock" | "lasting" | "nothing";
  /** Month of the first alarm, from 0; null where none rang. */
  alarm: number | null;
  /** Month from which the verdict stands; null where it is "nothing". */
  since: number | null;
  /** Highest distance over three months, and that of the last three. */
  peak: number;
  last: number;
};

/** A place at which ADWIN found a change in one stream. */
export type ChangePoint = { stream: string; month: number; world: "shock" | "twin" };

/** A model in the three stretches: before the crisis, in it, after it. Null where a stretch has too few defaults. */
export type ModelScores = {
  id: "trained" | "retrain-in" | "retrain-with" | "retrain-without";
  words: string;
  before: Estimate | null;
  crisis: Estimate | null;
  after: Estimate | null;
};

/** Share of the applications granted; EUR for every application. */
export type AnswerMonth = { month: number; approvals: number; money: number };

export type Answer = {
  id: AnswerId;
  words: string;
  /** EUR against keeping the model, added up to the end of each month from 0. */
  gained: readonly number[];
  /** EUR for every application: in the crisis (its loans and those it reaches), and afterwards. */
  crisisMoney: number;
  afterMoney: number;
  afterApprovals: number;
  /** EUR against keeping the model: in the crisis, after it, and in all. */
  crisisGain: number;
  afterGain: number;
  totalGain: number;
};

export type Numbers = {
  applications: number;
  perMonth: number;
  trainingMonths: number;
  productionMonths: number;
  fitRows: number;
  fitDefaults: number;
  /** Months: the crisis begins, its worst ends, all that comes back is back. */
  start: number;
  end: number;
  recovered: number;
  /** Months until the outcome of a loan is known. */
  mature: number;
  /** Chance of default from which an application is refused; the same of the fallback. */
  cut: number;
  strictCut: number;
  /** What a repaid loan brings and a default costs, as shares of the amount; the default rate at which nothing is earned. */
  margin: number;
  loss: number;
  breakEven: number;
  approvalsBefore: number;
  approvalsCrisis: number;
  approvalsAfter: number;
  approvalsRetrained: number;
  /** Default rate of granted loans: before, in the full depth of the crisis, as the books had it then, and after. */
  rateBefore: number;
  rateCrisis: number;
  knownCrisis: number;
  rateAfter: number;
  rateRatio: number;
  /** By how much the books understate the crisis, as a share. */
  understated: number;
  /** EUR for every application. */
  moneyBefore: number;
  moneyCrisis: number;
  moneyAfter: number;
  /** Default rate among the granted borrowers who work in travel. */
  travelBefore: number;
  travelCrisis: number;
  travelAfter: number;
  /** Features on which some test rings on the day on which the worst is over; of the twin; and in the last three months. */
  featuresRinging: number;
  featuresRingingTwin: number;
  featuresRingingAfter: number;
  features: number;
  retrainLive: number;
  retrainRows: number;
  retrainDefaults: number;
  afterLive: number;
  fallbackFrom: number | null;
  fallbackTo: number | null;
  aucBefore: number;
  aucCrisis: number;
  aucAfter: number;
  aucRetrained: number;
  aucRetrainedTwin: number;
  /** Months at which ADWIN first found a change in a feature or the score, and in the outcomes as they became known. */
  firstFeatureChange: number | null;
  firstLabelChange: number | null;
  /** At the end of which month the alarm rang, and from which on this world and the lasting one are told; null for never. */
  alarmMonth: number | null;
  toldShock: number | null;
  toldLasting: number | null;
  /** Months after the alarm from which a change is called lasting. */
  patience: number;
  /** Mean distance of the features in the second month of the crisis. */
  distanceAtAlarm: number;
};

/** In months of production: the crisis begins, its worst is over, all that comes back is back. Its depth: jobs lost. */
export type When = { start: number; end: number; recovered: number; depth: number; recovers: number };

export type Result = ExperimentResult & {
  when: When;
  months: readonly Month[];
  books: readonly Book[];
  features: readonly FeatureLine[];
  distances: readonly Distance[];
  told: Readonly<Record<WorldId, Told>>;
  changes: readonly ChangePoint[];
  models: readonly ModelScores[];
  answers: readonly Answer[];
  /** The one of `answers` that is chosen, and its months. */
  chosen: Answer & { months: readonly AnswerMonth[] };
  numbers: Numbers;
  /** The answer that earns most in all. */
  best: string;
};
