import { random } from "../../core/random.ts";
import { DAY } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";
import type { Overlap, SplitId } from "./result.ts";

export const SPLITS: readonly SplitId[] = ["random", "customer", "time", "time-customer"];
/** Share of the rows, the customers or the days that a split holds out. */
const HELD = 1 / 3;

/** Rows learned from and rows judged on; both in the order of time. */
export type Split = { fit: Int32Array; held: Int32Array };
export type Splits = Readonly<Record<SplitId, Split>>;

/** The moment at which the splits in time cut: after two thirds of the training days. */
export function cutOf({ periods: { training } }: PaymentsWorld): number {
  const days = (training.endAt - training.startAt) / DAY;
  return training.startAt + Math.round(days * (1 - HELD)) * DAY;
}

/**
 * The four ways to hold out a third of the training rows. *At random* draws single payments, but of a customer who may not be torn apart
 * (all but the share `shared`) all or none. *By customer* draws customers. *In time* holds out the last days; the last way also leaves out of
 * them whoever was there before. With `shared` 0 the first is the second.
 */
export function splitsOf(world: PaymentsWorld, shared: number, seed: number): Splits {
  const { transactions, users, periods } = world;
  const { from, to } = periods.training;
  const source = random(seed).fork("splits");
  const draws = (name: string, count: number) => {
    const own = source.fork(name);
    return Float64Array.from({ length: count }, () => own.next());
  };
  const ofCustomer = draws("customers", users.count);
  const torn = draws("torn apart", users.count);
  const ofRow = draws("payments", transactions.count);
  const cut = cutOf(world);
  const wasBefore = new Uint8Array(users.count);
  for (let row = from; row < to; row++)
    if (transactions.eventAt[row]! < cut) wasBefore[transactions.user[row]!] = 1;
  const split = (sideOf: (row: number, user: number) => "fit" | "held" | "out"): Split => {
    const rows: { fit: number[]; held: number[] } = { fit: [], held: [] };
    for (let row = from; row < to; row++) {
      const side = sideOf(row, transactions.user[row]!);
      if (side !== "out") rows[side].push(row);
    }
    return { fit: Int32Array.from(rows.fit), held: Int32Array.from(rows.held) };
  };
  const isOlder = (row: number) => transactions.eventAt[row]! < cut;
  return {
    random: split((row, user) =>
      (torn[user]! < shared ? ofRow[row]! : ofCustomer[user]!) < HELD ? "held" : "fit",
    ),
    customer: split((_, user) => (ofCustomer[user]! < HELD ? "held" : "fit")),
    time: split((row) => (isOlder(row) ? "fit" : "held")),
    "time-customer": split((row, user) => (isOlder(row) ? "fit" : wasBefore[user] === 1 ? "out" : "held")),
  };
}

/** How many rows judged on are by customers, or from days, that are learned from. */
export function overlapOf(
  world: PaymentsWorld,
  labels: Uint8Array,
  split: SplitId,
  { fit, held }: Split,
): Overlap {
  const { user, eventAt } = world.transactions;
  const isKnown = new Uint8Array(world.users.count);
  let newest = Number.NEGATIVE_INFINITY;
  for (const row of fit) {
    isKnown[user[row]!] = 1;
    newest = Math.max(newest, eventAt[row]!);
  }
  let [heldFrauds, knownRows, olderRows] = [0, 0, 0];
  for (const row of held) {
    heldFrauds += labels[row]!;
    knownRows += isKnown[user[row]!]!;
    if (eventAt[row]! < newest) olderRows++;
  }
  const rows = Math.max(1, held.length);
  return {
    split,
    fitRows: fit.length,
    heldRows: held.length,
    heldFrauds,
    knownRows,
    knownShare: knownRows / rows,
    olderRows,
    olderShare: olderRows / rows,
  };
}
