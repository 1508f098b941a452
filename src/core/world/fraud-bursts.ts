import { exp } from "../math/elementary.ts";
import type { Random } from "../random.ts";
import type { Groups } from "../table/group.ts";
import { NIGHT_SHARE } from "./activity.ts";
import { DAY, HOUR, type PaymentsSettings, WORLD_START } from "./settings.ts";

/** Spread of the logarithm of a takeover's length. */
const LENGTH_SIGMA = 0.5;

/**
 * Marks the frauds of the users `from` to `to` (excluded) in `isFraud`.
 *
 * Every user has one takeover in store: a stretch of time around one of their payments. Whether it happens is left to
 * chance, with odds that make the expected share of fraud the same for every user of equal risk, however many payments fall
 * into the stretch. What each draw is does not depend on any rate: a higher risk only adds takeovers to those already there.
 *
 * `risk` is each user's multiple of the fraud rate; `paymentsOf` holds each user's rows in order of time.
 */
export function markBursts(
  isFraud: Uint8Array,
  eventAt: Float64Array,
  paymentsOf: Groups,
  users: { from: number; to: number; risk: Float64Array },
  settings: PaymentsSettings,
  random: Random,
): void {
  const { offsets, rows } = paymentsOf;
  const happens = random.fork("happens");
  const places = random.fork("where");
  const lengths = random.fork("length");
  for (let user = users.from; user < users.to; user++) {
    const chance = happens.next();
    const where = places.next();
    const before = places.next();
    const length = settings.burstHours * HOUR * exp(LENGTH_SIGMA * lengths.normal());
    const first = offsets[user]!;
    const count = offsets[user + 1]! - first;
    if (count === 0) continue;
    const start = eventAt[rows[first + Math.floor(where * count)]!]! - before * length;
    let low = first;
    while (eventAt[rows[low]!]! < start) low++;
    let high = low;
    while (high < first + count && eventAt[rows[high]!]! < start + length) high++;
    // The middle payment may round out of its own stretch when the length is next to nothing.
    const taken = Math.max(1, high - low);
    if (chance * taken >= settings.fraudRate * settings.burstShare * users.risk[user]! * count) continue;
    for (let i = low; i < high; i++) isFraud[rows[i]!] = 1;
  }
}

/**
 * Marks the frauds that come alone: `chance[row]` is a uniform number drawn for each payment. A higher risk at night moves
 * frauds there and leaves their number about as it was.
 */
export function markSingles(
  isFraud: Uint8Array,
  user: Int32Array,
  eventAt: Float64Array,
  risk: Float64Array,
  chance: ArrayLike<number>,
  settings: PaymentsSettings,
): void {
  const { fraudRate, burstShare, nightRisk } = settings;
  const byDay = (fraudRate * (1 - burstShare)) / (1 + NIGHT_SHARE * (nightRisk - 1));
  for (let row = 0; row < isFraud.length; row++) {
    const rate = isNight(eventAt[row]!) ? byDay * nightRisk : byDay;
    if (chance[row]! < rate * risk[user[row]!]!) isFraud[row] = 1;
  }
}

/** From 22:00 to 6:00 UTC. */
function isNight(at: number): boolean {
  const hour = Math.floor(((at - WORLD_START) % DAY) / HOUR);
  return hour >= 22 || hour < 6;
}
