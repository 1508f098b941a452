export const DIFFICULTIES = ["gentle", "fair", "hard"] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];
