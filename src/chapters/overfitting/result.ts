import type { ExperimentResult } from "../../core/contracts.ts";

/** Which rows of training a model is judged on, while it learns from the others. */
export type SplitId = "random" | "customer" | "time" | "time-customer";

/** A value with the 95 % interval over redrawn customers. */
export type Drawn = { value: number; low: number; high: number };

/**
 * One payment of the picture: line of its customer, days since training began, whether it was reported as fraud, and under each split, in the
 * order of `SPLITS`, on which side it falls: `t` learned from, `v` judged on, `-` left out, `p` production.
 */
export type Point = { line: number; day: number; fraud: boolean; sides: string };
export type Picture = {
  points: readonly Point[];
  customers: readonly string[];
  /** Day at which the splits in time cut, the first of production, and the first after it. */
  cut: number;
  production: number;
  end: number;
};

/** Who stands on both sides of a split. */
export type Overlap = {
  split: SplitId;
  fitRows: number;
  heldRows: number;
  heldFrauds: number;
  /** Rows judged on whose customer is learned from as well. */
  knownRows: number;
  knownShare: number;
  /** Rows judged on that are older than the newest row learned from. */
  olderRows: number;
  olderShare: number;
};

/** ROC AUC of the models of one depth: in training, under each split, and in production once all of training was learned. */
export type Depth = {
  depth: number;
  training: number;
  production: Drawn;
  promise: Readonly<Record<SplitId, Drawn>>;
  /** Promise less production. */
  optimism: Readonly<Record<SplitId, Drawn>>;
};

/** ROC AUC after so many trees, at the chosen depth. */
export type TreeStage = { at: number; training: number; production: number } & Readonly<
  Record<SplitId, number>
>;
/** ROC AUC learned from so many rows, at the chosen depth. */
export type RowStage = {
  at: number;
  training: number;
  production: number;
  random: number;
  "time-customer": number;
};

/** What a team ships that searches depth and trees for the best promise of its split. */
export type Choice = {
  split: SplitId;
  words: string;
  depth: number;
  trees: number;
  promise: number;
  production: number;
  optimism: number;
};

/** ROC AUC under each split where the labels have been moved to other customers: there is nothing to learn. */
export type Meaningless = { split: SplitId; auc: Drawn };

export type Numbers = {
  /** The depth and the number of trees that are set. */
  depth: number;
  trees: number;
  payments: number;
  trainingRows: number;
  trainingDays: number;
  productionRows: number;
  productionDays: number;
  cutDays: number;
  customers: number;
  trainingFrauds: number;
  trainingRate: number;
  features: number;
  /** Share of the production payments whose customer training knows. */
  knownInProduction: number;
  /** Customers with a fraud in training, and frauds for each. */
  robbed: number;
  fraudsEach: number;
  /** At the chosen depth and number of trees. */
  trainingAuc: number;
  production: number;
  promise: number;
  gap: number;
  random: number;
  customer: number;
  time: number;
  timeCustomer: number;
  /** The depth of the picture that does best in production, and what it reaches there. */
  bestDepth: number;
  bestProduction: number;
  leaves: number;
  /** Days that a campaign of thieves lasts; share of the stolen payments spent at its shops. */
  campaignDays: number;
  campaignShare: number;
  draws: number;
};

export type Result = ExperimentResult & {
  picture: Picture;
  overlaps: readonly Overlap[];
  depths: readonly Depth[];
  byTrees: readonly TreeStage[];
  byRows: readonly RowStage[];
  meaningless: readonly Meaningless[];
  choices: readonly Choice[];
  /** The choice of the split that is set. */
  chosen: Choice;
  numbers: Numbers;
  /** The split whose choice does worst in production. */
  worst: SplitId;
};
