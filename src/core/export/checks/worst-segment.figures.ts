import type { SqlCheck } from "./sql-check.ts";

const worstSegment: Pick<SqlCheck, "id" | "figures"> = {
  id: "worst-segment",
  figures: ({ statistic, effect, pValue, facts }) => ({
    z: statistic,
    ratio: effect,
    p_value: pValue!,
    columns: Number(facts.columns),
    rows: Number(facts.rows),
    observed: Number(facts.observed),
    expected: Number(facts.expected),
    rate: Number(facts.rate),
    rest_rate: Number(facts.restRate),
    tested: Number(facts.tested),
    design_effect: Number(facts.designEffect),
  }),
};
export default worstSegment;
