import { sortOrder } from "../../core/stats/order.ts";
import { createAdwin } from "../../core/streams/adwin.ts";
import { MONTH } from "../../core/world/lending/settings.ts";
import type { LendingWorld } from "../../core/world/lending/types.ts";
import type { ChangePoint } from "./result.ts";
import { MATURE, PRODUCTION, rowsIn, TRAINING } from "./world.ts";

export const STREAMS = [
  "out of work",
  "credit in use",
  "income",
  "missed instalments",
  "score",
  "defaults",
] as const;
export type StreamName = (typeof STREAMS)[number];

/** Values from 0 to 1 in the order in which they could be known, and the month of each. */
type Line = { values: Float64Array; months: Float64Array };

/** A feature or the score as applications come in, or the outcome of each granted loan as it comes into the books. */
export function lineOf(
  world: LendingWorld,
  scores: Float64Array,
  granted: Uint8Array,
  name: StreamName,
): Line {
  const { applications: a, repayment: r } = world;
  const { from } = rowsIn(world, [-MATURE, 0]);
  const features = (values: Float64Array | Uint8Array, top: number): Line => ({
    values: Float64Array.from(values.subarray(from), (value) => Math.min(1, value / top)),
    months: a.month.subarray(from),
  });
  if (name === "out of work") return features(a.outOfWork, 1);
  if (name === "credit in use") return features(a.utilisation, 1);
  if (name === "income") return features(a.income, 6000);
  if (name === "missed instalments") return features(a.missed, 4);
  if (name === "score") return features(scores, 1);
  const entered: number[] = [];
  const outcome: number[] = [];
  for (let row = 0; row < a.count; row++) {
    if (granted[row] === 0) continue;
    // A loan on a payment holiday enters the books as one that is paid, on the day on which it should have ended.
    const failed = r.defaults[row] === 1 && r.onHoliday[row] === 0;
    const month = ((failed ? r.defaultKnownAt : r.scheduledEndAt)[row]! - world.productionAt) / MONTH;
    if (month < MATURE - TRAINING) continue;
    outcome.push(failed ? 1 : 0);
    entered.push(month);
  }
  const order = sortOrder(Float64Array.from(entered));
  return {
    values: Float64Array.from(order, (i) => outcome[i]!),
    months: Float64Array.from(order, (i) => entered[i]!),
  };
}

/** The months at which ADWIN, at its defaults, finds a change in one line; at most one a month. */
export function changesIn({ values, months }: Line): number[] {
  const adwin = createAdwin();
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (adwin.update(values[i]!) !== "drift") continue;
    const month = months[i]!;
    if (month < 0 || month >= PRODUCTION || (found.length > 0 && month - found[found.length - 1]! < 1))
      continue;
    found.push(month);
  }
  return found;
}

export function changePoints(
  world: LendingWorld,
  scores: Float64Array,
  granted: Uint8Array,
  name: StreamName,
  of: ChangePoint["world"],
): ChangePoint[] {
  return changesIn(lineOf(world, scores, granted, name)).map((month) => ({
    stream: name,
    month: Math.round(10 * month) / 10,
    world: of,
  }));
}
