import type { LendingDraws } from "./draws.ts";
import type { LendingSettings } from "./settings.ts";

export const SECTORS = ["public service", "health", "industry", "retail", "travel"] as const;

/** What the lender knows of an application when it decides. */
export const LENDING_FEATURES = [
  "income_monthly",
  "employment_months",
  "out_of_work",
  "utilisation",
  "missed_last_12_months",
  "amount_to_income",
  "sector",
] as const;
export type LendingFeature = (typeof LENDING_FEATURES)[number];

/** One entry an application, sorted by `appliedAt`. Times are milliseconds since 1970, UTC. */
export type Applications = {
  count: number;
  appliedAt: Float64Array;
  /** Months since production began, with their fraction; negative in training. */
  month: Float64Array;
  /** EUR asked for. */
  amount: Float64Array;
  /** Net, EUR. */
  income: Float64Array;
  /** In the present job; 0 for somebody out of work. */
  employmentMonths: Float64Array;
  outOfWork: Uint8Array;
  /** Share of the credit lines in use. */
  utilisation: Float64Array;
  /** Instalments missed anywhere in the last twelve months, as the credit bureau tells. */
  missed: Float64Array;
  amountToIncome: Float64Array;
  /** Index into SECTORS. */
  sector: Uint8Array;
  /** 1 where a rule refuses the application before any model is asked. */
  refusedByRule: Uint8Array;
};

/** What would become of each application, were it granted: the truth, which nobody may read before its known time. */
export type Repayment = {
  /** 1 where three instalments in a row are missed in the end. */
  defaults: Uint8Array;
  /** When the default stands in the books; NaN where there is none. */
  defaultKnownAt: Float64Array;
  /** When the last instalment was due by the contract: without a default by then, the books say that all is well. */
  scheduledEndAt: Float64Array;
  /** 1 where a payment holiday put off what would have come. */
  onHoliday: Uint8Array;
};

export type LendingWorld = {
  settings: LendingSettings;
  seed: number;
  startAt: number;
  productionAt: number;
  applications: Applications;
  repayment: Repayment;
  /** What chance decided before anything else; a twin is made of the same. */
  draws: LendingDraws;
};
