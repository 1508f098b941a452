import type { Markish, PlotOptions } from "@observablehq/plot";
import { figure } from "../../core/detectors/findings.ts";
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
  logTicks,
  type Plot,
  point,
  QUIET,
  RULE,
  tick,
  widthOf,
  words,
} from "./draw-parts.ts";
import type { ArrivalPicture, PairsPicture, Side, SpreadPicture } from "./picture.ts";

const LEFT = 50;
const RIGHT = 16;
const FOOT = 42;
const TALL = 140;
/** Room over the frame for the unit, and above it for the words of a border. */
const HEAD = 28;
const MARKED = 18;

const headOf = ({ borders }: SpreadPicture) => HEAD + (borders.length > 0 ? MARKED : 0);

/** Where a side is named: over the bin in which it exceeds the others most. */
function placeOf(sides: readonly Side[], s: number): number {
  const excess = (i: number) =>
    sides[s]!.shares[i]! - Math.max(0, ...sides.filter((_, o) => o !== s).map(({ shares }) => shares[i]!));
  return sides[s]!.shares.reduce((best, _, i) => (excess(i) > excess(best) ? i : best), 0);
}

/** The names of the sides, each over its own peak and away from the other's; two that would meet stand one over the other. */
function sideNames(plot: Plot, { sides, edges }: SpreadPicture, width: number, most: number): Markish[] {
  const bins = edges.length - 1;
  const frame = width - LEFT - RIGHT;
  const places = sides.map((_, s) => placeOf(sides, s));
  const placed: { from: number; to: number; y: number }[] = [];
  return sides.map((side, s) => {
    const bin = places[s]!;
    const long = widthOf(side.name) + 8;
    const top = Math.max(...sides.map(({ shares }) => shares[bin]!));
    let y = (1 - top / most) * TALL;
    const others = places.filter((_, o) => o !== s);
    const wanted = others.every((other) => bin >= other)
      ? bin
      : others.every((other) => bin < other)
        ? bin + 1
        : bin + 0.5;
    const from = (wanted / bins) * frame - (wanted === bin ? 0 : wanted === bin + 1 ? long : long / 2);
    // The unit stands at the left over the frame.
    const least = y < 18 ? widthOf("% of rows") + 10 : 2;
    const x = Math.min(Math.max(from, least), frame - long);
    for (const other of placed)
      if (x < other.to && x + long > other.from && Math.abs(other.y - y) < 16) y = other.y - 16;
    placed.push({ from: x, to: x + long, y });
    return words(plot, [side], {
      frameAnchor: "top-left",
      lineAnchor: "bottom",
      textAnchor: "start",
      dx: x,
      dy: y - 5,
      text: "name",
      fill: COLOUR[side.tone],
      fontWeight: 600,
    });
  });
}

export const drawSpread: Draw<SpreadPicture> = {
  height: (picture) => headOf(picture) + FOOT + TALL,
  options(plot, picture, width): PlotOptions {
    const { sides, edges, isLog, borders } = picture;
    const most = 1.04 * Math.max(...sides.flatMap(({ shares }) => shares), 1e-6);
    const meets =
      sides.length > 1 && edges.some((_, i) => sides.filter(({ shares }) => (shares[i] ?? 0) > 0).length > 1);
    const bars = (side: Side) => side.shares.map((y, i) => ({ x1: edges[i]!, x2: edges[i + 1]!, y }));
    // The second of two that meet is an outline, so that both are seen where they cover one another, without colour too.
    const outline = (side: Side) => [
      { x: edges[0]!, y: 0 },
      ...side.shares.flatMap((y, i) => [
        { x: edges[i]!, y },
        { x: edges[i + 1]!, y },
      ]),
      { x: edges.at(-1)!, y: 0 },
    ];
    const filled = (side: Side) =>
      plot.rectY(bars(side), {
        x1: "x1",
        x2: "x2",
        y: "y",
        fill: COLOUR[side.tone],
        fillOpacity: side.tone === "plain" ? 0.28 : 0.42,
        insetLeft: 0.5,
        insetRight: 0.5,
      } as never);
    return {
      marginTop: headOf(picture),
      marginLeft: LEFT,
      marginRight: RIGHT,
      marginBottom: FOOT,
      x: { ...(isLog ? { type: "log" } : {}), domain: [edges[0]!, edges.at(-1)!] },
      y: { domain: [0, most] },
      marks: [
        ...axisY(plot, "% of rows", tick("share")),
        axisX(
          plot,
          fitted(picture.axis, width - 80) + (isLog ? " (logarithmic)" : ""),
          isLog
            ? logTicks([edges[0]!, edges.at(-1)!], Math.floor(width / 60))
            : Math.max(3, Math.floor(width / 85)),
          tick("number"),
        ),
        ...sides.map((side, s) =>
          meets && s > 0
            ? plot.line(outline(side), { x: "x", y: "y", stroke: COLOUR[side.tone], strokeWidth: 2 } as never)
            : filled(side),
        ),
        plot.ruleY([0], { stroke: QUIET } as never),
        ...borders.flatMap((border) => {
          const isLeft = border.at < (edges[0]! + edges.at(-1)!) / 2;
          return [
            plot.ruleX([border.at], { stroke: INK, strokeDasharray: "3,3" } as never),
            words(plot, [border], {
              x: "at",
              frameAnchor: "top",
              lineAnchor: "bottom",
              dy: -22,
              dx: isLeft ? -4 : 4,
              textAnchor: isLeft ? "start" : "end",
              text: () => typeset(border.says),
            }),
          ];
        }),
        ...sideNames(plot, picture, width, most),
      ],
    };
  },
};

