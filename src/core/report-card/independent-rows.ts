import type { DetectorInput, Roles } from "../contracts.ts";
import { type Random, random } from "../random.ts";
import { clearValid, numbers, type Table, table, times, validity } from "../table/table.ts";

const HOUR = 3600000;
const DAY = 24 * HOUR;
const START = 1735689600000;
/** Days that each window spans. */
const DAYS = 30;
const CHANNELS = ["web", "app", "shop", "phone", "kiosk", "voice"] as const;
/** The channels that there have always been; the last one is new where a shift brings it. */
const KNOWN = 5;
const SHARES = [0.35, 0.25, 0.2, 0.12, 0.08] as const;
const MISSING = 0.08;
/** Rows per customer on average. */
const ROWS_PER_CUSTOMER = 6;

/**
 * What a detector is given: an older and a newer window; the same with the history of the older one (which independent rows
 * do not have); or the newer rows twice, as they should be and as they are.
 */
export type View = "windows" | "past" | "same-rows";

/** What is changed in the newer window; at the defaults both windows come from one source. */
export type Shift = {
  /** Moves `value` by so many standard deviations. */
  mean?: number;
  /** Multiplies the spread of `value`. */
  spread?: number;
  /** Turns this share of the rows to the rarest channel. */
  mix?: number;
  /** Turns this share of the rows to a channel that the older window never had. */
  unseen?: number;
  /** Adds to the share of missing values, of `value` and `channel`. */
  missing?: number;
  /** Multiplies the label rate of one channel (a fifth of the rows); the score knows nothing of it. */
  risk?: number;
};

export const INDEPENDENT_ROLES: Roles = {
  "event-time": ["at"],
  entity: ["customer"],
  label: ["fraud"],
  "label-known-time": ["reported_at"],
  "feature-known-time": ["value_known_at"],
  score: ["score"],
  decision: ["decision"],
  segment: ["channel"],
  key: ["id"],
};

/**
 * Two windows of rows that have nothing to do with one another: the healthy pair for which a test's level is made. `value` is
 * normal, `channel` one of five, 8 % of either missing; the label follows the score and nothing else, which so is calibrated.
 * The newer window has four fifths as many rows. The same seed gives the same rows but for what the shift touches.
 */
export function independentRows(
  shift: Shift,
  rows: number,
  seed: number,
  view: View = "windows",
): Omit<DetectorInput, "columns"> {
  const source = random(seed).fork("independent rows");
  const newer = (own: Shift) => windowOf(source.fork("current"), Math.round(0.8 * rows), 1, own);
  return {
    reference: view === "same-rows" ? newer({}) : windowOf(source.fork("reference"), rows, 0, {}),
    current: newer(shift),
    roles: INDEPENDENT_ROLES,
  };
}

function windowOf(source: Random, rows: number, later: number, shift: Shift): Table {
  const { mean = 0, spread = 1, mix = 0, unseen = 0, missing = 0, risk = 1 } = shift;
  const { of, absent } = { of: source.fork("values"), absent: source.fork("absent") };
  const moved = source.fork("moved");
  const who = source.fork("who");
  const value = new Float64Array(rows);
  const valid = validity(rows, true);
  const channel = new Int32Array(rows);
  const channelValid = validity(rows, true);
  const score = new Float64Array(rows);
  const fraud = new Float64Array(rows);
  const customer = new Float64Array(rows);
  const at = Float64Array.from({ length: rows }, () => Math.floor((later + who.next()) * DAYS * DAY)).sort();
  const reported = new Float64Array(rows);
  const known = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    value[row] = 100 + 15 * (mean + spread * of.normal());
    channel[row] = of.pick(SHARES);
    if (moved.chance(mix)) channel[row] = KNOWN - 1;
    if (moved.chance(unseen)) channel[row] = KNOWN;
    // Missing once by the usual share and once more by the shift, so that a shift only adds.
    if (absent.chance(MISSING) || moved.chance(missing)) clearValid(valid, row);
    if (absent.chance(MISSING) || moved.chance(missing)) clearValid(channelValid, row);
    const own = of.next();
    score[row] = 0.02 + 0.3 * own * own;
    const chance = score[row]! * (channel[row] === 2 ? risk : 1);
    fraud[row] = of.next() < chance ? 1 : 0;
    customer[row] = who.integer(Math.ceil(rows / ROWS_PER_CUSTOMER));
    at[row]! += START;
    reported[row] = at[row]! + Math.floor(who.exponential(8 * HOUR));
    known[row] = at[row]! - Math.floor(who.exponential(5 * HOUR));
  }
  const reportedValid = validity(rows, true);
  for (let row = 0; row < rows; row++) if (fraud[row] === 0) clearValid(reportedValid, row);
  return table([
    ["id", numbers(Float64Array.from({ length: rows }, (_, row) => later * 10_000_000 + row))],
    ["customer", numbers(customer)],
    ["at", times(at)],
    ["value", numbers(value, valid)],
    ["value_known_at", times(known)],
    ["channel", { kind: "category", codes: channel, categories: CHANNELS, valid: channelValid }],
    ["fraud", numbers(fraud)],
    ["reported_at", times(reported, reportedValid)],
    ["score", numbers(score)],
    ["decision", numbers(score.map((p) => (p > 0.2 ? 1 : 0)))],
  ]);
}
