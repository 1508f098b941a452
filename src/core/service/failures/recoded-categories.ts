import { changedIn, hitRows, percent, withColumns } from "../change.ts";
import type { Failure } from "../contracts.ts";
import { RECODED } from "../tables.ts";

/** A provider writes the categories in capitals, and the model's encoder knows none of them. */
const recodedCategories: Failure = {
  id: "recoded-categories",
  name: "Recoded categories",
  chapter: "broken-data",
  fault: "broken-feed",
  summary: "A provider writes the merchant categories in capitals; to the model they are no category at all.",
  cause: "categories under other names",
  repair: "gate-the-batch",
  alsoHelps: ["restore-the-feed"],
  strength: 0.8,
  strengthWords: (strength) => `${percent(strength)} of the rows have other names`,
  serves(features, _world, start) {
    const hit = hitRows(start, start.strength);
    const column = features.columns.merchant_category;
    return withColumns(features, {
      merchant_category: changedIn(column, hit, (code) => (code < RECODED ? code + RECODED : code)),
    });
  },
};
export default recodedCategories;
