import type { PaymentsSettings } from "./settings.ts";

/**
 * The worlds whose hashes are kept in `core/golden/world.golden.json`: Node and every browser must make the same bytes. A
 * page worker can import this list, make each world and compare its `worldHash`.
 */
export const goldenWorlds: readonly { name: string; settings: Partial<PaymentsSettings>; seed: number }[] = [
  { name: "default, seed 1", settings: {}, seed: 1 },
  { name: "default, seed 7", settings: {}, seed: 7 },
  { name: "small, seed 2025", settings: { payments: 3000 }, seed: 2025 },
  { name: "slow reports", settings: { payments: 3000, reportingDelayHours: 45 * 24 }, seed: 3 },
  { name: "many new users", settings: { payments: 3000, newUserShare: 0.3, newUserRisk: 0.2 }, seed: 4 },
  {
    name: "unlike cohort",
    settings: { payments: 3000, newUserShare: 0, cohortShare: 0.3, cohortRisk: 4 },
    seed: 5,
  },
  { name: "failing batches", settings: { payments: 3000, batchHour: 3, batchFailures: 0.2 }, seed: 6 },
];
