import type { DetectorInput } from "../contracts.ts";
import { type Random, random } from "../random.ts";
import {
  type Column,
  clearValid,
  isValid,
  type NumberColumn,
  numbers,
  type Table,
  type TimeColumn,
  times,
  validity,
} from "../table/table.ts";
import { independentRows, type View } from "./independent-rows.ts";

const HOUR = 3600000;
type Data = Omit<DetectorInput, "columns">;
type Maker = (strength: number, rows: number, seed: number, view: View) => Data;

const number = (table: Table, name: string) => table.columns.get(name) as NumberColumn;
const time = (table: Table, name: string) => table.columns.get(name) as TimeColumn;

/** The table with some of its columns replaced. */
function replaced(table: Table, columns: readonly (readonly [string, Column])[]): Table {
  const all = new Map(table.columns);
  for (const [name, column] of columns) all.set(name, column);
  return { rows: table.rows, columns: all };
}

/** The independent rows with both windows changed by `spoil`, or the newer one alone; unchanged at strength `none`. */
const spoiled =
  (
    name: string,
    none: number,
    windows: "both" | "newer",
    spoil: (table: Table, strength: number, chance: Random) => Table,
  ): Maker =>
  (strength, rows, seed, view) => {
    const healthy = independentRows({}, rows, seed, view);
    if (strength === none) return healthy;
    const chance = random(seed).fork(name);
    return {
      ...healthy,
      reference:
        windows === "both" ? spoil(healthy.reference, strength, chance.fork("older")) : healthy.reference,
      current: spoil(healthy.current!, strength, chance.fork("newer")),
    };
  };

/** A share of the newer values with the wrong sign. */
export const wrongSigns: Maker = spoiled("wrong signs", 0, "newer", (table, share, chance) => {
  const { values, valid } = number(table, "value");
  return replaced(table, [
    [
      "value",
      numbers(
        values.map((v) => (chance.chance(share) ? -v : v)),
        valid,
      ),
    ],
  ]);
});

/** A share of the newer labels turned, whatever the score says: the model's errors grow. */
export const turnedLabels: Maker = spoiled("turned labels", 0, "newer", (table, share, chance) => {
  const fraud = number(table, "fraud").values.slice();
  const reported = time(table, "reported_at").values.slice();
  const valid = validity(table.rows, true);
  const at = time(table, "at").values;
  for (let row = 0; row < table.rows; row++) {
    const turns = chance.chance(share);
    const wait = Math.floor(chance.exponential(8 * HOUR));
    if (turns) {
      fraud[row] = 1 - fraud[row]!;
      reported[row] = at[row]! + wait;
    }
    if (fraud[row] === 0) clearValid(valid, row);
  }
  return replaced(table, [
    ["fraud", numbers(fraud)],
    ["reported_at", times(reported, valid)],
  ]);
});

/** A share of the labels withheld after the decision 1, as after a payment that was blocked. */
export const withheldLabels: Maker = spoiled("withheld labels", 0, "both", (table, share, chance) => {
  const valid = validity(table.rows, true);
  const decision = number(table, "decision").values;
  for (let row = 0; row < table.rows; row++)
    if (chance.chance(share) && decision[row] === 1) clearValid(valid, row);
  return replaced(table, [["fraud", numbers(number(table, "fraud").values, valid)]]);
});

/** Customers who get the rows that others would have had, towards the end of a window. */
const FAVOURED = 5;

/** Ever more rows go to five customers: at the end of the window a share of all. */
export const crowdedRows: Maker = spoiled("crowded rows", 0, "both", (table, share, chance) => {
  const customer = number(table, "customer").values.map((id, row) => {
    const taken = chance.chance((share * row) / table.rows);
    const other = chance.integer(FAVOURED);
    return taken ? other : id;
  });
  return replaced(table, [["customer", numbers(customer)]]);
});

/** Reports that take so many times as long as before; those that are still to come at the end of the window are not there. */
export const lateLabels: Maker = spoiled("late labels", 1, "both", (table, factor) => {
  const at = time(table, "at").values;
  const { values, valid: known } = time(table, "reported_at");
  const end = at[at.length - 1]!;
  const fraud = number(table, "fraud").values.slice();
  const valid = validity(table.rows, true);
  const reported = values.map((value, row) => at[row]! + Math.floor(factor * (value - at[row]!)));
  for (let row = 0; row < table.rows; row++) {
    if (isValid(known, row) && reported[row]! <= end) continue;
    fraud[row] = 0;
    clearValid(valid, row);
  }
  return replaced(table, [
    ["fraud", numbers(fraud)],
    ["reported_at", times(reported, valid)],
  ]);
});

/** A share of the newer values is known hours after the event, where all were known before it. */
export const lateValues: Maker = spoiled("late values", 0, "newer", (table, share, chance) => {
  const at = time(table, "at").values;
  const known = time(table, "value_known_at").values.map((value, row) => {
    const isLate = chance.chance(share);
    const wait = HOUR + Math.floor(chance.exponential(6 * HOUR));
    return isLate ? at[row]! + wait : value;
  });
  return replaced(table, [["value_known_at", times(known)]]);
});

/** The estimate of a performance needs more rows than a test of one column. */
const MORE = 8;

/**
 * The newer rows become harder to tell apart: scores, and with them the chances of the label, move towards their mean by a share
 * of the way. The score still means what it says. So many rows as an estimate from chunks needs: eight times the usual.
 */
export const harderRows: Maker = (strength, rows, seed, view) => {
  const make = spoiled("harder rows", 0, "newer", (table, share, chance) => {
    const scores = number(table, "score").values;
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const moved = scores.map((score) => score + share * (mean - score));
    const fraud = moved.map((score) => (chance.next() < score ? 1 : 0));
    return replaced(table, [
      ["score", numbers(moved)],
      ["fraud", numbers(fraud)],
    ]);
  });
  return make(strength, MORE * rows, seed, view);
};
