import { SHAPES } from "../../core/faults/concept-drift.ts";
import { exp, log } from "../../core/math/elementary.ts";
import { tenureOf } from "../../core/world/fraud-habits.ts";
import type { Range } from "../shared/train.ts";
import type { Bench } from "./bench.ts";
import type { Field, Place, Places, ShapeDots, Spread, Stop } from "./result.ts";
import { type Base, brokenFrauds, type ChangeParams, dayOf, type Stretches } from "./world.ts";

/** Dots on a map at most, of payments and of frauds. */
const SHOWN = 210;
/** Frauds in the picture of one shape. */
const SHAPE_DOTS = 180;
const LN2 = log(2);

/** Doublings from one: of EUR, or of days. */
const log2 = (value: number) => log(Math.max(value, 0.01)) / LN2;
const pow2 = (exponent: number) => exp(exponent * LN2);
const round = (value: number, steps: number) => Math.round(value * steps) / steps;

/** Evenly, at most `count` of them. */
function thinned<V>(values: readonly V[], count: number): V[] {
  if (values.length <= count) return [...values];
  return Array.from({ length: count }, (_, i) => values[Math.floor((i * values.length) / count)]!);
}

/** The payments of a stretch on the map, those in `frauds` as stolen. */
export function placesOf({ world }: Base, frauds: Uint8Array, { from, to }: Range): Places {
  const stolen: number[] = [];
  const others: number[] = [];
  for (let row = from; row < to; row++) (frauds[row] === 1 ? stolen : others).push(row);
  const place = (row: number): Place => [world.transactions.amount[row]!, tenureOf(world, row)];
  return {
    rows: to - from,
    frauds: stolen.length,
    payments: thinned(others, SHOWN).map(place),
    stolen: thinned(stolen, SHOWN).map(place),
  };
}

/** The map, in doublings: 2 to 256 EUR across, 32 to 4,096 days upwards; in fields of half a doubling. */
export const MAP = { amounts: [1, 8], tenures: [5, 12] } as const;
const FIELDS = 2 * (MAP.amounts[1] - MAP.amounts[0]);

/** Fields of the map in which the model stops payments. */
export function stopsOf(
  { base: { world }, scores, threshold }: Bench,
  { held, production }: Stretches,
): Stop[] {
  const rows = new Float64Array(FIELDS * FIELDS);
  const stopped = new Float64Array(FIELDS * FIELDS);
  for (let row = held.from; row < production.to; row++) {
    const column = Math.floor(2 * (log2(world.transactions.amount[row]!) - MAP.amounts[0]));
    const line = Math.floor(2 * (log2(tenureOf(world, row)) - MAP.tenures[0]));
    if (column < 0 || column >= FIELDS || line < 0 || line >= FIELDS) continue;
    rows[column * FIELDS + line]!++;
    if (scores[row]! >= threshold) stopped[column * FIELDS + line]!++;
  }
  const stops: Stop[] = [];
  for (let field = 0; field < rows.length; field++) {
    const share = rows[field]! < 3 ? 0 : stopped[field]! / rows[field]!;
    if (share < 0.02) continue;
    const x1 = MAP.amounts[0] + Math.floor(field / FIELDS) / 2;
    const y1 = MAP.tenures[0] + (field % FIELDS) / 2;
    stops.push({ x1, x2: x1 + 0.5, y1, y2: y1 + 0.5, share: round(share, 100) });
  }
  return stops;
}

const AMOUNTS = [
  ["under 16 EUR", 0, 16],
  ["16 to 32 EUR", 16, 32],
  ["over 32 EUR", 32, Number.POSITIVE_INFINITY],
] as const;
const TENURES = [
  ["under 256 days", Number.NEGATIVE_INFINITY, 256],
  ["256 to 512 days", 256, 512],
  ["over 512 days", 512, Number.POSITIVE_INFINITY],
] as const;

type Stretch = { range: Range; frauds: Uint8Array };

/** The map as a table of nine fields: the frauds then and now, and what the model stops. */
export function fieldsOf({ base: { world }, scores, threshold }: Bench, early: Stretch, late: Stretch) {
  const { amount } = world.transactions;
  return AMOUNTS.flatMap(([amounts, low, high]) =>
    TENURES.map(([tenures, young, old]): Field => {
      let stopped = 0;
      const count = ({ range, frauds }: Stretch) => {
        const tally = { rows: 0, frauds: 0 };
        for (let row = range.from; row < range.to; row++) {
          const age = tenureOf(world, row);
          if (amount[row]! < low || amount[row]! >= high || age < young || age >= old) continue;
          tally.rows++;
          tally.frauds += frauds[row]!;
          if (scores[row]! >= threshold) stopped++;
        }
        return tally;
      };
      const [before, after] = [count(early), count(late)];
      return { amounts, tenures, before, after, stopped: stopped / Math.max(1, before.rows + after.rows) };
    }),
  );
}

/** The frauds of production under every shape of change, by day and amount. */
export function shapesOf(base: Base, params: ChangeParams, { production }: Stretches): ShapeDots[] {
  const { transactions } = base.world;
  return SHAPES.map((shape) => {
    const frauds = brokenFrauds(base, { ...params, shape });
    const rows: number[] = [];
    for (let row = production.from; row < production.to; row++) if (frauds[row] === 1) rows.push(row);
    return {
      shape,
      isChosen: shape === params.shape,
      dots: thinned(rows, SHAPE_DOTS).map((row): [number, number] => [
        round(dayOf(base.world, transactions.eventAt[row]!), 10),
        transactions.amount[row]!,
      ]),
    };
  });
}

/** Amounts and ages of the accounts in half doublings: shares of the payments in training and after the change. */
export function spreadsOf({ world }: Base, { training, compared }: Stretches) {
  const of = (first: number, count: number, value: (row: number) => number, unit: string) => {
    const shares = [training, compared].map(({ from, to }) => {
      const rows = new Float64Array(count);
      for (let row = from; row < to; row++)
        rows[Math.max(0, Math.min(count - 1, Math.floor(2 * (log2(value(row)) - first))))]!++;
      return rows.map((own) => own / Math.max(1, to - from));
    });
    return Array.from({ length: count }, (_, bin): Spread => {
      const [low, high] = [pow2(first + bin / 2), pow2(first + (bin + 1) / 2)];
      return {
        at: first + bin / 2 + 0.25,
        label: `${Math.round(low)} to ${Math.round(high)} ${unit}`,
        training: round(shares[0]![bin]!, 1e5),
        production: round(shares[1]![bin]!, 1e5),
      };
    });
  };
  return {
    amounts: of(1, 16, (row) => world.transactions.amount[row]!, "EUR"),
    tenures: of(5, 14, (row) => tenureOf(world, row), "days"),
  };
}
