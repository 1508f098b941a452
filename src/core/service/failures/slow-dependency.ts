import { log } from "../../math/elementary.ts";
import { DAY } from "../../world/settings.ts";
import { percent } from "../change.ts";
import type { Failure } from "../contracts.ts";

/** Share of the calls that are slow after ten days at full strength. */
const MOST = 0.6;
const DAYS = 10;
/** What a slow call waits, in ms: so much at least, and so much longer on average. */
const WAITS_FROM = 150;
const WAITS_MEAN = 700;
/** After so many ms the payment goes through unscored. */
export const TIMEOUT = 1000;

/** Something that the service calls gets slower every day; a payment that waits too long goes through. */
const slowDependency: Failure = {
  id: "slow-dependency",
  name: "Slow dependency",
  chapter: "watching",
  fault: null,
  summary:
    "Something that the service calls gets slower day by day; after a second a payment goes through unchecked.",
  cause: "a dependency that answers too slowly",
  repair: "scale-the-service",
  alsoHelps: [],
  strength: 0.7,
  strengthWords: (strength) => `${percent(MOST * strength)} of the calls are slow after ${DAYS} days`,
  answers(answers, world, { strength, row, at, draws }) {
    const [slow, wait] = [draws("slow"), draws("wait")];
    const { eventAt } = world.transactions;
    const latencyMs = answers.latencyMs.slice();
    const threshold = answers.threshold.slice();
    for (let i = row; i < latencyMs.length; i++) {
      const way = Math.min(1, (1 + (eventAt[i]! - at) / DAY) / DAYS);
      if (slow[i]! >= MOST * strength * way) continue;
      latencyMs[i] = Math.min(TIMEOUT, latencyMs[i]! + WAITS_FROM - WAITS_MEAN * log(1 - wait[i]!));
      if (latencyMs[i] === TIMEOUT) threshold[i] = Number.POSITIVE_INFINITY;
    }
    return { ...answers, latencyMs, threshold };
  },
};
export default slowDependency;
