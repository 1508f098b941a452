import { type Break, batchOf, type Feed, RECODED } from "../../core/faults/broken-feed.ts";
import { HOUR, MINUTE } from "../../core/world/settings.ts";
import { LATER_PAYMENT_METHODS, MERCHANT_CATEGORIES } from "../../core/world/types.ts";
import { type Bench, dayOf } from "./company.ts";
import type { Batch, BatchRow, Cell, Fate } from "./result.ts";

/** Merchant categories as a sender may call them after a change: by their codes in the card schemes. */
export const OTHER_NAMES = [
  "MCC 5411",
  "MCC 5812",
  "MCC 4111",
  "MCC 5651",
  "MCC 5732",
  "MCC 4722",
  "MCC 5947",
];
const COLUMNS = ["customer", "amount, €", "category", "method", "device"];
const ROWS = 14;

/** Consecutive rows of the middle of the first broken day, as the feed delivered them, and what became of them. */
export function batchPicture(
  bench: Bench,
  kind: Break,
  feed: Feed,
  fates: readonly Fate[],
  day: number,
  shut: boolean,
): Batch {
  const { scene, split } = bench;
  const { from, to } = split.production;
  let first = from;
  while (first < to && dayOf(scene, first) < day) first++;
  let end = first;
  while (end < to && dayOf(scene, end) === day) end++;
  const rows: BatchRow[] = [];
  for (let row = first + Math.floor((end - first) / 2); row < end && rows.length < ROWS; row++) {
    const one = rowOf(bench, kind, feed, row, fates[row - from]!);
    rows.push(one);
    if (feed.copies[row] === 2 && rows.length < ROWS) rows.push({ ...one, copy: true });
    // The first of two is judged as any other row.
    if (feed.copies[row] === 2) rows[rows.indexOf(one)] = { ...one, fate: "through" };
  }
  return { day, columns: COLUMNS, rows, shut, waits: kind === "late" };
}

function rowOf({ scene }: Bench, kind: Break, feed: Feed, row: number, fate: Fate): BatchRow {
  const { transactions: t, users } = scene.world;
  const hit = feed.hit[row] === 1;
  const wrong = (is: boolean, text: string): Cell => ({ text, state: is ? "wrong" : "good" });
  const amount = feed.amount[row]!;
  const category = feed.category[row]!;
  const cells: Cell[] = [
    wrong(false, `U${users.id[t.user[row]!]!}`),
    Number.isNaN(amount)
      ? { text: "", state: "absent" }
      : wrong(amount !== t.amount[row], amount.toFixed(2).replace("-", "−")),
    wrong(
      category >= RECODED,
      category >= RECODED ? OTHER_NAMES[category - RECODED]! : MERCHANT_CATEGORIES[category]!,
    ),
    wrong(false, LATER_PAYMENT_METHODS[t.paymentMethod[row]!]!),
    Number.isNaN(feed.device[row]!)
      ? { text: "", state: "absent" }
      : wrong(false, feed.device[row] === 1 ? "new" : "known"),
  ];
  const late = kind === "late" && hit && feed.arrivedAt[row]! > batchOf(t.eventAt[row]!);
  return {
    time: clock(t.eventAt[row]!),
    cells: late && fate === "not-there" ? cells.map(() => ({ text: "", state: "absent" })) : cells,
    fate,
    copy: false,
  };
}

function clock(at: number): string {
  const minutes = Math.floor(at / MINUTE) % (24 * 60);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor((minutes * MINUTE) / HOUR))}:${two(minutes % 60)}`;
}
