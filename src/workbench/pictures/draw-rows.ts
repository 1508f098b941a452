import type { Markish, PlotOptions } from "@observablehq/plot";
import { typeset } from "../../core/export/typeset.ts";
import {
  axisX,
  COLOUR,
  type Draw,
  fitted,
  INK,
  type Plot,
  point,
  QUIET,
  RULE,
  tick,
  UNIT_WORDS,
  widthOf,
  words,
} from "./draw-parts.ts";
import type { CategoriesPicture, RatesPicture, Tone, Unit } from "./picture.ts";
import { inWords, withInterval } from "./words.ts";

const FOOT = 40;
/** From this width on names stand beside their line; below it, over it. */
const BESIDE = 470;

/** A name, its number with the interval, and the number alone where there is no room for both. */
type Line = { label: string; says: string; short: string };
type Layout = { height: number; frame: PlotOptions; names: Markish[] };

/** One line for each thing: its name, its place on a common scale, its number. Long names stand over their lines. */
function layout(plot: Plot | null, lines: readonly Line[], width: number, head: number): Layout {
  const longest = Math.max(...lines.map(({ label }) => widthOf(label))) + 14;
  const isWide = width >= BESIDE;
  const beside = longest <= (isWide ? 0.4 : 0.28) * width;
  const height = head + FOOT + (beside ? 27 : 42) * lines.length;
  if (plot === null) return { height, frame: {}, names: [] };
  const says = (line: Line) => (isWide ? line.says : line.short);
  const right = Math.max(...lines.map((line) => widthOf(says(line)))) + 14;
  const rows = lines.map((line, y) => ({ ...line, y }));
  const name = beside
    ? { frameAnchor: "left", textAnchor: "end", dx: -14 }
    : { frameAnchor: "left", textAnchor: "start", dx: -6, dy: -16 };
  const room = beside ? longest : width - 14;
  return {
    height,
    frame: {
      marginLeft: beside ? longest : 10,
      marginRight: right,
      marginTop: head,
      marginBottom: FOOT,
      insetLeft: 4,
      insetRight: 6,
      y: {
        domain: beside ? [-0.5, lines.length - 0.5] : [-0.7, lines.length - 0.5],
        reverse: true,
        axis: null,
      },
    },
    names: [
      words(plot, rows, { ...name, y: "y", text: (row: Line) => fitted(row.label, room) }),
      words(plot, rows, {
        frameAnchor: "right",
        textAnchor: "end",
        dx: right - 2,
        y: "y",
        text: says,
        fontWeight: 600,
      }),
    ],
  };
}

const HEAD = 10;
const HEAD_WITH_LEVEL = 24;

function linesOf({ items, unit }: RatesPicture): Line[] {
  return items.map(({ label, value, low, high }) => ({
    label: typeset(label),
    says: typeset(withInterval(unit, value, low, high)),
    short: typeset(inWords(unit, value)),
  }));
}

/** The two ends of the scale: 0 is on it, save where an AUC of 0.5 says nothing already. */
function domainOf(unit: Unit, numbers: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (unit === "auc") return [Math.min(0.5, low), 1];
  const ends = [Math.min(0, low), Math.max(0, high)] as const;
  const room = 0.04 * (ends[1] - ends[0] || 1);
  return [ends[0] < 0 ? ends[0] - room : 0, unit === "share" ? Math.min(1, ends[1] + room) : ends[1] + room];
}

