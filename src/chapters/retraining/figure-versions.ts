import type { Figure, Theme } from "../contracts.ts";
import { axisX, hatch, type Markish, Plot } from "../shared/plot.ts";
import type { Line, Result, TimeLine } from "./result.ts";
import { FIRST_DAY, isNarrow, LAST_DAY, sidesOf } from "./scale.ts";
import { counted, dayName, dayTick, POLICY, share, two } from "./words.ts";

/** In a lane of height 1: the ribbon's foot and its height at a recall of 1, and the middle of the bar of the window. */
const FOOT = 0.9;
const TALL = 0.74;
const BAR = 0.7;
/** Half the height of that bar: a share of the lane, but no more than so many pixels. */
const HALF = { share: 0.13, most: 8.5 };
const MARGIN = { top: 66, bottom: 42 };
const heightOf = (width: number): number => (isNarrow(width) ? 490 : 630);
const laneOf = (width: number, count: number): number =>
  (heightOf(width) - MARGIN.top - MARGIN.bottom) / Math.max(count, 2);

/** Every version: the days it learned from, the day its labels were read, the days on which it decided and how well. */
export const versions: Figure<Result> = {
  title: "The life of every version",
  needs: ["timeLine"],
  height: heightOf,
  draw({ timeLine }, width, theme) {
    const narrow = isNarrow(width);
    const { left, right } = sidesOf(width);
    const { lines, changed, alarms, roll } = timeLine;
    const count = lines.length;
    const lane = lines.map((line, at) => ({ ...line, at }));
    const inside = alarms.filter((at) => at >= 0);
    const half = Math.min(HALF.share, HALF.most / laneOf(width, count));
    return {
      plot: {
        marginLeft: left,
        marginRight: right,
        marginTop: MARGIN.top,
        marginBottom: MARGIN.bottom,
        x: { domain: [FIRST_DAY, LAST_DAY] },
        y: { domain: [Math.max(count, 2), 0], axis: null },
        marks: [
          Plot.rect(changed, { x1: "from", x2: "to", fill: theme.alarm, fillOpacity: 0.06 } as never),
          axisX({
            label: "day of production",
            ticks: narrow ? [-28, 0, 28, 56, 84] : [-42, -28, -14, 0, 14, 28, 42, 56, 70, 84, 98, 112],
            format: dayTick as never,
          }),
          Plot.ruleX([0], { stroke: theme.rule } as never),
          Plot.ruleY(lane.map(({ at }) => at + 1).slice(0, -1), {
            stroke: theme.rule,
            strokeOpacity: 0.7,
          } as never),
          ...changed.slice(0, 1).map((one) =>
            Plot.text([one], {
              x: "from",
              frameAnchor: "top",
              textAnchor: "start",
              dy: -32,
              dx: 1,
              text: () => (narrow ? "new ways" : "new ways of theft"),
              fill: theme.alarm,
              fontWeight: 600,
            } as never),
          ),
          ...learned(lane, timeLine, half, theme),
          ...tried(lane, timeLine, narrow, theme),
          ...lived(lane, theme),
          ...handedOver(lane, theme),
          Plot.dot(inside, {
            x: (at: number) => at,
            frameAnchor: "top",
            dy: -10,
            symbol: "triangle",
            rotate: 180,
            r: narrow ? 3.5 : 4.5,
            fill: theme.alarm,
          } as never),
          ...inside.slice(0, 1).map((at) =>
            Plot.text([at], {
              x: (day: number) => day,
              frameAnchor: "top",
              textAnchor: "end",
              dx: -8,
              dy: -10,
              text: () => (inside.length > 1 ? `${inside.length} alarms` : "alarm"),
              fill: theme.alarm,
            } as never),
          ),
          ...(roll?.reached ? rolled(roll, narrow, theme) : []),
          Plot.text(lane, {
            y: (line: { at: number }) => line.at + BAR,
            frameAnchor: "left",
            textAnchor: "end",
            dx: narrow ? -4 : -10,
            text: (line: Line) => (narrow ? line.name.replace("version ", "") : line.name),
            fill: theme.ink,
            fontWeight: (line: Line) => (line.served.length > 0 ? 650 : 400),
          } as never),
          ...(narrow ? [] : numbersOf(lane, theme)),
          ...key(lane, timeLine, half, narrow, theme),
        ],
      },
      summary: sentence(timeLine),
      table: tableOf(timeLine),
    };
  },
};