export const drawArrival: Draw<ArrivalPicture> = {
  height: () => HEAD + FOOT + TALL,
  options(plot, { points, cut, unit }, width): PlotOptions {
    return {
      marginTop: HEAD,
      marginLeft: LEFT,
      marginRight: RIGHT,
      marginBottom: FOOT,
      y: { domain: [0, 1] },
      marks: [
        ...axisY(plot, "% of labels", tick("share")),
        axisX(plot, `age of the row, ${unit}`, Math.max(3, Math.floor(width / 85)), tick("number")),
        plot.areaY(points as object[], { x: "age", y1: "arrived", y2: 1, fill: HATCH } as never),
        plot.areaY(
          points as object[],
          { x: "age", y1: "low", y2: "high", fill: INK, fillOpacity: 0.16 } as never,
        ),
        plot.line(points as object[], { x: "age", y: "arrived", stroke: INK, strokeWidth: 2 } as never),
        plot.ruleX([cut.age], { stroke: ALARM, strokeWidth: 1.5 } as never),
        point(plot, "alarm", [cut], { x: "age", y: "share" }),
        words(plot, [cut], {
          x: "age",
          y: 0.12,
          dx: -8,
          textAnchor: "end",
          text: () => "too young to judge",
          fill: ALARM,
          fontWeight: 600,
        }),
        words(plot, [cut], {
          x: "age",
          y: 0.12,
          dx: 8,
          textAnchor: "start",
          text: () =>
            typeset(`${figure(100 * cut.share)} % after ${figure(Number(cut.age.toPrecision(2)))} ${unit}`),
          fontWeight: 600,
        }),
      ],
    };
  },
};

export const drawPairs: Draw<PairsPicture> = {
  height: (_, width) => Math.min(340, Math.round(0.62 * width) + FOOT),
  options(plot, { points, x, y, isLog }, width): PlotOptions {
    const values = points.flatMap((one) => [one.x, one.y]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = isLog ? 0 : 0.04 * (high - low || 1);
    const domain: [number, number] = isLog ? [low / 1.15, high * 1.15] : [low - room, high + room];
    const scale = { ...(isLog ? { type: "log" as const } : {}), domain };
    const note = isLog ? " (logarithmic)" : "";
    const most = Math.max(3, Math.floor(width / 95));
    const ticks = isLog ? logTicks(domain, most) : most;
    const differing = points.filter(({ differs }) => differs);
    return {
      marginTop: 30,
      marginLeft: 56,
      marginRight: RIGHT,
      marginBottom: FOOT,
      x: scale,
      y: scale,
      marks: [
        plot.gridX({ ticks, stroke: RULE, strokeOpacity: 1 } as never),
        ...axisY(plot, `${y}${note}`, tick("number"), isLog ? logTicks(domain, 6) : 4),
        axisX(plot, `${x}${note}`, ticks, tick("number")),
        plot.line(
          domain.map((at) => ({ at })),
          { x: "at", y: "at", stroke: QUIET, strokeDasharray: "3,3" } as never,
        ),
        plot.dot(
          points.filter(({ differs }) => !differs) as object[],
          {
            x: "x",
            y: "y",
            r: 3,
            stroke: QUIET,
            strokeOpacity: 0.7,
          } as never,
        ),
        plot.dot(
          differing as object[],
          {
            x: "x",
            y: "y",
            r: 3,
            symbol: "square",
            fill: ALARM,
            fillOpacity: 0.75,
          } as never,
        ),
        words(plot, [{ at: domain[1] }], {
          x: "at",
          y: "at",
          dx: -8,
          dy: 14,
          textAnchor: "end",
          text: () => "○ equal",
          fill: QUIET,
        }),
        words(plot, [{}], {
          frameAnchor: "bottom-right",
          dx: -6,
          dy: -8,
          textAnchor: "end",
          text: () => "■ differs",
          fill: ALARM,
          fontWeight: 600,
        }),
      ],
    };
  },
};
