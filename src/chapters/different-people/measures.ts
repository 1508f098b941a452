import { designEffect, effective } from "../../core/detectors/shared/design-effect.ts";
import { log } from "../../core/math/elementary.ts";
import { wilsonInterval } from "../../core/stats/wilson-interval.ts";
import type { Table } from "../../core/table/table.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import { type Range, within } from "../shared/train.ts";
import type { GroupId, Rate, Result, Spread } from "./result.ts";
import { GROUPS } from "./words.ts";
import type { Stretches } from "./world.ts";

/** Rows of a stretch that belong to the new customers (1), to the others (0), or all of them (null). */
export function eachRow(
  { from, to }: Range,
  member: Uint8Array,
  whose: 0 | 1 | null,
  visit: (row: number) => void,
): void {
  for (let row = from; row < to; row++) if (whose === null || member[row] === whose) visit(row);
}

/** The rows of each group that the first pictures compare. */
export function rangeOf(group: GroupId, { training, compared }: Stretches): [Range, 0 | 1 | null] {
  return group === "training" ? [training, null] : [compared, group === "new" ? 1 : 0];
}

/**
 * By how much the variance of a fraud rate is larger than with independent payments, since the frauds on one account come
 * together; from the payments of this stretch.
 */
export function clustering(world: PaymentsWorld, labels: Uint8Array, range: Range): number {
  const { user } = world.transactions;
  const users: Table = {
    rows: range.to - range.from,
    columns: new Map([
      [
        "user",
        {
          kind: "category",
          codes: within(user, range),
          categories: new Array<string>(world.users.count).fill(""),
          valid: null,
        },
      ],
    ]),
  };
  return designEffect(users, { entity: ["user"] }, within(labels, range));
}

/** The fraud rate of each group with its interval; null where the group has no payment. */
export function ratesOf(
  labels: Uint8Array,
  member: Uint8Array,
  stretches: Stretches,
  design: number,
): Result["rates"] {
  const rateOf = (group: GroupId): Rate | null => {
    let rows = 0;
    let frauds = 0;
    eachRow(...withMember(rangeOf(group, stretches), member), (row) => {
      rows++;
      frauds += labels[row]!;
    });
    if (rows === 0) return null;
    const [low, high] = wilsonInterval(...effective(frauds, rows, design));
    return { rows, frauds, rate: frauds / rows, low, high };
  };
  return { training: rateOf("training"), mature: rateOf("mature"), new: rateOf("new") };
}

const withMember = (
  [range, whose]: [Range, 0 | 1 | null],
  member: Uint8Array,
): [Range, Uint8Array, 0 | 1 | null] => [range, member, whose];

/** Shares of each group's payments by bin; `binOf` is the bin of a row, below 0 where it has none. */
function spreadOf(
  bins: readonly { at: number; label: string }[],
  binOf: (row: number) => number,
  member: Uint8Array,
  stretches: Stretches,
): Spread[] {
  const shares = GROUPS.map((group) => {
    const counts = new Float64Array(bins.length);
    let total = 0;
    eachRow(...withMember(rangeOf(group, stretches), member), (row) => {
      const bin = binOf(row);
      if (bin < 0) return;
      counts[bin]!++;
      total++;
    });
    return total === 0 ? null : Array.from(counts, (count) => count / total);
  });
  return bins.map((bin, i) => ({
    ...bin,
    training: shares[0]?.[i] ?? 0,
    mature: shares[1]?.[i] ?? null,
    new: shares[2]?.[i] ?? null,
  }));
}

/** Amounts in bins that grow by a factor of √2 from 2 EUR to 512 EUR; what lies outside goes into the outermost. */
export function amountSpread(world: PaymentsWorld, member: Uint8Array, stretches: Stretches): Spread[] {
  const { amount } = world.transactions;
  const edges = [2];
  while (edges.length < 17) edges.push(Math.SQRT2 * edges[edges.length - 1]!);
  const bins = edges.slice(0, -1).map((low, i) => {
    const high = edges[i + 1]!;
    return { at: Math.sqrt(low * high), label: `€ ${low.toFixed(0)} to ${high.toFixed(0)}` };
  });
  const perBin = log(2) / 2;
  return spreadOf(
    bins,
    (row) => Math.min(bins.length - 1, Math.max(0, Math.floor(log(amount[row]! / 2) / perBin))),
    member,
    stretches,
  );
}

/** The last bin of payments in 24 hours stands for itself and all above. */
const MOST_PAYMENTS = 5;

/** Payments in the 24 hours before each payment: the feature that monitoring calls velocity. */
export function velocitySpread(counts: Float64Array, member: Uint8Array, stretches: Stretches): Spread[] {
  const bins = Array.from({ length: MOST_PAYMENTS + 1 }, (_, at) => ({
    at,
    label: at === MOST_PAYMENTS ? `${at} or more` : String(at),
  }));
  return spreadOf(
    bins,
    (row) => (Number.isNaN(counts[row]!) ? -1 : Math.min(MOST_PAYMENTS, counts[row]!)),
    member,
    stretches,
  );
}
