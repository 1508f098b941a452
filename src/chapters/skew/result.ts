import type { ExperimentResult } from "../../core/contracts.ts";
import type { Mismatch } from "../../core/faults/serving-skew.ts";
import type { FeatureName } from "../../core/features/features.ts";

/** One payment's feature as the training code computes it and as it was served; null where it is missing. */
export type Point = { x: number | null; y: number | null; equal: boolean };

/** Payments whose feature is `x` by the training code and was served as `y`. */
export type Cell = { x: number; y: number; rows: number };

/** One feature through both pipelines. Codes and hours come as cells, amounts as a sample of the payments. */
export type Shape = {
  mismatch: Mismatch;
  feature: FeatureName;
  points: readonly Point[];
  cells: readonly Cell[];
};

/** What row parity says of the feature in the picture: how many pairs are equal, and the likely cause of the others. */
export type Parity = Shape & {
  pairs: number;
  different: number;
  /** The detector's code for the cause, "all-equal" where nothing differs, "values-differ" where it names none. */
  cause: string;
  causeValue: number | string;
  causeShare: number;
};

/** Share of the payments whose feature differs, by feature and day of production. */
export type Heat = {
  payments: readonly number[];
  features: readonly { feature: FeatureName; different: readonly number[]; all: number }[];
};

/** One day: payments, those stopped, and those that would be stopped with the features as trained. Days before 0 are held out. */
export type Day = { day: number; payments: number; stopped: number; stoppedTwin: number };

/** How the model does on the payments since the new service is live. */
export type Outcome = {
  /** The mismatch, or "none". */
  id: Mismatch | "none";
  rocAuc: number;
  interval: readonly [number, number];
  /** Shares of the payments stopped, of the frauds caught, and of the stopped payments that are fraud. */
  stopped: number;
  recall: number;
  precision: number | null;
  /** EUR per 1,000 payments. */
  cost: number;
};

/** ROC AUC where the new service serves so large a share of the payments. */
export type Rollout = { share: number; rocAuc: number; stopped: number };

export type Mark = "rings" | "silent" | "cannot-tell" | "false-alarm";
export type MatrixRow = { mismatch: Mismatch; marks: Readonly<Record<string, Mark>> };

/** What row parity names as the cause in the features that a mismatch touches. */
export type Cause = {
  mismatch: Mismatch;
  features: readonly {
    feature: FeatureName;
    different: number;
    cause: string;
    value: number | string;
    share: number;
  }[];
  /** Whether it rings on at least one of them, and names the right cause on each on which it rings. */
  right: boolean;
  /** Whether it is silent on all features of the healthy twin. */
  twinSilent: boolean;
};

export type Numbers = {
  payments: number;
  productionRows: number;
  liveRows: number;
  hitRows: number;
  features: number;
  trainingWeeks: number;
  /** ROC AUC since the new service is live: as served, with the features as trained, and the difference. */
  rocAuc: number;
  twinRocAuc: number;
  loss: number;
  stopped: number;
  twinStopped: number;
  alerts: number;
  cost: number;
  twinCost: number;
  /** Share of the pairs that differ in the feature of the picture, on live days. */
  different: number;
  hoursBehind: number;
};

export type Result = ExperimentResult & {
  parity: Parity;
  heat: Heat;
  days: readonly Day[];
  rollout: readonly Rollout[];
  shapes: readonly Shape[];
  outcomes: readonly Outcome[];
  causes: readonly Cause[];
  matrix: readonly MatrixRow[];
  /** The mismatches that no distribution test notices, their number, and the one if there is just one ("several", "none"). */
  unseen: { count: number; which: string };
  /** The mismatch that costs most ROC AUC among the six. */
  worst: string;
  numbers: Numbers;
};
