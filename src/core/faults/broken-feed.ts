import { deliveredHistory } from "../features/delivered-history.ts";
import { type FeatureColumn, NOT_AVAILABLE, PRESENT } from "../features/features.ts";
import { random } from "../random.ts";
import { DAY, HOUR, MINUTE } from "../world/settings.ts";
import { MERCHANT_CATEGORIES, type PaymentsWorld } from "../world/types.ts";
import type { Fault, Scene } from "./fault.ts";

export const BREAKS = [
  "missing",
  "sign",
  "decimal",
  "stuck",
  "renamed",
  "recoded",
  "late",
  "duplicates",
] as const;
export type Break = (typeof BREAKS)[number];

const params = {
  kind: {
    kind: "choice",
    label: "What breaks",
    options: BREAKS,
    words: [
      "the amount is empty",
      "the amount has its sign turned",
      "the decimal point slips by one place",
      "the amount is that of the row before",
      "a column has another name",
      "categories have other names",
      "rows arrive late",
      "rows arrive twice",
    ],
    default: "missing",
  },
  share: { kind: "number", label: "Rows hit", unit: "%", min: 0, max: 1, step: 0.05, default: 0.3 },
  fromDay: {
    kind: "number",
    label: "It begins on day",
    unit: "",
    min: 0,
    max: 20,
    step: 1,
    default: 5,
    help: "Of production, counted from 0.",
  },
  days: { kind: "number", label: "It lasts", unit: "days", min: 1, max: 21, step: 1, default: 10 },
} as const;

/** The batch of a day is scored so long after its midnight. */
export const BATCH_AFTER = 2 * HOUR;
/** A healthy row arrives within this time. */
const ARRIVES_WITHIN = 90 * MINUTE;
/** A late row arrives this long after the payment at least, and so much longer on average. */
const LATE_FROM = 16 * HOUR;
const LATE_MEAN = 12 * HOUR;
/** A category under its other name has its code moved up by this. */
export const RECODED = MERCHANT_CATEGORIES.length;

/** What the feed delivers: one entry a payment of the world in every array. */
export type Feed = {
  /** 1 where the break hits the row. */
  hit: Uint8Array;
  /** EUR as delivered; NaN where the field is empty. */
  amount: Float64Array;
  /** Codes of the merchant categories; from RECODED on under another name. */
  category: Float64Array;
  /** 0 or 1; NaN where the column is not there under its name. */
  device: Float64Array;
  /** When the row arrived, in milliseconds since 1970. */
  arrivedAt: Float64Array;
  /** How many times it arrived. */
  copies: Uint8Array;
};

/** When the batch with the payments of this moment is scored. */
export const batchOf = (eventAt: number): number => Math.floor(eventAt / DAY) * DAY + DAY + BATCH_AFTER;

/**
 * The payments as the feed delivers them. Only rows of the days in question are hit, and a larger share only hits more of them; every
 * other row is delivered as it is, within 90 minutes and before its batch.
 */
export function deliver(
  { transactions, periods: { production } }: PaymentsWorld,
  { kind, share, fromDay, days }: { kind: string; share: number; fromDay: number; days: number },
  seed: number,
): Feed {
  const { count, eventAt } = transactions;
  const source = random(seed).fork("broken feed");
  const [arrives, hits, lags] = [source.fork("arrival"), source.fork("hit"), source.fork("late")];
  const feed: Feed = {
    hit: new Uint8Array(count),
    amount: transactions.amount.slice(),
    category: Float64Array.from(transactions.merchantCategory),
    device: Float64Array.from(transactions.deviceIsNew),
    arrivedAt: new Float64Array(count),
    copies: new Uint8Array(count).fill(1),
  };
  const startAt = production.startAt + fromDay * DAY;
  const endAt = startAt + days * DAY;
  let lastGood = Number.NaN;
  for (let row = 0; row < count; row++) {
    const at = eventAt[row]!;
    feed.arrivedAt[row] = at + Math.floor(arrives.next() * ARRIVES_WITHIN);
    const lag = LATE_FROM + Math.floor(lags.exponential(LATE_MEAN));
    const isHit = hits.next() < share && row >= production.from && at >= startAt && at < endAt;
    if (isHit) {
      feed.hit[row] = 1;
      if (kind === "missing") feed.amount[row] = Number.NaN;
      else if (kind === "sign") feed.amount[row] = -feed.amount[row]!;
      else if (kind === "decimal") feed.amount[row] = Math.round(feed.amount[row]! * 1000) / 100;
      // A reader that hangs repeats the last amount that it read.
      else if (kind === "stuck" && !Number.isNaN(lastGood)) feed.amount[row] = lastGood;
      else if (kind === "renamed") feed.device[row] = Number.NaN;
      else if (kind === "recoded") feed.category[row]! += RECODED;
      else if (kind === "late") feed.arrivedAt[row] = at + lag;
      else if (kind === "duplicates") feed.copies[row] = 2;
    } else lastGood = transactions.amount[row]!;
  }
  return feed;
}

