import { labelsAsKnownAt } from "../../world/as-known.ts";
import { DAY } from "../../world/settings.ts";
import { firstRowAt } from "../company.ts";
import type { Failure } from "../contracts.ts";
import { rowRange } from "../release.ts";

/** Days that the new version learns from. */
const WINDOW = 28;
/** The newest days are left out: most of their reports are still on their way. */
const IMMATURE = 1;

/** A repair: a version that learned from the last weeks goes live, with the labels that were known by then. */
const retrained: Failure = {
  id: "retrained",
  name: "A new version on recent weeks",
  chapter: "retraining",
  fault: null,
  summary: "A version that learned from the last weeks goes live.",
  cause: "nothing: a new version",
  repair: "nothing",
  alsoHelps: [],
  strength: 1,
  strengthWords: () => "a new version",
  learns(recipe, world, { at }) {
    const labels = new Uint8Array(world.transactions.count);
    labels.set(labelsAsKnownAt(world, at).fraud);
    const [from, to] = [at - WINDOW * DAY, at - IMMATURE * DAY].map((moment) => firstRowAt(world, moment));
    const fit = rowRange(from!, to!);
    return { ...recipe, labels, fit, held: fit };
  },
};
export default retrained;
