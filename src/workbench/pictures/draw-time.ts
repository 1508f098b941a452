import type { Markish, PlotOptions } from "@observablehq/plot";
import { typeset } from "../../core/export/typeset.ts";
import {
  ALARM,
  axisX,
  axisY,
  COLOUR,
  type Draw,
  fitted,
  HATCH,
  INK,
  type Plot,
  QUIET,
  tick,
  UNIT_WORDS,
  words,
} from "./draw-parts.ts";
import type { OverTimePicture } from "./picture.ts";

/** Room over the frame for the unit and the names of the windows, and above them for what is marked. */
const HEAD = 26;
const MARKED = 18;

const headOf = ({ marked, alarms }: OverTimePicture) => HEAD + (marked || alarms.length > 0 ? MARKED : 0);
const LEFT = 50;
const RIGHT = 14;

type Point = { at: number; value: number; low: number | null; high: number | null };
type X = (at: number) => number | Date;

/** The ends of the values' axis. */
function domainOf({ unit, points, usual }: OverTimePicture): [number, number] {
  const numbers = points.flatMap(({ value, low, high }) => [value, low, high]).filter((one) => one !== null);
  const all = [...numbers, ...(usual ? [usual.low, usual.high] : [])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  if (unit === "share") return [0, Math.min(1, 1.05 * high || 0.01)];
  const room = 0.06 * (high - low || Math.abs(high) || 1);
  // A mean whose moves are small beside its size is drawn on a scale of its own; the numbers at the side say so.
  return [
    low >= 0 && low < 0.5 * high ? 0 : low - room,
    unit === "auc" ? Math.min(1, high + room) : high + room,
  ];
}

function isLeft(at: number, points: readonly { at: number }[]): boolean {
  return at < (points[0]!.at + points.at(-1)!.at) / 2;
}

export const drawOverTime: Draw<OverTimePicture> = {
  height: (picture, width) => headOf(picture) + (width < 420 ? 172 : 188),
  options(plot, picture, width): PlotOptions {
    const { points, unit, clock, boundary, marked, usual, alarms, isAbsence } = picture;
    const x: X = (at) => (clock === "time" ? new Date(at) : at);
    const there = points.filter((one): one is Point => one.value !== null);
    const [bottom, top] = domainOf(picture);
    const ticks = Math.max(3, Math.floor(width / 95));
    const at = (one: { at: number }) => x(one.at);
    const all = (values: readonly Point[], color: string): Markish[] => [
      plot.areaY(
        points as Point[],
        {
          x: at,
          y1: (one: Point) => one.low ?? Number.NaN,
          y2: (one: Point) => one.high ?? Number.NaN,
          filter: (one: Point) => values.includes(one),
          fill: color,
          fillOpacity: 0.14,
        } as never,
      ),
      plot.line(
        points as Point[],
        {
          x: at,
          y: (one: Point) => (values.includes(one) ? one.value : Number.NaN),
          stroke: color,
          strokeWidth: 2,
          strokeLinejoin: "round",
        } as never,
      ),
      ...(there.length <= 16
        ? [plot.dot(values as Point[], { x: at, y: "value", r: 3, fill: color } as never)]
        : []),
    ];
    const older = there.filter((one) => boundary !== null && one.at < boundary);
    const newer = there.filter((one) => boundary !== null && one.at >= boundary);
    return {
      marginTop: headOf(picture),
      marginLeft: LEFT,
      marginRight: clock === "hour" ? 20 : RIGHT,
      marginBottom: clock === "time" ? 54 : 42,
      x: {
        ...(clock === "time" ? { type: "utc" } : {}),
        ...(clock === "hour" ? { domain: [0, 24] } : {}),
      },
      y: { domain: [bottom, top] },
      marks: [
        ...axisY(plot, UNIT_WORDS[unit], tick(unit)),
        axisX(
          plot,
          fitted(picture.axis, width - 80),
          clock === "hour" ? [0, 6, 12, 18, 24] : ticks,
          clock === "time" ? undefined : clock === "hour" ? hourTick : tick("number"),
        ),
        ...(usual
          ? [
              plot.rect([usual], { y1: "low", y2: "high", fill: COLOUR.older, fillOpacity: 0.12 } as never),
              words(plot, [usual], {
                y: "high",
                frameAnchor: "right",
                textAnchor: "end",
                lineAnchor: "top",
                dy: 4,
                text: "says",
                fill: COLOUR.older,
              }),
            ]
          : []),
        ...(marked ? stretch(plot, marked, x, points) : []),
        ...(isAbsence ? [plot.areaY(there, { x: at, y1: bottom, y2: "value", fill: HATCH } as never)] : []),
        ...(boundary === null ? all(there, INK) : [...all(older, COLOUR.older), ...all(newer, COLOUR.newer)]),
        ...(boundary === null ? [] : border(plot, boundary, x, points)),
        ...rung(plot, alarms, x, points, boundary),
      ],
    };
  },
};

const hourTick = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

/** The stretch that the finding is about, named over the frame. */
function stretch(
  plot: Plot,
  marked: NonNullable<OverTimePicture["marked"]>,
  x: X,
  points: OverTimePicture["points"],
): Markish[] {
  const left = isLeft((marked.from + marked.to) / 2, points);
  return [
    plot.rectX([marked], {
      x1: () => x(marked.from),
      x2: () => x(marked.to),
      fill: ALARM,
      fillOpacity: 0.1,
      stroke: ALARM,
      strokeOpacity: 0.6,
    } as never),
    words(plot, [marked], {
      x: () => x(left ? marked.from : marked.to),
      frameAnchor: "top",
      lineAnchor: "bottom",
      dy: -22,
      textAnchor: left ? "start" : "end",
      text: () => typeset(marked.says),
      fill: ALARM,
      fontWeight: 600,
    }),
  ];
}

/** Where the newer rows begin. */
function border(plot: Plot, boundary: number, x: X, points: OverTimePicture["points"]): Markish[] {
  const [first, last] = [points[0]!.at, points.at(-1)!.at];
  const share = (boundary - first) / (last - first || 1);
  const word = (text: string, anchor: "start" | "end", color: string) =>
    words(plot, [{}], {
      x: () => x(boundary),
      frameAnchor: "top",
      lineAnchor: "bottom",
      dy: -6,
      dx: anchor === "end" ? -6 : 6,
      textAnchor: anchor,
      text: () => text,
      fill: color,
      fontWeight: 600,
    });
  return [
    plot.ruleX([boundary], { x: () => x(boundary), stroke: QUIET, strokeDasharray: "3,3" } as never),
    ...(share > 0.3 ? [word("older", "end", COLOUR.older)] : []),
    ...(share < 0.92 ? [word("newer", "start", COLOUR.newer)] : []),
  ];
}

/** The moments at which it rang; the first of the newer rows is named. */
function rung(
  plot: Plot,
  alarms: readonly number[],
  x: X,
  points: OverTimePicture["points"],
  boundary: number | null,
): Markish[] {
  if (alarms.length === 0) return [];
  const named = alarms.find((at) => boundary === null || at >= boundary) ?? alarms[0]!;
  const left = isLeft(named, points);
  return [
    plot.ruleX(alarms as number[], { x, stroke: ALARM, strokeWidth: 1.25, strokeOpacity: 0.8 } as never),
    plot.dot(
      alarms as number[],
      { x, frameAnchor: "top", symbol: "square", r: 4, fill: ALARM, dy: -1 } as never,
    ),
    words(plot, [{}], {
      x: () => x(named),
      frameAnchor: "top",
      lineAnchor: "bottom",
      dy: -22,
      dx: left ? -4 : 4,
      textAnchor: left ? "start" : "end",
      text: () => (alarms.length > 1 ? "alarms" : "alarm"),
      fill: ALARM,
      fontWeight: 600,
    }),
  ];
}
