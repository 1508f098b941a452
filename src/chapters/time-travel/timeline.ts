import type { FeatureColumn } from "../../core/features/column.ts";
import { DAY, HOUR } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import type { Timeline } from "./result.ts";

const HOURS = 48;

type Columns = { byDate: FeatureColumn; asOf: FeatureColumn; trained: FeatureColumn; served: FeatureColumn };

/**
 * Two days of the user in training whose case is easiest to read: several payments on one day that the day's batch reaches
 * back to, spread over the day, and a payment on the next. Which user it is does not depend on the join policy.
 * Null where no fraud of the training period was ever reported.
 */
export function timelineOf(world: PaymentsWorld, columns: Columns): Timeline | null {
  const { transaction, reportedAt } = world.chargebacks;
  const { training } = world.periods;
  let best: { score: number; user: number; startAt: number } | null = null;
  for (let i = 0; i < transaction.length; i++) {
    const row = transaction[i]!;
    if (row < training.from || row >= training.to || Number.isNaN(reportedAt[i]!)) continue;
    const user = world.transactions.user[row]!;
    const startAt = Math.floor(world.transactions.eventAt[row]! / DAY) * DAY;
    if (startAt + 2 * DAY > training.endAt) continue;
    const score = scoreOf(world, user, startAt, columns);
    if (best === null || score > best.score) best = { score, user, startAt };
  }
  return best === null ? null : drawn(world, best.user, best.startAt, columns);
}

/** The user's payments in the two days, in order of time. */
function rowsIn(world: PaymentsWorld, user: number, startAt: number): number[] {
  const { offsets, rows } = world.paymentsOf;
  const { eventAt } = world.transactions;
  const found: number[] = [];
  for (let i = offsets[user]!; i < offsets[user + 1]!; i++) {
    const at = eventAt[rows[i]!]!;
    if (at >= startAt && at < startAt + HOURS * HOUR) found.push(rows[i]!);
  }
  return found;
}

function scoreOf(world: PaymentsWorld, user: number, startAt: number, { byDate, asOf }: Columns): number {
  const rows = rowsIn(world, user, startAt);
  const { eventAt, isFraud } = world.transactions;
  let closest = 3;
  let reached = 0;
  let nextDay = 0;
  let honest = 0;
  let most = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (i > 0) closest = Math.min(closest, (eventAt[row]! - eventAt[rows[i - 1]!]!) / HOUR);
    if (eventAt[row]! - startAt >= DAY) nextDay++;
    else if (byDate.values[row]! > asOf.values[row]!) reached++;
    most = Math.max(most, byDate.values[row]!);
    honest += 1 - isFraud[row]!;
  }
  const crowded = Math.max(0, rows.length - 7);
  return (
    3 * Math.min(reached, 3) +
    6 * Math.min(nextDay, 2) +
    2 * closest +
    Math.min(honest, 1) -
    3 * crowded -
    Math.max(0, most - 3)
  );
}

function drawn(world: PaymentsWorld, user: number, startAt: number, columns: Columns): Timeline {
  const { eventAt, amount, isFraud } = world.transactions;
  const { transaction, reportedAt } = world.chargebacks;
  const hoursOf = (time: number) => (time - startAt) / HOUR;
  const known = (value: number) => (Number.isNaN(value) ? null : value);
  const inside = (time: number) => time >= startAt && time < startAt + HOURS * HOUR;
  const own: { at: number; fraudAt: number }[] = [];
  for (let i = 0; i < transaction.length; i++)
    if (world.transactions.user[transaction[i]!] === user && !Number.isNaN(reportedAt[i]!))
      own.push({ at: reportedAt[i]!, fraudAt: eventAt[transaction[i]!]! });
  const { days, computedAt } = world.batchRuns;
  const batches: { at: number; value: number }[] = [];
  for (let day = 0; day < days; day++) {
    const at = computedAt[day]!;
    if (!inside(at)) continue;
    const value = own.filter((report) => report.at < at && report.at >= at - 30 * DAY).length;
    batches.push({ at: hoursOf(at), value });
  }
  return {
    user: `U${world.users.id[user]}`,
    startAt,
    hours: HOURS,
    payments: rowsIn(world, user, startAt).map((row) => {
      const knownAt = known(columns.trained.knownAt[row]!);
      return {
        at: hoursOf(eventAt[row]!),
        amount: amount[row]!,
        fraud: isFraud[row] === 1,
        trained: known(columns.trained.values[row]!),
        knownAt: knownAt === null ? null : hoursOf(knownAt),
        served: known(columns.served.values[row]!),
      };
    }),
    reports: own
      .filter((report) => inside(report.at))
      .map(({ at, fraudAt }) => ({ at: hoursOf(at), fraudAt: hoursOf(fraudAt) })),
    batches,
  };
}
