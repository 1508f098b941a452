import type { Failure } from "../contracts.ts";

/** Share of those who join after the start that belong to the cohort. */
const JOINS = 0.4;
/** Share of the cohort whose account is taken over, at full strength. */
const TAKEN = 0.25;

/** Customers who join from the start on look like everybody else and are robbed far more often. */
const unlikeCohort: Failure = {
  id: "unlike-cohort",
  name: "Unlike cohort",
  chapter: "different-people",
  fault: "unlike-cohort",
  summary:
    "A campaign brings customers whose payments look like everybody else’s, and who are robbed far more often.",
  cause: "new customers with another risk",
  repair: "segment",
  alsoHelps: ["retrain"],
  strength: 0.6,
  strengthWords: (strength) => `${Math.round(100 * TAKEN * strength)} % of the new customers are robbed`,
  happens(world, { strength, row, userDraws }) {
    const { transactions, users, paymentsOf } = world;
    const [joins, taken] = [userDraws("joins"), userDraws("taken over")];
    const isFraud = transactions.isFraud.slice();
    const cohort = users.cohort.slice();
    const { offsets, rows } = paymentsOf;
    for (let user = 0; user < users.count; user++) {
      const [first, end] = [offsets[user]!, offsets[user + 1]!];
      if (first === end || rows[first]! < row || joins[user]! >= JOINS) continue;
      cohort[user] = 1;
      if (taken[user]! < TAKEN * strength) for (let i = first; i < end; i++) isFraud[rows[i]!] = 1;
    }
    return { ...world, users: { ...users, cohort }, transactions: { ...transactions, isFraud } };
  },
};
export default unlikeCohort;
