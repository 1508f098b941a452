import type { SqlCheck } from "./sql-check.ts";

const massOverTime: Pick<SqlCheck, "id" | "figures"> = {
  id: "mass-over-time",
  figures: ({ statistic, facts }) =>
    facts.mass === undefined
      ? { masses: 0 }
      : {
          masses: Number(facts.masses),
          z: statistic,
          share_inside: Number(facts.shareInside),
          share_outside: Number(facts.shareOutside),
          rows_inside: Number(facts.rowsInside),
          hits_inside: Number(facts.hitsInside),
          dispersion: Number(facts.dispersion),
          bins: Number(facts.bins),
        },
};
export default massOverTime;
