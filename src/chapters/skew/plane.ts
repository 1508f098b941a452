import type { Mismatch } from "../../core/faults/serving-skew.ts";
import type { Point, Shape } from "./result.ts";

/** One side of the square in which a feature is drawn: from a value to a place from 0 to 1. */
export type Side = {
  place(value: number): number;
  ticks: readonly { at: number; text: string }[];
  label: string;
};
export type Plane = {
  x: Side;
  y: Side;
  /** Places a side has where it holds few values; 0 where it is a scale. */
  slots: number;
  /** Whether there is a strip for missing values beside the scales. */
  gaps: boolean;
};

/** Where the strip for missing values stands: left of 0, and below it. */
export const GAP = { from: -0.2, to: -0.05 };
const CODES = ["groceries", "restaurants", "transport", "clothing", "electronics", "travel", "gift cards"];
const SHORT = ["groc.", "rest.", "tran.", "clot.", "elec.", "trav.", "gift"];
/** Counts from this on share the last place. */
export const MOST = 7;

const within = (share: number) => Math.min(1, Math.max(0, share));

/** Amounts on a logarithmic scale. */
const amounts = (low: number, high: number, ticks: readonly number[], label: string): Side => ({
  place: (value) => within(Math.log(Math.max(low, value) / low) / Math.log(high / low)),
  ticks: ticks.map((at) => ({ at, text: at >= 1000 ? `${at / 1000}k` : String(at) })),
  label,
});

/** Amounts with a place for zero. */
const averages = (label: string): Side => ({
  place: (value) => within(Math.log(1 + Math.max(0, value) / 5) / Math.log(1 + 500 / 5)),
  ticks: [0, 10, 40, 150, 500].map((at) => ({ at, text: String(at) })),
  label,
});

const straight = (low: number, high: number, ticks: readonly number[], label: string): Side => ({
  place: (value) => within((value - low) / (high - low)),
  ticks: ticks.map((at) => ({ at, text: String(at).replace("-", "−") })),
  label,
});

const places = (names: readonly string[], shown: readonly number[], label: string): Side => ({
  place: (value) => (Math.min(names.length - 1, value) + 0.5) / names.length,
  ticks: shown.map((at) => ({ at, text: names[at]! })),
  label,
});

const HOURS = Array.from({ length: 24 }, (_, hour) => `${hour}:00`);
const COUNTS = Array.from({ length: MOST + 1 }, (_, count) => (count === MOST ? `${MOST}+` : String(count)));
const all = (names: readonly string[]) => names.map((_, i) => i);

/** The square for a mismatch; names are cut short where there is little room. */
export function planeOf(mismatch: Mismatch, narrow: boolean): Plane {
  const [x, y] = ["by the training code", "as served"];
  if (mismatch === "units")
    return {
      x: amounts(1, 1000, [1, 10, 100, 1000], `amount ${x}`),
      y: amounts(1, 100000, [1, 10, 100, 1000, 10000, 100000], y),
      slots: 0,
      gaps: false,
    };
  if (mismatch === "scaling")
    return {
      x: straight(-1.5, 4.5, [-1, 0, 1, 2, 3, 4], `standardised average ${x}`),
      y: straight(-25, 225, [0, 50, 100, 150, 200], y),
      slots: 0,
      gaps: true,
    };
  if (mismatch === "codes")
    return {
      x: places(narrow ? SHORT : CODES, all(CODES), `category ${x}`),
      y: places(narrow ? SHORT : CODES, all(CODES), y),
      slots: CODES.length,
      gaps: false,
    };
  if (mismatch === "time-zone") {
    const shown = narrow ? [0, 6, 12, 18] : [0, 3, 6, 9, 12, 15, 18, 21];
    return { x: places(HOURS, shown, `hour ${x}`), y: places(HOURS, shown, y), slots: 24, gaps: false };
  }
  if (mismatch === "stale-cache")
    return {
      x: places(COUNTS, all(COUNTS), `chargebacks in 30 days ${x}`),
      y: places(COUNTS, all(COUNTS), y),
      slots: COUNTS.length,
      gaps: false,
    };
  return { x: averages(`average, EUR, ${x}`), y: averages(y), slots: 0, gaps: true };
}

export type Placed = {
  px: number;
  py: number;
  equal: boolean;
  rows: number;
  x: number | null;
  y: number | null;
};

/** Evenly scattered places from 0 to 1, the same ones every time: points that would lie on each other lie beside each other. */
const scatter = (i: number, step: number) => (i * step) % 1;

/** Radius of a counted cell, up to `largest`: it grows with the logarithm, so that ten payments show beside ten thousand. */
export const radiusOf = (rows: number, most: number, largest: number): number =>
  Math.max(1.6, (largest * Math.log(1 + rows)) / Math.log(1 + Math.max(1, most)));

/** All marks of a shape in its square. Counted cells keep their rows, points have one each. */
export function placed({ points, cells }: Shape, { x, y, slots }: Plane): Placed[] {
  if (slots > 0) {
    const sums = new Map<string, Placed>();
    for (const { x: a, y: b, rows } of cells) {
      const [cx, cy] = [Math.min(slots - 1, a), Math.min(slots - 1, b)];
      const key = `${cx} ${cy} ${a === b}`;
      const one = sums.get(key);
      if (one) one.rows += rows;
      else sums.set(key, { px: x.place(cx), py: y.place(cy), equal: a === b, rows, x: cx, y: cy });
    }
    return [...sums.values()];
  }
  const side = ({ place }: Side, value: number | null, at: number) =>
    value === null ? GAP.from + (GAP.to - GAP.from) * (0.12 + 0.76 * at) : place(value);
  return points.map((point: Point, i) => ({
    px: side(x, point.x, scatter(i, 0.618)),
    py:
      side(y, point.y, scatter(i, 0.755)) +
      (point.x === null && point.y !== null ? 0.05 * scatter(i, 0.755) : 0),
    equal: point.equal,
    rows: 1,
    x: point.x,
    y: point.y,
  }));
}

/** The places where serving equals training. */
export function diagonal({ x, y }: Plane): { px: number; py: number }[] {
  const from = Math.max(x.ticks[0]!.at, y.ticks[0]!.at);
  const to = Math.min(x.ticks.at(-1)!.at, y.ticks.at(-1)!.at);
  return Array.from({ length: 31 }, (_, i) => {
    const value = from > 0 ? from * (to / from) ** (i / 30) : from + ((to - from) * i) / 30;
    return { px: x.place(value), py: y.place(value) };
  });
}
