import type { LendingSettings } from "./settings.ts";

const crisis = { jobsLost: 0.15, shockMonths: 10, recovers: 0.8 } as const;

/** The lending worlds whose hashes are kept in `core/golden/lending.golden.json`. */
export const goldenLending: readonly { name: string; settings: Partial<LendingSettings>; seed: number }[] = [
  { name: "healthy, seed 1", settings: {}, seed: 1 },
  { name: "crisis, seed 1", settings: { ...crisis, rule: "holidays" }, seed: 1 },
  { name: "small, seed 2025", settings: { applications: 3000 }, seed: 2025 },
  {
    name: "deep and lasting",
    settings: { applications: 3000, jobsLost: 0.3, shockMonths: 15, recovers: 0 },
    seed: 3,
  },
  {
    name: "income threshold",
    settings: { applications: 3000, ...crisis, rule: "income-floor" },
    seed: 4,
  },
];