type Lane = Line & { at: number };

/** The window in blue; what of its labels was missing, or too young to be read, hatched; the day of the reading as a circle. */
function learned(lane: readonly Lane[], { settled }: TimeLine, half: number, theme: Theme): Markish[] {
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
function tried(
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
function lived(lane: readonly Lane[], theme: Theme): Markish[] {
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
function handedOver(lane: readonly Lane[], theme: Theme): Markish[] {
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

function rolled(roll: { to: number; from: number }, narrow: boolean, theme: Theme): Markish[] {
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
function numbersOf(lane: readonly Lane[], theme: Theme): Markish[] {
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
function key(
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

function sentence({ policy, lines, gate, roll }: TimeLine): string {
  const made = lines.length - 1;
  const served = lines.filter((line) => line.served.length > 0 && line.recall !== null);
  const worst = served.reduce<Line | null>(
    (least, one) => (least === null || one.recall! < least.recall! ? one : least),
    null,
  );
  const best = served.reduce<Line | null>(
    (most, one) => (most === null || one.recall! > most.recall! ? one : most),
    null,
  );
  const refused = lines.filter(({ check }) => check !== null && !check.released).length;
  const count =
    made === 0
      ? policy === "never"
        ? "One version decides for sixteen weeks"
        : `Retrained ${POLICY[policy]}: it never came to it, and one version decides for sixteen weeks`
      : `Retrained ${POLICY[policy]} there are ${lines.length} versions`;
  const range =
    worst === null || best === null
      ? ""
      : worst === best
        ? `, and stops ${share(worst.recall!)} of the fraud`
        : `; ${best.name} stops the largest share of the fraud of its days (${share(best.recall!)}), ${worst.name} the smallest (${share(worst.recall!)})`;
  const gated = gate && made > 0 ? `; the gate refused ${counted(refused, "version")} of ${made}` : "";
  const back =
    roll === null
      ? ""
      : roll.reached
        ? `; from day ${roll.from} version ${roll.to} decides again`
        : `; on day ${roll.from} there was no version ${roll.to} to roll back to`;
  return `${count}${range}${gated}${back}.`;
}

function tableOf({ lines }: TimeLine) {
  return {
    columns: [
      { key: "name", label: "version" },
      { key: "window", label: "learned from" },
      { key: "day", label: "labels read on" },
      { key: "missing", label: "of its fraud not known then" },
      { key: "exam", label: "ROC AUC in its exam" },
      { key: "gate", label: "gate" },
      { key: "served", label: "decided" },
      { key: "recall", label: "fraud stopped" },
      { key: "auc", label: "ROC AUC in production" },
    ],
    rows: lines.map((line) => ({
      name: line.name,
      window: `${dayName(line.from)} to ${dayTick(line.to)}`,
      day: line.day > 0 ? dayName(line.day) : "long after",
      missing: share(line.missing),
      exam: line.exam === null ? null : two(line.exam),
      gate:
        line.check === null
          ? "–"
          : line.check.released
            ? `released on day ${line.check.day}`
            : line.check.keepsPromise
              ? "refused: not shown to be better"
              : "refused: broke the promise of its exam",
      served:
        line.served.length === 0
          ? "never"
          : line.served.map(({ from, to }) => `day ${from} to ${to}`).join(", "),
      recall: line.recall === null ? null : share(line.recall),
      auc: line.auc === null ? null : two(line.auc),
    })),
  };
}
