/**
 * What figures share. `Plot` here is the library once it has been loaded: a chapter's figures are known (title, height) before the
 * library is there, so that the page has its final shape at once. Import it from this file, never from the package.
 */
import type * as Library from "@observablehq/plot";
import type { Markish, PlotOptions, ScaleOptions } from "@observablehq/plot";
import type { Theme } from "../contracts.ts";
import { spread } from "./spread.ts";

let library: typeof Library | null = null;

/** Loads the library; `draw` of a figure may be called when this has settled. */
export async function loadPlot(): Promise<typeof Library> {
  library ??= await import("@observablehq/plot");
  return library;
}

export const Plot: typeof Library = new Proxy({} as typeof Library, {
  get(_, name: keyof typeof Library) {
    if (!library) throw new Error("A figure was drawn before Plot was loaded: await loadPlot() first.");
    return library[name];
  },
});

/** The colours as CSS variables: a drawn figure follows the theme by itself. */
export const theme: Theme = {
  ink: "var(--ink)",
  quiet: "var(--quiet)",
  rule: "var(--rule)",
  paper: "var(--paper)",
  training: "var(--training)",
  production: "var(--production)",
  alarm: "var(--alarm)",
  calm: "var(--calm)",
};

type Row = Readonly<Record<string, unknown>>;
/** A field's name, or a function of the row. */
type Channel = string | ((row: never) => unknown);
type At = { x: Channel; y: Channel; r?: number; title?: Channel };

const halo = { stroke: theme.paper, strokeWidth: 1.5 } as const;

/** What training saw: a filled circle. */
export function trainingDot(rows: readonly Row[], { r = 5, ...at }: At): Markish {
  return Plot.dot(rows as Row[], { ...at, r, symbol: "circle", fill: theme.training, ...halo } as never);
}

/** What production saw: a filled diamond. */
export function productionDot(rows: readonly Row[], { r = 5, ...at }: At): Markish {
  return Plot.dot(
    rows as Row[],
    { ...at, r, symbol: "square", rotate: 45, fill: theme.production, ...halo } as never,
  );
}

/** A fraud, or a place where an alarm rang: a filled square. */
export function fraudDot(rows: readonly Row[], { r = 5, ...at }: At): Markish {
  return Plot.dot(rows as Row[], { ...at, r, symbol: "square", fill: theme.alarm, ...halo } as never);
}

/** Everything else (a total, a reference): an open circle in ink. */
export function plainDot(rows: readonly Row[], { r = 4, ...at }: At): Markish {
  return Plot.dot(
    rows as Row[],
    {
      ...at,
      r,
      symbol: "circle",
      fill: theme.paper,
      stroke: theme.quiet,
      strokeWidth: 1.5,
    } as never,
  );
}

/** A line with the colour of its meaning; `dash` for a second line of the same colour. */
export function seriesLine(
  rows: readonly Row[],
  at: { x: Channel; y: Channel; z?: Channel; color?: string; dash?: string; width?: number; curve?: string },
): Markish {
  const { color = theme.ink, dash, width = 2, ...rest } = at;
  return Plot.line(
    rows as Row[],
    {
      ...rest,
      stroke: color,
      strokeWidth: width,
      strokeLinejoin: "round",
      strokeLinecap: "round",
      ...(dash ? { strokeDasharray: dash } : {}),
    } as never,
  );
}

/** An interval as a pale band in the colour of its line. */
export function band(
  rows: readonly Row[],
  at: { x: Channel; y1: Channel; y2: Channel; color?: string },
): Markish {
  const { color = theme.ink, ...rest } = at;
  return Plot.areaY(rows as Row[], { ...rest, fill: color, fillOpacity: 0.13 } as never);
}

/** An interval as an upright hairline through its point. */
export function interval(
  rows: readonly Row[],
  at: { x: Channel; y1: Channel; y2: Channel; color?: string },
): Markish {
  const { color = theme.ink, ...rest } = at;
  return Plot.ruleX(
    rows as Row[],
    { ...rest, stroke: color, strokeWidth: 1.5, strokeOpacity: 0.55 } as never,
  );
}

/**
 * Words on the picture, beside what they name. `side` is where they stand from the point. A halo in the colour of the paper keeps them
 * readable over lines.
 */