/** What a loader without checks makes of the feed: an empty number is 0, an unknown category is none. */
export function loadOpenly(feed: Feed): Pick<Feed, "amount" | "category" | "device"> {
  const zero = (value: number) => (Number.isNaN(value) ? 0 : value);
  return {
    amount: feed.amount.map(zero),
    category: feed.category.map((code) => (code >= RECODED ? Number.NaN : code)),
    device: feed.device.map(zero),
  };
}

/**
 * The feed of payments breaks for some days: fields are empty or wrong, columns and categories change their names, rows arrive
 * late or twice. Production is what a loader without checks makes of it, histories included: what is wrong or absent in
 * the log is so in the averages and counts of the days after. The amount of a payment as training sees it is never touched.
 *
 * A late row keeps its own fields, known when it arrived; its histories are of the moment at which its batch ran.
 */
export const brokenFeed: Fault<typeof params> = {
  id: "broken-feed",
  name: "Broken feed",
  chapter: "broken-data",
  summary:
    "The feed delivers empty, wrong, renamed, late or doubled rows, and a loader takes them as they come.",
  params,
  apply(healthy, params, seed): Scene {
    const { world } = healthy;
    const feed = deliver(world, params, seed);
    if (!feed.hit.includes(1)) return healthy;
    const loaded = loadOpenly(feed);
    const { production } = world.periods;
    const { eventAt } = world.transactions;
    const log = { ...feed, amount: loaded.amount };
    const history = deliveredHistory(world, log, (row) => batchOf(eventAt[row]!), production);
    const own = healthy.production.columns;
    const attribute = (name: "amount" | "merchant_category" | "device_is_new", values: Float64Array) => ({
      values,
      absence: Uint8Array.from(values, (value) => (Number.isNaN(value) ? NOT_AVAILABLE : PRESENT)),
      knownAt: params.kind === "late" ? knownAt(own[name], feed) : own[name].knownAt,
    });
    const columns = {
      ...own,
      amount: attribute("amount", loaded.amount),
      merchant_category: attribute("merchant_category", loaded.category),
      device_is_new: attribute("device_is_new", loaded.device),
      avg_transaction_amount_last_7_days: inRows(
        own.avg_transaction_amount_last_7_days,
        history.average,
        production,
      ),
      tx_count_last_24_hours: inRows(own.tx_count_last_24_hours, history.count, production),
    };
    return { world, training: healthy.training, production: { ...healthy.production, columns } };
  },
};

const knownAt = (column: FeatureColumn, { hit, arrivedAt }: Feed): Float64Array =>
  column.knownAt.map((at, row) => (hit[row] === 1 ? arrivedAt[row]! : at));

/** The column with the other's values in these rows. */
export function inRows(
  own: FeatureColumn,
  other: FeatureColumn,
  { from, to }: { from: number; to: number },
): FeatureColumn {
  const pick = <A extends Float64Array | Uint8Array>(a: A, b: A): A => {
    const mixed = a.slice() as A;
    mixed.set(b.subarray(from, to) as never, from);
    return mixed;
  };
  return {
    values: pick(own.values, other.values),
    absence: pick(own.absence, other.absence),
    knownAt: own.knownAt,
  };
}
