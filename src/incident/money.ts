import { COSTS } from "../core/metrics/cost.ts";
import { firstRowAt } from "../core/service/company.ts";
import type { Beginning, Failure, RepairId, Service } from "../core/service/contracts.ts";
import { failureOf } from "../core/service/registry.ts";
import { DAY, HOUR, MINUTE } from "../core/world/settings.ts";
import { serviceOf } from "./bench.ts";
import type { Incident } from "./draw.ts";

/** Hours from the decision until a repair works. */
export const HOURS: Readonly<Record<RepairId, number>> = {
  nothing: 0,
  "wait-for-labels": 0,
  "roll-back": 1,
  "correct-the-threshold": 1,
  "scale-the-service": 2,
  "gate-the-batch": 3,
  "restore-the-feed": 4,
  "restore-the-reports": 6,
  "one-transform": 8,
  "keep-absence": 24,
  "fix-the-join": 24,
  retrain: 24,
  segment: 24,
  explore: 24,
};

/** What a repair does where the world itself has changed: nothing gives the old world back, but the service can follow it. */
const FOLLOWS: Partial<Record<RepairId, string>> = {
  retrain: "retrained",
  "correct-the-threshold": "threshold-anew",
  segment: "threshold-by-group",
};

/** If nobody does the right thing, the others find it so many days later. */
export const DAYS_AFTER = 7;

/** Whether a repair stops a failure's loss. */
export const mends = ({ repair, alsoHelps }: Failure, by: string): boolean =>
  repair === by || (alsoHelps as readonly string[]).includes(by);

/** Whether a failure is a change of the world, which no repair takes back. */
const isWorld = ({ happens }: Failure): boolean => happens !== undefined;

/** What the payments between two moments cost: frauds that went through, good payments that were stopped, reviews. EUR. */
export function costBetween(service: Service, from: number, to: number): number {
  const { world, action, copies } = service;
  const { amount, isFraud } = world.transactions;
  let sum = 0;
  const end = firstRowAt(world, to);
  for (let row = firstRowAt(world, from); row < end; row++) {
    const paid = amount[row]!;
    if (action[row] === 1)
      sum += COSTS.reviewFee * copies[row]! + (isFraud[row] === 1 ? 0 : COSTS.insultShare * paid);
    else if (isFraud[row] === 1) sum += COSTS.missedShare * paid;
  }
  return sum;
}

/** What runs from a moment on. */
type Piece = { from: number; failures: readonly Beginning[] };

/**
 * The service as it runs under some repairs, decided on so many minutes after 03:00: the failures of the present until a repair works,
 * then without those that it mends. A repair that mends nothing here is done all the same, and does what it does.
 */
export function piecesOf(
  incident: Incident,
  repairs: readonly string[],
  minutes: number,
  productionAt: number,
): Piece[] {
  const decided = productionAt + incident.today * DAY + 3 * HOUR + minutes * MINUTE;
  let failures = incident.failures;
  const pieces: Piece[] = [{ from: productionAt, failures }];
  const ordered = [...repairs].sort((a, b) => HOURS[a as RepairId] - HOURS[b as RepairId]);
  for (const repair of ordered as RepairId[]) {
    const works = decided + HOURS[repair] * HOUR;
    const gone = failures.filter(({ id }) => mends(failureOf(id), repair) && !isWorld(failureOf(id)));
    failures = failures.filter((one) => !gone.includes(one));
    const event = FOLLOWS[repair];
    if (gone.length === 0 && event !== undefined) {
      // A release goes live at midnight.
      const fromDay = Math.ceil((works - productionAt) / DAY);
      failures = [...failures, { id: event, fromDay, strength: 1 }];
      pieces.push({ from: productionAt + fromDay * DAY, failures });
    } else if (gone.length > 0) pieces.push({ from: works, failures });
  }
  return pieces;
}

/** What each day of the reckoning costs beyond the healthy twin, summed up from the first day of trouble: EUR, one entry a day. */
export function lossByDay(incident: Incident, pieces: readonly Piece[]): { days: number[]; sums: number[] } {
  const twin = serviceOf(incident, []);
  const { startAt } = twin.world.periods.production;
  const first = Math.min(incident.today - 3, ...incident.failures.map(({ fromDay }) => fromDay));
  const last = incident.today + DAYS_AFTER;
  const services = pieces.map(({ failures }) => serviceOf(incident, failures));
  const days: number[] = [];
  const sums: number[] = [];
  let sum = 0;
  for (let day = first; day < last; day++) {
    const [from, to] = [startAt + day * DAY, startAt + (day + 1) * DAY];
    pieces.forEach((piece, i) => {
      const begins = Math.max(from, piece.from);
      const ends = Math.min(to, pieces[i + 1]?.from ?? Number.POSITIVE_INFINITY);
      if (ends > begins) sum += costBetween(services[i]!, begins, ends);
    });
    sum -= costBetween(twin, from, to);
    days.push(day);
    sums.push(sum);
  }
  return { days, sums };
}

/** The repairs that are right: the best one of each failure, or nothing. */
export function rightRepairs({ failures }: Incident): readonly RepairId[] {
  return failures.length === 0 ? ["nothing"] : [...new Set(failures.map(({ id }) => failureOf(id).repair))];
}

/** Whether the repairs are right: each failure has one that mends it; where nothing is wrong, nothing is done. */
export function repairsAreRight({ failures }: Incident, repairs: readonly string[]): boolean {
  if (failures.length === 0) return repairs.every((one) => one === "nothing" || one === "wait-for-labels");
  return failures.every(({ id }) => repairs.some((one) => mends(failureOf(id), one)));
}
