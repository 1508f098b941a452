import type { Roles } from "../../contracts.ts";
import { random } from "../../random.ts";
import {
  type Column,
  clearValid,
  isValid,
  numbers,
  type Table,
  table,
  times,
  validity,
} from "../../table/table.ts";

const HOUR = 3600000;
export const ROWS = 1500;
const KINDS = ["A", "B", "C", "D"];

export const ROLES: Roles = {
  "event-time": ["at"],
  label: ["fraud"],
  "label-known-time": ["reported"],
  "feature-known-time": ["x_known_at"],
  entity: ["user"],
  score: ["score"],
  decision: ["decision"],
  segment: ["city"],
  key: ["id"],
  split: ["split"],
};

/** A table with a column for every role, of the second window where `later` is 1; under each missing value lies `junk`. */
export function makeTable(seed: number, rows: number, later: number, junk = 0): Table {
  const chance = random(seed).fork("table");
  const x = new Float64Array(rows);
  const valid = validity(rows, true);
  const at = new Float64Array(rows);
  const reported = new Float64Array(rows);
  const known = new Float64Array(rows);
  const fraud = new Float64Array(rows);
  const user = new Float64Array(rows);
  const score = new Float64Array(rows);
  const decision = new Float64Array(rows);
  const city = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    // Times are all different, so that no order of rows is a tie.
    at[row] = 1.7e12 + (row + later * ROWS) * HOUR + chance.integer(HOUR / 2);
    const value = Math.round(chance.logNormal(20, 1) * 100) / 100;
    const isMissing = chance.chance(0.2);
    x[row] = isMissing ? junk : chance.chance(0.15) ? 0 : value;
    if (isMissing) clearValid(valid, row);
    user[row] = chance.integer(Math.ceil(rows / 12));
    score[row] = Math.min(0.99, 0.05 + chance.next() * chance.next());
    fraud[row] = chance.chance(score[row]!) ? 1 : 0;
    reported[row] = at[row]! + chance.exponential(30 * HOUR);
    known[row] = at[row]! - chance.exponential(5 * HOUR);
    decision[row] = score[row]! > 0.5 ? 1 : 0;
    city[row] = chance.pick([5, 3, 2, 1]);
  }
  const category = (codes: Int32Array): Column => ({
    kind: "category",
    codes,
    categories: KINDS,
    valid: null,
  });
  return table([
    ["x", { kind: "number", values: x, valid }],
    ["amount", numbers(x.map((value, row) => (isValid(valid, row) ? value + 1 : 7)))],
    ["at", times(at)],
    ["reported", times(reported)],
    ["x_known_at", times(known)],
    ["fraud", numbers(fraud)],
    ["user", numbers(user)],
    ["score", numbers(score)],
    ["decision", numbers(decision)],
    ["id", numbers(Float64Array.from({ length: rows }, (_, row) => row))],
    ["city", category(city)],
    ["split", category(new Int32Array(rows).fill(later))],
  ]);
}
