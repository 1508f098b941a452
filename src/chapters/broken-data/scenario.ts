import type { Break } from "../../core/faults/broken-feed.ts";
import type { Scenario } from "../contracts.ts";
import { paymentsScene } from "../shared/scene.ts";
import { DAYS, feedOf, rangeOfDays, settingsOf } from "./company.ts";
import { deliveredTable } from "./delivered.ts";
import type { Params } from "./experiment.ts";

/**
 * `reference.csv`: the payments of training as the feed delivered them. `current.csv`: those of the broken days, late rows when
 * they came, doubled ones twice. Neither holds a label.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const scene = paymentsScene(settingsOf(params), seed);
  const kind = params.kind as Break;
  const feed = feedOf(scene, seed, kind, params);
  const range = rangeOfDays(scene, params.from, Math.min(DAYS, params.from + params.days));
  return {
    "reference.csv": deliveredTable(scene, "missing", feed, scene.world.periods.training, () => true),
    "current.csv": deliveredTable(scene, kind, feed, range, () => true),
  };
};