export function directLabel(
  rows: readonly Row[],
  at: {
    x: Channel;
    y: Channel;
    text: Channel;
    side?: "right" | "left" | "above" | "below" | "centre";
    color?: string;
    strong?: boolean;
    gap?: number;
  },
): Markish {
  const { side = "right", color = theme.ink, strong = false, gap = 9, ...rest } = at;
  const place = {
    right: { textAnchor: "start", dx: gap },
    left: { textAnchor: "end", dx: -gap },
    above: { textAnchor: "middle", lineAnchor: "bottom", dy: -gap },
    below: { textAnchor: "middle", lineAnchor: "top", dy: gap },
    centre: { textAnchor: "middle" },
  }[side];
  return Plot.text(
    rows as Row[],
    {
      ...rest,
      ...place,
      fill: color,
      stroke: theme.paper,
      strokeWidth: 4,
      fontWeight: strong ? 650 : 500,
    } as never,
  );
}

/**
 * Where labels must stand so that they don't lie on each other: the rows with a further field `label` beside their own `field`. `gap` is in
 * the scale's own unit: 14 pixels are `14 * (high - low) / (height - 52)`.
 */
export function labelsApart<R extends Row>(
  rows: readonly R[],
  field: keyof R & string,
  gap: number,
  [low, high]: readonly [number, number],
): (R & { label: number })[] {
  const places = spread(
    rows.map((row) => Number(row[field])),
    gap,
    low,
    high,
  );
  return rows.map((row, i) => ({ ...row, label: places[i]! }));
}

/** The id of the hatching that the notebook puts into every picture. */
export const hatchFill = "url(#hatch)";

/** Absence (not known, not available) as a hatched rectangle; leave a side out to run to the edge of the frame. */
export function hatch(
  rows: readonly Row[],
  at: { x1?: Channel; x2?: Channel; y1?: Channel; y2?: Channel; x?: Channel; y?: Channel },
): Markish {
  return Plot.rect(rows as Row[], { ...at, fill: hatchFill } as never);
}

/** A threshold or a moment: a dashed rule across the frame. */
export function ruleAtY(value: number, color: string = theme.quiet): Markish {
  return Plot.ruleY([value], { stroke: color, strokeDasharray: "3,3" });
}
export function ruleAtX(value: number | Date, color: string = theme.quiet): Markish {
  return Plot.ruleX([value], { stroke: color, strokeDasharray: "3,3" });
}

type Axis = {
  label?: string;
  ticks?: number | readonly unknown[];
  format?: (value: never) => string;
  grid?: boolean;
};

/** The foot: words and small ticks, no line. */
export function axisX({ label, ticks = 6, format }: Axis = {}): Markish {
  return Plot.axisX({
    ticks,
    tickSize: 0,
    tickPadding: 6,
    label: label ?? null,
    labelAnchor: "center",
    labelArrow: "none",
    color: theme.quiet,
    ...(format ? { tickFormat: format } : {}),
  } as never);
}

/** The side: numbers without a line, hairlines across the frame; the unit stands on the uppermost hairline, beside the numbers. */
export function axisY({ label, ticks = 5, format, grid = true }: Axis = {}): Markish {
  return [
    ...(grid ? [Plot.gridY({ ticks, stroke: theme.rule, strokeOpacity: 1 } as never)] : []),
    Plot.axisY({
      ticks,
      tickSize: 0,
      tickPadding: 6,
      label: null,
      color: theme.quiet,
      ...(format ? { tickFormat: format } : {}),
    } as never),
    ...(label ? [unitOfY(label)] : []),
  ] as never;
}

/** The words for the numbers at the side. Over the frame, not over the numbers, which they would lie on. */
export function unitOfY(label: string): Markish {
  return Plot.text([label], {
    frameAnchor: "top-left",
    lineAnchor: "bottom",
    textAnchor: "start",
    dy: -4,
    fill: theme.quiet,
  } as never);
}

/** A share as "40 %", for axes. */
export const percentTick = (value: number): string => `${Math.round(value * 1000) / 10} %`;

/** A scale whose ends are round and do not jitter with the data: `low` to `high` opened to multiples of `step`. */
export function roundDomain(low: number, high: number, step: number): [number, number] {
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step];
}

export type { Markish, PlotOptions, ScaleOptions };
