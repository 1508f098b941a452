import type { Theme } from "../contracts.ts";
import { hatch, type Markish, Plot } from "../shared/plot.ts";
import type { Line, TimeLine } from "./result.ts";
import { LAST_DAY } from "./scale.ts";
import { share } from "./words.ts";

/** In a lane of height 1: the ribbon's foot and its height at a recall of 1, and the middle of the bar of the window. */
const FOOT = 0.9;
const TALL = 0.74;
export const BAR = 0.7;
/** Half the height of that bar: a share of the lane, but no more than so many pixels. */
export const HALF = { share: 0.13, most: 8.5 };

export type Lane = Line & { at: number };

/** The window in blue; what of its labels was missing, or too young to be read, hatched; the day of the reading as a circle. */
export function learned(lane: readonly Lane[], { settled }: TimeLine, half: number, theme: Theme): Markish[] {
  const young = lane
    .filter(({ day }) => day > 0)
    .map((line) => ({
      ...line,
      x1: Math.max(line.from, Math.min(line.to, line.day - settled)),
      x2: line.day,
    }));
  const box = {
    y1: (line: Lane) => line.at + BAR - half,
    y2: (line: Lane) => line.at + BAR + half,
  };
  return [
    Plot.rect(lane, {
      x1: "from",
      x2: "to",
      ...box,
      fill: theme.training,
      fillOpacity: 0.72,
      rx: 2,
    } as never),
    // A pale ground, so that the hatching reads over the blue.
    Plot.rect(
      young.filter(({ x1, to }) => x1 < to),
      { x1: "x1", x2: "to", ...box, fill: theme.paper, fillOpacity: 0.62 } as never,
    ),
    hatch(young, { x1: "x1", x2: "x2", ...(box as object) }),
    Plot.dot(
      lane.filter(({ day }) => day > 0),
      {
        x: "day",
        y: (line: Lane) => line.at + BAR,
        r: 4.5,
        fill: theme.training,
        stroke: theme.paper,
        strokeWidth: 1.5,
      } as never,
    ),
  ];
}

/** In shadow, and what the gate said. */
export function tried(
  lane: readonly Lane[],
  { gate, shadow, settled }: TimeLine,
  narrow: boolean,
  theme: Theme,
): Markish[] {
  if (!gate) return [];
  const rows = lane
    .filter(({ day }) => day > 0)
    .map((line) => ({ ...line, until: line.check?.day ?? Math.min(LAST_DAY, line.day + shadow + settled) }));
  const refused = rows.filter(({ check }) => check !== null && !check.released);
  const middle = (line: Lane) => line.at + BAR;
  return [
    Plot.link(rows, {
      x1: "day",
      x2: "until",
      y1: middle,
      y2: middle,
      stroke: theme.production,
      strokeWidth: 2,
      strokeDasharray: "2,3",
    } as never),
    Plot.dot(
      rows.filter(({ check }) => check?.released),
      {
        x: "until",
        y: middle,
        r: 5,
        symbol: "square",
        rotate: 45,
        fill: theme.production,
        stroke: theme.paper,
      } as never,
    ),
    Plot.dot(refused, {
      x: "until",
      y: middle,
      r: 5,
      symbol: "times",
      stroke: theme.alarm,
      strokeWidth: 2.5,
    } as never),
    ...(narrow ? [] : [false, true]).map((atEdge) =>
      Plot.text(
        refused.filter(({ until }) => until > LAST_DAY - 36 === atEdge),
        {
          x: "until",
          y: middle,
          text: ({ check }: Line) => (check!.keepsPromise ? "not better" : "broke its promise"),
          textAnchor: atEdge ? "end" : "start",
          dx: atEdge ? 5 : 11,
          dy: atEdge ? -13 : 0,
          fill: theme.alarm,
          stroke: theme.paper,
          strokeWidth: 4,
        } as never,
      ),
    ),
  ];
}

