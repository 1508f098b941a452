import { inAnotherEconomy } from "../world/lending/lending.ts";
import { RULES, type Rule } from "../world/lending/settings.ts";
import type { LendingWorld } from "../world/lending/types.ts";
import type { Fault } from "./fault.ts";

const params = {
  depth: {
    kind: "number",
    label: "Jobs lost at the worst",
    unit: "%",
    min: 0,
    max: 0.3,
    step: 0.01,
    default: 0.15,
  },
  length: {
    kind: "number",
    label: "Length of the crisis",
    unit: "months",
    min: 3,
    max: 15,
    step: 1,
    default: 10,
  },
  recovers: {
    kind: "number",
    label: "Share of it that goes away again",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.8,
  },
  rule: {
    kind: "choice",
    label: "The new rule",
    options: RULES,
    words: ["none", "payment holidays", "an income threshold"],
    default: "holidays",
  },
} as const;

/** A crisis in the lending world: jobs, incomes, repayment and a rule change together, and some of it comes back. */
export const economicShock: Fault<typeof params, LendingWorld> = {
  id: "economic-shock",
  name: "Economic shock",
  chapter: "shock",
  summary:
    "Jobs are lost, borrowers repay less and a new rule comes in, all at once; after some months most of it goes away again.",
  params,
  apply(healthy, { depth, length, recovers, rule }) {
    return inAnotherEconomy(healthy, {
      jobsLost: depth,
      shockMonths: length,
      recovers,
      rule: rule as Rule,
    });
  },
};
