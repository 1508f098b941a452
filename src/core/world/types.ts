import type { Groups } from "../table/group.ts";
import type { PaymentsSettings } from "./settings.ts";

export const COHORTS = ["mature", "new"] as const;
export const REGIONS = ["north", "south", "east", "west"] as const;
export const MERCHANT_CATEGORIES = [
  "groceries",
  "restaurants",
  "transport",
  "clothing",
  "electronics",
  "travel",
  "gift cards",
] as const;
export const PAYMENT_METHODS = ["card", "wallet", "transfer", "instalments"] as const;
/** Two years later there is one more; the codes of the others stay. */
export const LATER_PAYMENT_METHODS = [...PAYMENT_METHODS, "instant"] as const;

/** The features that are computed from a user's history, by a nightly job or at the moment of the payment. */
export const HISTORY_FEATURES = [
  "user_chargeback_count_last_30_days",
  "avg_transaction_amount_last_7_days",
  "tx_count_last_24_hours",
] as const;
export type HistoryFeature = (typeof HISTORY_FEATURES)[number];

/** Times are milliseconds since 1970, UTC. One entry a user in every array. */
export type Users = {
  count: number;
  /** The number behind the "U" of the user's name; the same user keeps it whatever the settings. */
  id: Int32Array;
  signupAt: Float64Array;
  /** Index into COHORTS. */
  cohort: Uint8Array;
  /** Index into REGIONS. */
  region: Uint8Array;
  /** Median of the user's payments in EUR, before the merchant's category. */
  typicalAmount: Float64Array;
};

/** One entry a payment, sorted by `eventAt`. */
export type Transactions = {
  count: number;
  /** The same payment keeps its number whatever the settings. */
  id: Int32Array;
  /** Row in the users. */
  user: Int32Array;
  eventAt: Float64Array;
  /** EUR, in whole cents. */
  amount: Float64Array;
  /** Index into MERCHANT_CATEGORIES. */
  merchantCategory: Uint8Array;
  /** Index into LATER_PAYMENT_METHODS; in a healthy world one of the first, PAYMENT_METHODS. */
  paymentMethod: Uint8Array;
  deviceIsNew: Uint8Array;
  /** 0 to 23, UTC. */
  hour: Uint8Array;
  /** The truth, which no model and no detector may read before it is reported. */
  isFraud: Uint8Array;
};

/** One entry a fraud, sorted by `eventAt`. */
export type Chargebacks = {
  count: number;
  /** Row in the transactions. */
  transaction: Int32Array;
  eventAt: Float64Array;
  /** When the bank told us; NaN where it never did. */
  reportedAt: Float64Array;
};

/** One entry a feature and day: the run of feature f on day d stands at f * days + d. */
export type BatchRuns = {
  days: number;
  /** Index into HISTORY_FEATURES. */
  feature: Uint8Array;
  computedAt: Float64Array;
  finished: Uint8Array;
};

/** Rows `from` (included) to `to` (excluded) of the transactions, which happened from `startAt` to before `endAt`. */
export type Period = { from: number; to: number; startAt: number; endAt: number };

export type PaymentsWorld = {
  settings: PaymentsSettings;
  seed: number;
  startAt: number;
  users: Users;
  transactions: Transactions;
  chargebacks: Chargebacks;
  batchRuns: BatchRuns;
  periods: { warmUp: Period; training: Period; production: Period };
  /** The payments of each user in order of time. */
  paymentsOf: Groups;
};

/** Decisions that a model took on payments: one entry a decision. */
export type Decisions = {
  count: number;
  modelVersion: string;
  /** Row in the transactions. */
  transaction: Int32Array;
  score: Float64Array;
  /** Index into ACTIONS. */
  action: Uint8Array;
  latencyMs: Float64Array;
};
export const ACTIONS = ["approve", "review", "block"] as const;
