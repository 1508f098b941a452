import type * as Library from "@observablehq/plot";
import type { Markish, PlotOptions } from "@observablehq/plot";
import { hard, thin, typeset } from "../../core/export/typeset.ts";
import type { Picture, Tone, Unit } from "./picture.ts";

/** The library that draws, handed in: the page has it already, and a report loads it where it is written. */
export type Plot = typeof Library;

/** Draws one kind of picture for a width in pixels. */
export type Draw<P extends Picture> = {
  height(picture: P, width: number): number;
  options(plot: Plot, picture: P, width: number): PlotOptions;
};

export const INK = "var(--ink)";
export const QUIET = "var(--quiet)";
export const RULE = "var(--rule)";
export const PAPER = "var(--paper)";
export const ALARM = "var(--alarm)";
/** Absence; the pattern of that id stands in the page and in the report. */
export const HATCH = "url(#hatch)";

export const COLOUR: Readonly<Record<Tone, string>> = {
  plain: INK,
  older: "var(--training)",
  newer: "var(--production)",
  alarm: ALARM,
};

/** A point has the shape of its meaning too: a circle, a diamond, a square, an open circle. */
export function point(plot: Plot, tone: Tone, rows: readonly object[], at: object): Markish {
  const look = {
    plain: { symbol: "circle", r: 4, fill: PAPER, stroke: INK, strokeWidth: 1.75 },
    older: { symbol: "circle", r: 5, fill: COLOUR.older, stroke: PAPER },
    newer: { symbol: "square", rotate: 45, r: 5, fill: COLOUR.newer, stroke: PAPER },
    alarm: { symbol: "square", r: 5, fill: ALARM, stroke: PAPER },
  } as const;
  return plot.dot(rows as object[], { ...at, ...look[tone] } as never);
}

/** Words on the picture, with a halo in the colour of the paper. */
export const words = (plot: Plot, rows: readonly object[], options: object): Markish =>
  plot.text(rows as object[], { fill: INK, stroke: PAPER, strokeWidth: 4, ...options } as never);

/** About how wide a text is at 12 pixels of the label face. */
export const widthOf = (text: string): number => 6.7 * text.length;

/** A text that fits into so many pixels. */
export function fitted(text: string, pixels: number): string {
  const most = Math.max(6, Math.floor(pixels / 6.7 + 0.1));
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

export function axisX(
  plot: Plot,
  label: string,
  ticks: number | readonly number[],
  format?: (value: never) => string,
): Markish {
  return plot.axisX({
    ticks,
    tickSize: 0,
    tickPadding: 8,
    label,
    labelAnchor: "center",
    labelArrow: "none",
    color: QUIET,
    ...(format ? { tickFormat: format } : {}),
  } as never);
}

/** Numbers at the side with hairlines across the frame; their unit stands over the uppermost. */
export function axisY(
  plot: Plot,
  label: string,
  format: (value: number) => string,
  ticks: number | readonly number[] = 4,
): Markish[] {
  return [
    plot.gridY({ ticks, stroke: RULE, strokeOpacity: 1 } as never),
    plot.axisY({
      ticks,
      tickSize: 0,
      tickPadding: 6,
      label: null,
      color: QUIET,
      tickFormat: format,
    } as never),
    plot.text([label], {
      frameAnchor: "top-left",
      lineAnchor: "bottom",
      textAnchor: "start",
      dy: -6,
      fill: QUIET,
    } as never),
  ];
}

const plain = (value: number, digits: number): string => String(Number(value.toPrecision(digits)));

/** A number on an axis. */
export function tick(unit: Unit): (value: number) => string {
  return (value) => {
    if (unit === "share") return typeset(`${plain(100 * value, 3)} %`);
    if (unit === "points") return typeset(`${value > 0 ? "+" : ""}${plain(100 * value, 3)}`);
    if (unit === "auc") return value.toFixed(2);
    const size = Math.abs(value);
    if (size >= 1e6) return typeset(`${plain(value / 1e6, 3)}${hard}M`);
    if (size >= 1e4) return typeset(`${plain(value / 1e3, 3)}${hard}k`);
    return typeset(plain(value, 4)) + (unit === "ratio" ? `${thin}×` : "");
  };
}

/** What the numbers of an axis are. */
export const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  share: "% of rows",
  points: "percentage points",
  auc: "ROC AUC",
  ratio: "times",
  number: "",
  days: "days",
};

/** Ticks of a logarithmic scale: powers of ten, with twos and fives between them where there are few. */
export function logTicks([low, high]: readonly [number, number], most: number): number[] {
  const found = (factors: readonly number[]) => {
    const ticks: number[] = [];
    for (let power = 1e-12; power <= high; power *= 10)
      for (const factor of factors)
        if (factor * power >= low && factor * power <= high)
          ticks.push(Number((factor * power).toPrecision(6)));
    return ticks;
  };
  const fine = found([1, 2, 5]);
  if (fine.length <= most) return fine;
  const powers = found([1]);
  const step = Math.ceil(powers.length / most);
  return powers.filter((_, i) => i % step === 0);
}
