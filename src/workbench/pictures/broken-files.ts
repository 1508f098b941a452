import { exp } from "../../core/math/elementary.ts";
import { type Random, random } from "../../core/random.ts";

const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 6);
const DAYS = 90;

type Row = Record<string, string | number>;

const iso = (time: number): string => new Date(time).toISOString().slice(0, 19);
const sigmoid = (z: number): number => 1 / (1 + exp(-z));

/** Rows as a CSV file. */
export function csvOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0]!);
  return `${names.join(",")}\n${rows.map((row) => names.map((name) => row[name]).join(",")).join("\n")}\n`;
}

/**
 * Invented payments of 90 days in which nearly everything goes wrong in the last third: for tests, and to look at. Each fault
 * has columns of its own, so that one does not hide the other.
 */
export function brokenPayments(rows = 6000, seed = 11): Row[] {
  const source = random(seed);
  const customers = Array.from({ length: Math.ceil(rows / 8) }, () => ({ risk: 0.9 * source.normal() }));
  const made: Row[] = [];
  let mood = 0;
  for (let i = 0; i < rows; i++) {
    const newer = i >= (2 / 3) * rows;
    // A day almost without rows: the feed failed.
    const at = START + ((i + source.next()) / rows) * DAYS * DAY;
    if (Math.floor((at - START) / DAY) === 75 && !source.chance(0.1)) continue;
    const customer = source.integer(customers.length);
    const country = ["DE", "FR", "ES", "IT"][source.pick(newer ? [3, 3, 2, 2] : [5, 3, 1, 1])]!;
    const size = source.normal();
    if (source.chance(0.05)) mood = 1.6 * source.normal();
    const z = -2.2 + 0.8 * size + customers[customer]!.risk + (country === "IT" ? 1 : 0) + mood * 0.6;
    const fraud = source.chance(sigmoid(newer ? z + 0.8 : z));
    const honest = sigmoid(-2 + 0.9 * size);
    const split = i % 4 === 0 ? "test" : "train";
    made.push(rowOf(source, { i, rows, newer, at, customer, country, size, fraud, honest, split }));
  }
  // Two loads came twice.
  made.splice(1500, 0, ...made.slice(1400, 1460).map((row) => ({ ...row })));
  return made;
}

type Drawn = {
  i: number;
  rows: number;
  newer: boolean;
  at: number;
  customer: number;
  country: string;
  size: number;
  fraud: boolean;
  honest: number;
  split: string;
};

function rowOf(source: Random, drawn: Drawn): Row {
  const { i, rows, newer, at, customer, country, size, fraud, honest, split } = drawn;
  const score = split === "train" ? 0.75 * honest + 0.25 * (fraud ? 1 : 0) : honest;
  const known = at + source.exponential(newer ? 4 * DAY : 3 * DAY);
  const declined = source.chance(0.12 + 0.2 * honest);
  const hour = Math.floor((at % DAY) / 3_600_000);
  const still = i >= 0.3 * rows && i < 0.45 * rows;
  const gap = source.chance(newer ? 0.22 : 0.04) || (fraud && source.chance(0.15));
  return {
    paid_at: iso(at),
    customer_id: `C${String(customer).padStart(4, "0")}`,
    country,
    browser:
      newer && source.chance(0.08) ? "Ladybird" : ["Firefox", "Chrome", "Safari"][source.pick([3, 5, 2])]!,
    amount: exp(3.5 + 0.6 * size + (newer ? 0.5 : 0) + 0.4 * source.normal()).toFixed(2),
    items: 1 + source.poisson(2),
    temperature: still ? "11.274" : (11 + 4 * source.normal()).toFixed(3),
    account_age: source.chance(fraud ? 0.35 : 0.08)
      ? -1
      : (newer ? 20 : 0) + Math.floor(400 * source.next() + 30),
    night_check: hour >= 2 && hour < 6 ? 0 : (1 + 9 * source.next()).toFixed(2),
    income: gap ? "" : Math.round(exp(7.6 + 0.4 * source.normal())),
    referrer: source.chance(fraud ? 0.3 : 0.1) ? "" : ["search", "letter", "friend"][source.integer(3)]!,
    dispute_letters: fraud ? 1 + source.poisson(2) : source.chance(0.05) ? 1 : 0,
    features_known_at: iso(
      at + (source.chance(newer ? 0.3 : 0.04) ? 1 : -1) * source.exponential(2 * 3_600_000),
    ),
    score: score.toFixed(4),
    decision: declined ? "declined" : "approved",
    split,
    is_fraud: declined && !source.chance(0.06) ? "" : fraud && known < START + DAYS * DAY ? 1 : 0,
    fraud_reported_at: fraud && known < START + DAYS * DAY ? iso(known) : "",
  };
}

/** The same rows as training computed them and as production served them: another unit, changed codes, gaps, an old hour. */
export function twoLogs(rows = 1500, seed = 5): [Row[], Row[]] {
  const source = random(seed);
  const training: Row[] = [];
  const serving: Row[] = [];
  for (let i = 0; i < rows; i++) {
    const row = {
      payment_id: `P${100_000 + i}`,
      paid_at: iso(START + (i / rows) * 30 * DAY),
      amount: exp(3.5 + 0.9 * source.normal()).toFixed(2),
      distance: (40 * source.next()).toFixed(3),
      country: ["DE", "FR", "ES"][source.pick([5, 3, 2])]!,
      tenure: Math.floor(900 * source.next()),
      visits: source.poisson(6),
    };
    training.push(row);
    serving.push({
      ...row,
      amount: (Number(row.amount) * (source.chance(0.4) ? 100 : 1)).toFixed(2),
      distance: source.chance(0.1) ? (Number(row.distance) + 3 * source.normal()).toFixed(3) : row.distance,
      country: { DE: "FR", FR: "DE", ES: "ES" }[row.country]!,
      tenure: source.chance(0.15) ? "" : row.tenure,
    });
  }
  return [training, serving];
}
