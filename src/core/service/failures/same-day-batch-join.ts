import { paymentFeatures } from "../../features/features.ts";
import { blended, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";

const COUNT = "user_chargeback_count_last_30_days";

/** A release learns from a table in which the nightly count is joined by date; production serves that of the night before. */
const sameDayBatchJoin: Failure = {
  id: "same-day-batch-join",
  name: "Same-day batch join",
  chapter: "time-travel",
  fault: "same-day-batch-join",
  summary:
    "A new version learned from the chargeback count of the night after each payment, which production does not have.",
  cause: "a training table that saw the future",
  repair: "fix-the-join",
  alsoHelps: ["roll-back"],
  strength: 1,
  strengthWords: (strength) => `${Math.round(100 * strength)} % of the users are joined by date`,
  learns(recipe, world, { strength, userDraws }) {
    const late = paymentFeatures(world, { [COUNT]: "by-date" }).columns[COUNT];
    const draws = userDraws("joined by date");
    const hit = Uint8Array.from(world.transactions.user, (user) => (draws[user]! < strength ? 1 : 0));
    return {
      ...recipe,
      features: withColumns(recipe.features, { [COUNT]: blended(recipe.features.columns[COUNT], late, hit) }),
    };
  },
};
export default sameDayBatchJoin;
