import { ageAt } from "../../core/detectors/shared/label-delays.ts";
import { DAY } from "../../core/world/settings.ts";
import type { Range } from "../shared/train.ts";
import { type Arrival, inTheEnd, LEAST_CHANCE, meanChance, stepAt } from "./arrival.ts";
import type { Reading } from "./reading.ts";
import type { Counted, CurvePoint, Maturity, Read, Week } from "./result.ts";
import { reviewedAt } from "./world.ts";

/** The maturity curve is drawn to this age. */
export const CURVE_DAYS = 60;
const SHARE = 0.95;

/** What of a week could be known on the day of the reading. */
export type KnownWeek = Pick<
  Week,
  | "week"
  | "days"
  | "payments"
  | "stopped"
  | "reviewed"
  | "known"
  | "caughtKnown"
  | "chance"
  | "estimate"
  | "caughtEstimate"
  | "mature"
> & { range: Range };

/** The weeks from a moment to the reading, from the labels that it holds alone. */
export function knownWeeks(
  reading: Reading,
  arrival: Arrival | null,
  startAt: number,
  windowDays: number,
): KnownWeek[] {
  const { eventAt, rows, at, fraud, stopped } = reading;
  const weeks: KnownWeek[] = [];
  let from = 0;
  while (from < rows && eventAt[from]! < startAt) from++;
  for (let week = 0; startAt + week * 7 * DAY < at; week++) {
    const endAt = Math.min(at, startAt + (week + 1) * 7 * DAY);
    const tally = { payments: 0, stopped: 0, reviewed: 0, known: 0, caughtKnown: 0 };
    let to = from;
    for (; to < rows && eventAt[to]! < endAt; to++) {
      tally.payments++;
      tally.known += fraud[to]!;
      if (stopped[to] === 0) continue;
      tally.stopped++;
      tally.caughtKnown += fraud[to]!;
      if (reviewedAt(eventAt[to]!) < at) tally.reviewed++;
    }
    const range = { from, to };
    const chance = arrival === null ? { mean: 0, low: 0, high: 0 } : meanChance(arrival, reading, range);
    weeks.push({
      week,
      days: (endAt - startAt) / DAY - 7 * week,
      ...tally,
      chance: chance.mean,
      ...estimateOf(tally, chance),
      mature: endAt + windowDays * DAY <= at,
      range,
    });
    from = to;
  }
  return weeks;
}

/** Reports on what was let through, over their chance; frauds among what was stopped, over the share that was reviewed. */
function estimateOf(
  tally: { stopped: number; reviewed: number; known: number; caughtKnown: number },
  chance: { mean: number; low: number; high: number },
): { estimate: Counted | null; caughtEstimate: number | null } {
  const missed = inTheEnd(tally.known - tally.caughtKnown, chance);
  if (missed === null || (tally.stopped > 0 && tally.reviewed < LEAST_CHANCE * tally.stopped))
    return { estimate: null, caughtEstimate: null };
  const caught = tally.stopped === 0 ? 0 : (tally.caughtKnown * tally.stopped) / tally.reviewed;
  return {
    estimate: { value: missed.value + caught, low: missed.low + caught, high: missed.high + caught },
    caughtEstimate: caught,
  };
}

/** The same weeks with what they turn out to be. */
export function settledWeeks(known: readonly KnownWeek[], final: Reading, truth: Uint8Array): Week[] {
  return known.map(({ range, ...week }) => {
    const tally = { truth: 0, final: 0, caught: 0 };
    for (let row = range.from; row < range.to; row++) {
      tally.truth += truth[row]!;
      tally.final += final.fraud[row]!;
      tally.caught += final.stopped[row]! & final.fraud[row]!;
    }
    return { ...week, ...tally };
  });
}

/** The last day of reading, and the last week of payments, that the triangle has room for. */
export const LAST_DAY = 63;

/** Every week's fraud rate as it was read every seven days until the reading: nothing that came later is in it. */
export function triangleOf({ at, knownAt }: Reading, weeks: readonly KnownWeek[], startAt: number): Read[] {
  const reads: Read[] = [];
  for (let week = 0; week < LAST_DAY / 7; week++) {
    for (let day = 7 * (week + 1); day <= LAST_DAY; day += 7) {
      const own = weeks[week];
      const moment = startAt + day * DAY;
      if (own === undefined || moment > at) {
        reads.push({ week, day, rate: null });
        continue;
      }
      let known = 0;
      for (let row = own.range.from; row < own.range.to; row++) if (knownAt[row]! < moment) known++;
      reads.push({ week, day, rate: rounded(known / Math.max(1, own.payments)) });
    }
  }
  return reads;
}

/** The curve as estimated from the reading, beside that of all reports that ever come on the same payments. */
export function maturityOf(reading: Reading, arrival: Arrival | null, final: Reading): Maturity {
  const delays = Float64Array.from(reports(final, reading.rows)).sort();
  const longest = arrival === null ? 0 : arrival.ages[arrival.ages.length - 1]!;
  let below = 0;
  const curve = Array.from({ length: CURVE_DAYS * 2 + 1 }, (_, i): CurvePoint => {
    const days = i / 2;
    while (below < delays.length && delays[below]! <= days * DAY) below++;
    const truth = delays.length === 0 ? 0 : below / delays.length;
    if (arrival === null || (days * DAY > longest && days > 0))
      return { days, arrived: null, low: null, high: null, truth };
    const of = (values: Float64Array) => rounded(stepAt(arrival.ages, values, days * DAY));
    return {
      days,
      arrived: of(arrival.arrived),
      low: of(arrival.low),
      high: of(arrival.high),
      truth: rounded(truth),
    };
  });
  const age = (share: number) => {
    const found = arrival === null ? Number.POSITIVE_INFINITY : ageAt(arrival.ages, arrival.arrived, share);
    return Number.isFinite(found) ? found / DAY : null;
  };
  return {
    curve,
    half: age(0.5),
    mature: age(SHARE),
    truth: delays.length === 0 ? 0 : delays[Math.ceil(SHARE * delays.length) - 1]! / DAY,
    reports: reports(reading, reading.rows).length,
  };
}

const rounded = (value: number) => Number(value.toFixed(4));

/** Delays of the customers' reports on the first rows. */
function reports({ knownAt, eventAt, stopped }: Reading, rows: number): number[] {
  const delays: number[] = [];
  for (let row = 0; row < rows; row++)
    if (stopped[row] === 0 && !Number.isNaN(knownAt[row]!)) delays.push(knownAt[row]! - eventAt[row]!);
  return delays;
}