/** The days on which it decided, as a ribbon whose height is the recall of the week. */
export function lived(lane: readonly Lane[], theme: Theme): Markish[] {
  const weeks = lane.flatMap(({ at, served }) =>
    served.flatMap((stretch, k) => stretch.weeks.map((week) => ({ ...week, at, z: `${at} ${k}` }))),
  );
  const known = weeks.flatMap((week) =>
    week.recall === null ? [] : [{ ...week, y1: week.at + FOOT, y2: week.at + FOOT - TALL * week.recall }],
  );
  // The line along the ribbon's top, from the first day of each week to its last.
  const along = known.flatMap(({ from, to, y2, z }) => [
    { x: from, y: y2, z },
    { x: to, y: y2, z },
  ]);
  return [
    Plot.rect(known, {
      x1: "from",
      x2: "to",
      y1: "y1",
      y2: "y2",
      fill: theme.production,
      fillOpacity: 0.42,
    } as never),
    hatch(
      weeks.filter(({ recall }) => recall === null),
      {
        x1: "from",
        x2: "to",
        y1: ((week: { at: number }) => week.at + FOOT - 0.3) as never,
        y2: ((week: { at: number }) => week.at + FOOT) as never,
      },
    ),
    Plot.line(along, { x: "x", y: "y", z: "z", stroke: theme.production, strokeWidth: 2 } as never),
    Plot.link(
      lane.flatMap(({ at, served }) => served.map(({ from, to }) => ({ from, to, y: at + FOOT }))),
      { x1: "from", x2: "to", y1: "y", y2: "y", stroke: theme.production, strokeWidth: 1.5 } as never,
    ),
  ];
}

/** Where one version hands over to the next. */
export function handedOver(lane: readonly Lane[], theme: Theme): Markish[] {
  const stretches = lane
    .flatMap(({ at, served }) => served.map(({ from, to }) => ({ at, from, to })))
    .sort((a, b) => a.from - b.from);
  const steps = stretches.slice(1).map((next, i) => ({
    x: next.from,
    y1: stretches[i]!.at + FOOT,
    y2: next.at + FOOT,
  }));
  return [
    Plot.link(steps, { x1: "x", x2: "x", y1: "y1", y2: "y2", stroke: theme.ink, strokeWidth: 1.2 } as never),
  ];
}

/** Where the team went back to an earlier version. */
export function rolled(roll: { to: number; from: number }, narrow: boolean, theme: Theme): Markish[] {
  const right = roll.from > 35;
  return [
    Plot.ruleX([roll.from], { stroke: theme.ink, strokeDasharray: "4,3", strokeWidth: 1.4 } as never),
    Plot.text([roll.from], {
      x: (day: number) => day,
      frameAnchor: "top",
      dy: -52,
      dx: right ? 2 : -2,
      textAnchor: right ? "end" : "start",
      text: () => (narrow ? `back to ${roll.to}` : `day ${roll.from}: rolled back to version ${roll.to}`),
      fill: theme.ink,
      stroke: theme.paper,
      strokeWidth: 4,
      fontWeight: 650,
    } as never),
  ];
}

/** The recall of all the days on which a version decided, on its ribbon. */
export function numbersOf(lane: readonly Lane[], theme: Theme): Markish[] {
  const rows = lane.flatMap((line) => {
    const longest = line.served.reduce<Line["served"][number] | null>(
      (most, one) => (most === null || one.to - one.from > most.to - most.from ? one : most),
      null,
    );
    return longest === null || line.recall === null ? [] : [{ ...line, x: (longest.from + longest.to) / 2 }];
  });
  return [
    Plot.text(rows, {
      x: "x",
      y: (line: Lane) => line.at + FOOT,
      dy: -9,
      text: ({ recall }: Line) => share(recall!),
      fill: theme.ink,
      fontWeight: 650,
      stroke: theme.paper,
      strokeWidth: 3,
    } as never),
  ];
}

/** The first versions name the parts for all. */
export function key(
  lane: readonly Lane[],
  { lines, gate }: TimeLine,
  half: number,
  narrow: boolean,
  theme: Theme,
): Markish[] {
  const [first, second] = lane;
  const start = first!.served[0];
  const above = BAR - half - 0.16;
  const roomy = !narrow && lines.length <= 9;
  const say = (x: number, y: number, text: string, fill: string, textAnchor = "start") =>
    Plot.text([text], {
      x: () => x,
      y: () => y,
      text: () => text,
      textAnchor,
      fill,
      fontWeight: 600,
      stroke: theme.paper,
      strokeWidth: 4,
    } as never);
  return [
    ...(lines.length <= 9
      ? [say(first!.from + 0.5, above, narrow ? "learned" : "learned from these days", theme.training)]
      : []),
    ...(start && start.to > start.from && roomy
      ? [say(start.from + 0.5, 0.02, "decided; height: recall", theme.production)]
      : []),
    ...(second && second.day > second.to && roomy
      ? [say(second.day - 2, 1 + above, "labels to come", theme.quiet, "end")]
      : []),
    ...(second && gate && roomy ? [say(second.day + 2, 1 + above, "in shadow", theme.production)] : []),
  ];
}
