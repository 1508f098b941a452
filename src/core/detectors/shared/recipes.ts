/**
 * The ways in which a feature such as "chargebacks of this user in the last 30 days" is computed in practice. A recipe says
 * which moment it looks back from, by which clock an earlier row counts as having happened, whether the row itself is in it,
 * and how far it looks back.
 */
export const DAY = 86400000;
const HOUR = 3600000;

export type Pattern = {
  id: string;
  /** Looks back from the row's own time, from the batch of the row's own day, or from the last batch that had finished. */
  moment: "now" | "same-day-batch" | "last-batch";
  /** An earlier row counts from the time it happened, or from the time its label was known. */
  clock: "event" | "known";
  /** Whether the row itself may be among those counted. */
  own: boolean;
  /** Rows at the very time of this one: those before it in the file count (false), or none does (true). */
  strict: boolean;
};

const pattern = (
  id: string,
  moment: Pattern["moment"],
  clock: Pattern["clock"],
  own: boolean,
  strict = false,
): Pattern => ({ id, moment, clock, own, strict });

export const PATTERNS: readonly Pattern[] = [
  pattern("earlier-by-event-time", "now", "event", false),
  pattern("earlier-by-event-time-strictly", "now", "event", false, true),
  pattern("own-row-included", "now", "event", true),
  pattern("same-day-batch-by-event-time", "same-day-batch", "event", true),
  pattern("same-day-batch-by-event-time-own-row-out", "same-day-batch", "event", false),
  pattern("last-batch-by-event-time", "last-batch", "event", false),
  pattern("known-at-the-event", "now", "known", false),
  pattern("same-day-batch-by-known-time", "same-day-batch", "known", true),
  pattern("same-day-batch-by-known-time-own-row-out", "same-day-batch", "known", false),
  pattern("last-batch-by-known-time", "last-batch", "known", false),
];

/** What is aggregated: `source` 0 is the label, 1 the rows themselves, 2 and up the amounts, in the order given. */
export type Quantity = { kind: "count" | "sum" | "mean"; source: number };

export type Recipe = {
  pattern: Pattern;
  quantity: Quantity;
  /** Length of the look back in milliseconds; Infinity for all history. */
  window: number;
  /** A report counts while it is recent itself ("report"), or while the event that it reports is ("event"). */
  windowOf: "report" | "event";
  /** Hour of the day at which the batch runs, 0 to 24; without meaning where the moment is "now". */
  hour: number;
};

/** The rows of some entities, in the order of history, with what the recipes need of each. */
export type Timeline = {
  starts: Uint32Array;
  event: Float64Array;
  /** When the row's label was known; Infinity for never. Null where there is no such clock. */
  known: Float64Array | null;
  knownOrder: Uint32Array | null;
  /** For each source (label, rows, amounts ...) the value of the row, 0 where it has none, and whether it has one. */
  values: readonly Float64Array[];
  present: readonly Float64Array[];
};

/** The moment from which the recipe looks back, for each row. */
export function momentsOf(event: Float64Array, { pattern, hour }: Recipe): Float64Array {
  if (pattern.moment === "now") return event;
  const id = `${pattern.moment} ${hour}`;
  const known = lastMoments.get(event);
  if (known?.id === id) return known.moments;
  const moments = new Float64Array(event.length);
  const isLast = pattern.moment === "last-batch";
  for (let i = 0; i < event.length; i++) {
    const ofDay = Math.floor(event[i]! / DAY) * DAY + hour * HOUR;
    moments[i] = isLast && ofDay > event[i]! ? ofDay - DAY : ofDay;
  }
  lastMoments.set(event, { id, moments });
  return moments;
}

/** Many recipes in a row look back from the same moments. */
const lastMoments = new WeakMap<Float64Array, { id: string; moments: Float64Array }>();

/**
 * The value of the recipe for every row: a count or sum (0 without any rows), or a mean (NaN without any).
 *
 * A row counts at a moment from the time it enters until it leaves the window; both
 * only ever move forward within an entity, so one pass with two pointers serves all rows: O(n) beyond the sort orders.
 * `leaveOrder` must be given where rows leave in another order than they enter (a window of events by known time).
 */
export function computeRecipe(
  timeline: Timeline,
  recipe: Recipe,
  leaveOrder: Uint32Array | null,
): Float64Array {
  const { starts, event, known, knownOrder } = timeline;
  const { pattern, quantity, window } = recipe;
  const enter = pattern.clock === "event" ? event : known!;
  const enterOrder = pattern.clock === "event" ? null : knownOrder!;
  const byEvent = recipe.windowOf === "event";
  const values = timeline.values[quantity.source]!;
  const present = timeline.present[quantity.source]!;
  const { own } = pattern;
  const isMean = quantity.kind === "mean";
  const byPlace = pattern.moment === "now" && pattern.clock === "event";
  const moments = momentsOf(event, recipe);
  const result = new Float64Array(event.length);
  // A batch at midnight reads the day before it, its first moment included; a window up to a row ends with that row.
  const isBatch = pattern.moment !== "now";
  const isStrict = isBatch || pattern.strict;
  const ofNow = byPlace && !pattern.strict;
  for (let block = 0; block + 1 < starts.length; block++) {
    const end = starts[block + 1]!;
    let entering = starts[block]!;
    let leaving = entering;
    let sum = 0;
    let number = 0;
    for (let i = entering; i < end; i++) {
      const moment = moments[i]!;
      for (; entering < end; entering++) {
        const j = enterOrder === null ? entering : enterOrder[entering]!;
        const time = enter[j]!;
        if (!(ofNow ? j <= i : isStrict ? time < moment : time <= moment)) break;
        sum += values[j]!;
        number += present[j]!;
      }
      if (window !== Number.POSITIVE_INFINITY) {
        for (; leaving < end; leaving++) {
          const j =
            leaveOrder !== null ? leaveOrder[leaving]! : enterOrder === null ? leaving : enterOrder[leaving]!;
          const time = byEvent ? Math.max(event[j]! + window, enter[j]!) : enter[j]! + window;
          if (!(isBatch ? time < moment : time <= moment)) break;
          sum -= values[j]!;
          number -= present[j]!;
        }
      }
      let ownSum = sum;
      let ownNumber = number;
      if (!own) {
        const time = enter[i]!;
        const leaves = byEvent ? Math.max(event[i]! + window, time) : time + window;
        const entered = isStrict ? time < moment : time <= moment;
        const left = isBatch ? leaves < moment : leaves <= moment;
        if (byPlace ? ofNow : entered && !left) {
          ownSum -= values[i]!;
          ownNumber -= present[i]!;
        }
      }
      if (ownNumber === 0) result[i] = isMean ? Number.NaN : 0;
      else result[i] = isMean ? ownSum / ownNumber : ownSum;
    }
  }
  return result;
}

/** When each row leaves a window of events by known time: for {@link computeRecipe}'s `leaveOrder`. */
export function leaveTimes(event: Float64Array, known: Float64Array, window: number): Float64Array {
  const times = new Float64Array(event.length);
  for (let i = 0; i < times.length; i++) times[i] = Math.max(event[i]! + window, known[i]!);
  return times;
}

/**
 * Whether the recipe reads only what was known at the event. A count of rows, or of their amounts, may include the row itself.
 * A label may be read only once it was reported; where nobody says when that was, reading earlier labels passes as honest.
 */
export function isHonest({ pattern, quantity }: Recipe, hasKnownTime: boolean): boolean {
  if (pattern.moment === "same-day-batch") return false;
  if (quantity.source !== 0) return true;
  if (pattern.clock === "known") return true;
  return !hasKnownTime && !pattern.own;
}
