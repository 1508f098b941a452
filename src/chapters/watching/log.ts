import type { Service } from "../../core/service/contracts.ts";
import { daysOf } from "../../core/service/days.ts";
import { prepare } from "../../core/service/prepared.ts";
import { DAY } from "../../core/world/settings.ts";
import type { LateRows, Log } from "./result.ts";

/** How the label of a stopped payment becomes known: by whoever looks at it, or by the bank like any other. */
export type Settled = "review" | "bank";

/** Days after which a stopped payment has been looked at. */
const REVIEW_DAYS = 1;

/** When the label of each fraud is known, as the company learns of it; NaN for never. */
export function knownAt({ world, action, reportedAt }: Service, settled: Settled): Float64Array {
  const { eventAt, isFraud } = world.transactions;
  return reportedAt.map((at, row) => {
    if (settled === "bank" || isFraud[row] === 0 || action[row] === 0) return at;
    const seen = eventAt[row]! + REVIEW_DAYS * DAY;
    return Number.isNaN(at) ? seen : Math.min(at, seen);
  });
}

/** Every day of a service as its dashboard reads it, with the labels as they arrive. */
export function logOf(service: Service, settled: Settled): Log {
  const { world, firstRow, action, arrivedAt, copies, latencyMs } = service;
  const { eventAt, isFraud, amount } = world.transactions;
  const { startAt } = world.periods.production;
  const days = firstRow.length - 1;
  const { chance } = prepare(service);
  const labels = knownAt(service, settled);
  const dayOf = (at: number) => Math.floor((at - startAt) / DAY);
  const zero = () => new Array<number>(days).fill(0);
  const log = {
    payments: zero(),
    stopped: zero(),
    reviews: zero(),
    frauds: zero(),
    caught: zero(),
    caughtEur: zero(),
    missedEur: zero(),
    stoppedEur: zero(),
    expectedFrauds: zero(),
    expectedCaught: zero(),
  };
  const reports = new Map<string, [number, number, number, number, number]>();
  const late = new Map<string, [number, number, number, number]>();
  for (let day = 0; day < days; day++)
    for (let row = firstRow[day]!; row < firstRow[day + 1]!; row++) {
      const stops = action[row] === 1;
      log.payments[day]!++;
      if (stops) {
        log.stopped[day]!++;
        log.reviews[day]! += copies[row]!;
        log.stoppedEur[day]! += amount[row]!;
      }
      if (isFraud[row] === 1) {
        log.frauds[day]!++;
        if (stops) log.caught[day]!++;
        log[stops ? "caughtEur" : "missedEur"][day]! += amount[row]!;
        const known = dayOf(Math.max(labels[row]!, eventAt[row]!));
        if (known < days) {
          const entry = reports.get(`${day} ${known}`) ?? [day, known, 0, 0, 0];
          entry[stops ? 2 : 3]!++;
          if (stops) entry[4] = Number((entry[4] + amount[row]!).toFixed(2));
          reports.set(`${day} ${known}`, entry);
        }
      }
      const arrived = dayOf(arrivedAt[row]!);
      // A payment of the last minutes stands in the log after midnight: that is no lateness.
      if (arrived > day && arrivedAt[row]! - eventAt[row]! > DAY / 24) {
        const key = `${day} ${arrived}`;
        const entry = late.get(key) ?? [day, arrived, 0, 0];
        entry[stops ? 2 : 3]!++;
        late.set(key, entry);
      } else {
        log.expectedFrauds[day]! += chance[row]!;
        if (stops) log.expectedCaught[day]! += chance[row]!;
      }
    }
  const round = (values: number[], digits: number) => values.map((value) => Number(value.toFixed(digits)));
  return {
    ...log,
    caughtEur: round(log.caughtEur, 2),
    missedEur: round(log.missedEur, 2),
    stoppedEur: round(log.stoppedEur, 2),
    expectedFrauds: round(log.expectedFrauds, 2),
    expectedCaught: round(log.expectedCaught, 2),
    reports: [...reports.values()],
    late: [...late.values()] as LateRows[],
    ...driftOfWindows(service),
    ...latencies(latencyMs, firstRow, days),
  };
}

/**
 * The largest stability index among the features, over the seven days that end with each day, less what chance alone gives
 * (`core/service/figures.ts`), and whose it is.
 */
function driftOfWindows(service: Service): Pick<Log, "drift" | "drifted"> {
  const days = daysOf(service);
  return {
    drift: days.map(({ featureDrift }) =>
      Number.isFinite(featureDrift) ? Number(featureDrift.toFixed(4)) : 0,
    ),
    drifted: days.map(({ driftedFeature }) => driftedFeature),
  };
}

/** Median, 95th and 99th percentile of each day (nearest rank), in milliseconds. */
function latencies(
  latencyMs: Float64Array,
  firstRow: Int32Array,
  days: number,
): Pick<Log, "p50" | "p95" | "p99"> {
  const p50: number[] = [];
  const p95: number[] = [];
  const p99: number[] = [];
  for (let day = 0; day < days; day++) {
    const sorted = latencyMs.slice(firstRow[day]!, firstRow[day + 1]!).sort();
    const at = (share: number) => Number((sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1));
    p50.push(at(0.5));
    p95.push(at(0.95));
    p99.push(at(0.99));
  }
  return { p50, p95, p99 };
}
