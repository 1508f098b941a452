import { dayBegins, worldAsKnownAt } from "../world/as-known.ts";
import type { Fault } from "./fault.ts";

const params = {
  day: {
    kind: "number",
    label: "Labels read on day",
    unit: "",
    min: 0,
    max: 2000,
    step: 1,
    default: 49,
    help: "Of production, counted from 0. A report of that day or later is not there yet.",
  },
} as const;

/** Labels read while reports are still on their way: a payment without one counts as genuine. */
export const immatureLabels: Fault<typeof params> = {
  id: "immature-labels",
  name: "Immature labels",
  chapter: "label-maturity",
  summary:
    "Labels are read on a day on which many reports have not arrived; what is not reported counts as genuine.",
  params,
  apply(healthy, { day }) {
    const { world } = healthy;
    const first = (world.periods.production.startAt - world.startAt) / 86400000;
    return { ...healthy, world: worldAsKnownAt(world, dayBegins(world, first + day)) };
  },
};
