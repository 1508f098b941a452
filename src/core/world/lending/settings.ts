import { DAY, WORLD_START } from "../settings.ts";

/** A month of the lending world: 30 days, so that every month is as long as any other. */
export const MONTH = 30 * DAY;
/** Instalments of a loan, one a month. */
export const INSTALMENTS = 6;
/** Instalments in a row that must be missed before a loan is in default. */
export const MISSED_TO_DEFAULT = 3;
/** Months after the application by which the outcome of every loan that runs as agreed is known. */
export const MATURE_MONTHS = 7;
/** Months by which a payment holiday puts off what would have come. */
export const HOLIDAY_MONTHS = 6;
/** Applicants below this monthly income (EUR) are refused while an income threshold is in force. */
export const INCOME_FLOOR = 1600;
/** Months that a crisis takes to reach its full depth, and to ebb away. */
export const ONSET_MONTHS = 2;
export const RECOVERY_MONTHS = 4;

export const RULES = ["none", "holidays", "income-floor"] as const;
export type Rule = (typeof RULES)[number];

/** Everything that can be turned about the lending world. Shares are 0 to 1. */
export type LendingSettings = {
  /** Applications in training and production together. */
  applications: number;
  trainingMonths: number;
  productionMonths: number;
  /** Month of production in which the crisis begins, from 0. */
  shockFromMonth: number;
  /** Share of all jobs that are lost at its worst; 0 is a world without a crisis. */
  jobsLost: number;
  /** Months from the first job lost to the first that returns. */
  shockMonths: number;
  /** Share of the change that goes away again; 0 is a change that stays. */
  recovers: number;
  /** The rule that comes with the crisis, and goes when the worst is over. */
  rule: Rule;
};

/** The healthy lending world: no crisis. */
export const DEFAULT_LENDING: LendingSettings = {
  applications: 30000,
  trainingMonths: 18,
  productionMonths: 42,
  shockFromMonth: 6,
  jobsLost: 0,
  shockMonths: 10,
  recovers: 1,
  rule: "none",
};

const RANGES: { [K in Exclude<keyof LendingSettings, "rule">]: readonly [number, number] } = {
  applications: [100, 2000000],
  trainingMonths: [1, 120],
  productionMonths: [1, 240],
  shockFromMonth: [0, 240],
  jobsLost: [0, 0.4],
  shockMonths: [0, 120],
  recovers: [0, 1],
};

/** The settings with the defaults filled in. Throws, naming the setting and its range, where a value is impossible. */
export function completeLending(settings: Partial<LendingSettings>): LendingSettings {
  const complete = { ...DEFAULT_LENDING, ...settings };
  for (const name of Object.keys(RANGES) as (keyof typeof RANGES)[]) {
    const [low, high] = RANGES[name];
    const value = complete[name];
    if (!(value >= low && value <= high))
      throw new Error(`The setting “${name}” is ${value}; it must lie between ${low} and ${high}.`);
  }
  for (const name of ["applications", "trainingMonths", "productionMonths"] as const)
    if (!Number.isInteger(complete[name]))
      throw new Error(`The setting “${name}” is ${complete[name]}; it must be a whole number.`);
  if (!RULES.includes(complete.rule))
    throw new Error(`The setting “rule” is ${String(complete.rule)}; it must be one of ${RULES.join(", ")}.`);
  return complete;
}

/** The moment at which production begins, in milliseconds. */
export function productionStart(settings: LendingSettings): number {
  return WORLD_START + settings.trainingMonths * MONTH;
}
