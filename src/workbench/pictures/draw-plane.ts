import type { Markish, PlotOptions } from "@observablehq/plot";
import { figure, percent } from "../../core/detectors/findings.ts";
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
const HEAD = 44;

/** Where a side is named: over the bin in which it exceeds the others most. */
function placeOf(sides: readonly Side[], s: number): number {
  const excess = (i: number) =>
    sides[s]!.shares[i]! - Math.max(0, ...sides.filter((_, o) => o !== s).map(({ shares }) => shares[i]!));
  return sides[s]!.shares.reduce((best, _, i) => (excess(i) > excess(best) ? i : best), 0);
}

/** The names of the sides, each over its own peak; two that would meet stand one over the other. */
function sideNames(plot: Plot, { sides, edges }: SpreadPicture, width: number, most: number): Markish[] {
  const bins = edges.length - 1;
  const frame = width - LEFT - RIGHT;
  const placed: { x: number; y: number; half: number }[] = [];
  return sides.map((side, s) => {
    const bin = placeOf(sides, s);
    const half = widthOf(side.name) / 2;
    const x = Math.min(Math.max(((bin + 0.5) / bins) * frame, half), frame - half);
    const top = Math.max(...sides.map(({ shares }) => shares[bin]!));
    let y = (1 - top / most) * 140;
    for (const other of placed)
      if (Math.abs(other.x - x) < other.half + half + 8 && Math.abs(other.y - y) < 16) y = other.y - 16;
    placed.push({ x, y, half });
    return words(plot, [side], {
      frameAnchor: "top-left",
      lineAnchor: "bottom",
      textAnchor: "middle",
      dx: x,
      dy: y - 5,
      text: "name",
      fill: COLOUR[side.tone],
      fontWeight: 600,
    });
  });
}

export const drawSpread: Draw<SpreadPicture> = {
  height: () => HEAD + FOOT + 140,
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
      marginTop: HEAD,
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
          isLog ? Math.max(2, Math.floor(width / 110)) : Math.max(3, Math.floor(width / 85)),
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
  height: () => HEAD + FOOT + 140,
  options(plot, { points, cut, unit }, width): PlotOptions {
    return {
      marginTop: HEAD - 16,
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
            typeset(`${percent(cut.share)} after ${figure(Number(cut.age.toPrecision(2)))} ${unit}`),
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
    const domain = isLog ? [low / 1.15, high * 1.15] : [low - room, high + room];
    const scale = { ...(isLog ? { type: "log" as const } : {}), domain };
    const note = isLog ? " (logarithmic)" : "";
    const ticks = Math.max(3, Math.floor(width / (isLog ? 120 : 95)));
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
        ...axisY(plot, `${y}${note}`, tick("number"), isLog ? 3 : 4),
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