export const drawRates: Draw<RatesPicture> = {
  height: (picture, width) =>
    layout(null, linesOf(picture), width, picture.level ? HEAD_WITH_LEVEL : HEAD).height,
  options(plot, picture, width) {
    const { items, unit, level } = picture;
    const { frame, names } = layout(plot, linesOf(picture), width, level ? HEAD_WITH_LEVEL : HEAD);
    const rows = items.map((item, y) => ({ ...item, y }));
    const domain = domainOf(unit, [
      ...items.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]),
      ...(level ? [level.at] : []),
    ]);
    const frameWidth = width - Number(frame.marginLeft) - Number(frame.marginRight);
    const ticks = Math.max(2, Math.floor(frameWidth / 70));
    const zero = domain[0] < 0 ? [plot.ruleX([0], { stroke: QUIET } as never)] : [];
    const isLevelRight = level !== null && (level.at - domain[0]) / (domain[1] - domain[0]) > 0.6;
    return {
      ...frame,
      x: { domain },
      marks: [
        plot.gridX({ ticks, stroke: RULE, strokeOpacity: 1 } as never),
        axisX(plot, picture.axis ?? UNIT_WORDS[unit], ticks, tick(unit)),
        ...zero,
        ...(level
          ? [
              plot.ruleX([level.at], { stroke: QUIET, strokeDasharray: "3,3" } as never),
              words(plot, [level], {
                x: "at",
                frameAnchor: "top",
                lineAnchor: "bottom",
                dy: -6,
                dx: level.at === domain[0] ? -1 : 0,
                textAnchor: isLevelRight ? "end" : "start",
                text: "says",
                fill: QUIET,
              }),
            ]
          : []),
        plot.ruleY(
          rows.filter(({ low }) => low !== null),
          {
            y: "y",
            x1: "low",
            x2: "high",
            stroke: (row: { tone: Tone }) => COLOUR[row.tone],
            strokeWidth: 2,
          } as never,
        ),
        plot.ruleX(
          rows
            .filter(({ low }) => low !== null)
            .flatMap(({ y, tone, low, high }) =>
              [low, high].map((x) => ({ x, y1: y - 0.13, y2: y + 0.13, tone })),
            ),
          {
            x: "x",
            y1: "y1",
            y2: "y2",
            stroke: (row: { tone: Tone }) => COLOUR[row.tone],
            strokeWidth: 2,
          } as never,
        ),
        ...rows.map((row) => point(plot, row.tone, [row], { x: "value", y: "y" })),
        ...names,
      ],
    };
  },
};

function categoryLines({ labels, sides: [a, b] }: CategoriesPicture): Line[] {
  return labels.map((label, i) => ({
    label: typeset(label),
    says: typeset(`${inWords("share", a.shares[i]!)} → ${inWords("share", b.shares[i]!)}`),
    short: typeset(`${inWords("share", a.shares[i]!)} → ${inWords("share", b.shares[i]!)}`),
  }));
}

export const drawCategories: Draw<CategoriesPicture> = {
  height: (picture, width) => layout(null, categoryLines(picture), width, HEAD_WITH_LEVEL).height,
  options(plot, picture, width) {
    const { frame, names } = layout(plot, categoryLines(picture), width, HEAD_WITH_LEVEL);
    const [a, b] = picture.sides;
    const rows = picture.labels.map((_, y) => ({ y, a: a.shares[y]!, b: b.shares[y]! }));
    const [first] = rows as [(typeof rows)[0]];
    const most = Math.max(...a.shares, ...b.shares, 1e-6);
    const frameWidth = width - Number(frame.marginLeft) - Number(frame.marginRight);
    const ticks = Math.max(2, Math.floor(frameWidth / 70));
    const [left, right] = first.a <= first.b ? ["a", "b"] : ["b", "a"];
    const name = (side: string) => (side === "a" ? a.name : b.name);
    // The names stand over the first line, apart where its two points are near one another.
    const end = (side: string, anchor: "end" | "start", dx: number) =>
      words(plot, [first], {
        x: side,
        frameAnchor: "top",
        lineAnchor: "bottom",
        dy: -4,
        dx,
        textAnchor: anchor,
        text: () => name(side),
        fill: COLOUR[side === "a" ? a.tone : b.tone],
        fontWeight: 600,
      });
    const leftRoom = Math.min(first.a, first.b) / most;
    const apart = (Math.abs(first.b - first.a) / most) * frameWidth;
    return {
      ...frame,
      marginTop: HEAD_WITH_LEVEL,
      x: { domain: [0, Math.min(1, 1.04 * most)] },
      marks: [
        plot.gridX({ ticks, stroke: RULE, strokeOpacity: 1 } as never),
        axisX(plot, UNIT_WORDS.share, ticks, tick("share")),
        plot.ruleY(rows, {
          y: "y",
          x1: "a",
          x2: "b",
          stroke: INK,
          strokeOpacity: 0.45,
          strokeWidth: 1.5,
        } as never),
        point(plot, a.tone, rows, { x: "a", y: "y" }),
        point(plot, b.tone, rows, { x: "b", y: "y" }),
        ...names,
        leftRoom < 0.12 ? end(left!, "start", -4) : end(left!, "end", apart < 14 ? -3 : 4),
        end(right!, "start", leftRoom < 0.12 ? Math.max(-4, 46 - apart) : apart < 14 ? 3 : -4),
      ],
    };
  },
};
