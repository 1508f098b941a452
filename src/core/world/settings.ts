/** Milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Monday, 6 January 2025, 00:00 UTC: day 0 of every world. */
export const WORLD_START = 1736121600000;

/** Everything that can be turned about the payments world. Shares are 0 to 1. */
export type PaymentsSettings = {
  /** Payments in training and production together, about. Those of the warm-up come on top. */
  payments: number;
  /** Days before training that only fill the histories. Whole weeks, so that every period has the same weekdays. */
  warmUpDays: number;
  trainingDays: number;
  productionDays: number;

  /** Share of the mature users' payments that are fraud. */
  fraudRate: number;
  /** Share of the frauds that come in bursts, while somebody else holds the account; the rest are single payments. */
  burstShare: number;
  /** Median length of such a takeover, in hours. */
  burstHours: number;
  /** How much more often a payment at night (22:00 to 6:00 UTC) is such a single fraud than one by day. */
  nightRisk: number;

  /** Median time from a fraud to its report, in hours (log-normal). */
  reportingDelayHours: number;
  /** Standard deviation of the logarithm of that delay. */
  reportingDelaySigma: number;
  /** Share of the frauds that are never reported. */
  neverReported: number;

  /** Share of the payments that come from users who have just signed up. */
  newUserShare: number;
  /** Their fraud rate, as a multiple of `fraudRate`. */
  newUserRisk: number;

  /** Share of the production payments made by the onboarded cohort, as far as enough customers join. */
  cohortShare: number;
  /** The cohort's fraud rate, as a multiple of `fraudRate`. At 1 it is like everybody else. */
  cohortRisk: number;
  /** Day of production on which its onboarding begins, from 0. */
  cohortFromDay: number;

  /** Hour of the day (UTC, with its fraction) at which the batch job runs. */
  batchHour: number;
  /** Share of the batch runs that fail. */
  batchFailures: number;
};

/** The healthy world of the first chapter. */
export const DEFAULT_SETTINGS: PaymentsSettings = {
  payments: 30000,
  warmUpDays: 14,
  trainingDays: 42,
  productionDays: 21,
  fraudRate: 0.02,
  burstShare: 0.85,
  burstHours: 24,
  nightRisk: 1,
  reportingDelayHours: 4,
  reportingDelaySigma: 1,
  neverReported: 0.1,
  newUserShare: 0.1,
  newUserRisk: 0.2,
  cohortShare: 0,
  cohortRisk: 1,
  cohortFromDay: 0,
  batchHour: 23 + 59 / 60,
  batchFailures: 0,
};

const RANGES: { [K in keyof PaymentsSettings]: readonly [number, number] } = {
  payments: [100, 2000000],
  warmUpDays: [0, 365],
  trainingDays: [1, 1000],
  productionDays: [1, 1000],
  fraudRate: [0, 0.5],
  burstShare: [0, 1],
  burstHours: [0.1, 240],
  nightRisk: [0, 50],
  reportingDelayHours: [0.01, 10000],
  reportingDelaySigma: [0, 4],
  neverReported: [0, 1],
  newUserShare: [0, 0.95],
  newUserRisk: [0, 50],
  cohortShare: [0, 1],
  cohortRisk: [0, 50],
  cohortFromDay: [0, 1000],
  batchHour: [0, 23.9999],
  batchFailures: [0, 1],
};

/** The settings with the defaults filled in. Throws, naming the setting and its range, where a value is impossible. */
export function completeSettings(settings: Partial<PaymentsSettings>): PaymentsSettings {
  const complete = { ...DEFAULT_SETTINGS, ...settings };
  for (const name of Object.keys(RANGES) as (keyof PaymentsSettings)[]) {
    const [low, high] = RANGES[name];
    const value = complete[name];
    if (!(value >= low && value <= high))
      throw new Error(`The setting “${name}” is ${value}; it must lie between ${low} and ${high}.`);
  }
  for (const name of ["warmUpDays", "trainingDays", "productionDays"] as const)
    if (!Number.isInteger(complete[name]))
      throw new Error(`The setting “${name}” is ${complete[name]}; it must be a whole number of days.`);
  return complete;
}
