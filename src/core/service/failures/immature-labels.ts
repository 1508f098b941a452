import { DAY, HOUR } from "../../world/settings.ts";
import { reportsByRow } from "../answers.ts";
import type { Failure } from "../contracts.ts";

/** How long a label is waited for, in milliseconds: 18 days, down to an hour at full strength. */
const waitFor = (strength: number): number => HOUR + 18 * DAY * (1 - strength) ** 3;

function waitWords(strength: number): string {
  const hours = waitFor(strength) / HOUR;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}

/** A release learns from labels that were read too early, and keeps the threshold of the version before. */
const immatureLabels: Failure = {
  id: "immature-labels",
  name: "Immature labels",
  chapter: "label-maturity",
  fault: "immature-labels",
  summary:
    "A new version learned from labels that were read before most reports had come: fraud without a report counted as genuine.",
  cause: "training on labels that were not yet ripe",
  repair: "wait-for-labels",
  alsoHelps: ["roll-back"],
  strength: 0.8,
  strengthWords: (strength) => `each label read ${waitWords(strength)} after the payment`,
  learns(recipe, world, { strength }) {
    const wait = waitFor(strength);
    const reported = reportsByRow(world);
    const { eventAt } = world.transactions;
    const labels = recipe.labels.map((label, row) => (reported[row]! - eventAt[row]! <= wait ? label : 0));
    return { ...recipe, labels, keepsThreshold: true };
  },
};
export default immatureLabels;
