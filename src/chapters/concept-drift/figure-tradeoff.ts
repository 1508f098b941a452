import type { Figure } from "../contracts.ts";
import { axisX, axisY, Plot, seriesLine } from "../shared/plot.ts";
import type { Drawn, Result } from "./result.ts";
import { counted, DUMMY, days, listed, nameOf, one, share, two } from "./words.ts";

/** False alarms in four weeks on a scale of powers of ten; none seen stands at the foot. */
const FLOOR = 0.03;
const TOP = 60;
const height = (width: number) => Math.round(Math.max(330, Math.min(420, width * 0.55)));

export const tradeoff: Figure<Result> = {
  title: "How late, and at what price: each detector over many draws",
  needs: ["drawn", "strip", "numbers"],
  height,
  draw({ drawn, strip: { window }, numbers }, width, theme) {
    const narrow = width < 460;
    const place = (value: number) => Math.max(FLOOR, Math.min(TOP, value));
    const points = drawn.map((row) => ({
      ...row,
      x: row.delay.value,
      x1: row.delay.interval[0],
      x2: row.delay.interval[1],
      y: place(row.falseAlarms.value),
      y1: place(row.falseAlarms.interval[0]),
      y2: place(row.falseAlarms.interval[1]),
    }));
    const color = (row: { beats: boolean; id: string }) =>
      row.id === DUMMY ? theme.quiet : row.beats ? theme.calm : theme.alarm;
    const names = named(points, {
      window,
      acrossPixel: (window * 1.04) / (width - 52 - (narrow ? 12 : 24)),
      upPixel: Math.log10(TOP / FLOOR) / (height(width) - 76),
    });
    return {
      plot: {
        marginTop: 34,
        marginBottom: 42,
        marginLeft: 52,
        marginRight: narrow ? 12 : 24,
        x: { domain: [0, window * 1.04] },
        y: { type: "log", domain: [FLOOR, TOP], clamp: true },
        marks: [
          Plot.areaY(dummyLine(window), {
            x: "x",
            y1: "y",
            y2: () => TOP,
            fill: theme.alarm,
            fillOpacity: 0.05,
          } as never),
          axisX({
            label: narrow ? "days to the alarm" : "days from change to alarm (missed: the whole window)",
            ticks: narrow ? 4 : 7,
          }),
          axisY({
            label: "false alarms in four weeks",
            ticks: [FLOOR, 0.1, 1, 10],
            format: ((value: number) => (value === FLOOR ? "none" : String(value))) as never,
          }),
          seriesLine(dummyLine(window), { x: "x", y: "y", color: theme.quiet, width: 1.5, dash: "4,4" }),
          Plot.text([{}], {
            text: () => (narrow ? "worse than\nknowing nothing" : "worse than ringing at fixed intervals"),
            frameAnchor: "top-right",
            textAnchor: "end",
            lineAnchor: "top",
            dx: -8,
            dy: 8,
            fill: theme.alarm,
          } as never),
          Plot.link(points, {
            x1: "x1",
            x2: "x2",
            y1: "y",
            y2: "y",
            stroke: color,
            strokeOpacity: 0.6,
          } as never),
          Plot.link(points, {
            x1: "x",
            x2: "x",
            y1: "y1",
            y2: "y2",
            stroke: color,
            strokeOpacity: 0.6,
          } as never),
          Plot.dot(
            points.filter(({ beats }) => beats),
            { x: "x", y: "y", r: 6, fill: theme.calm, stroke: theme.paper, strokeWidth: 1.5 } as never,
          ),
          Plot.dot(
            points.filter(({ beats, id }) => !beats && id !== DUMMY),
            { x: "x", y: "y", r: 5.5, symbol: "times", stroke: theme.alarm, strokeWidth: 2.2 } as never,
          ),
          Plot.dot(
            points.filter(({ id }) => id === DUMMY),
            { x: "x", y: "y", r: 4.5, fill: theme.paper, stroke: theme.quiet, strokeWidth: 1.5 } as never,
          ),
          Plot.link(
            names.filter(({ far }) => far),
            {
              x1: "x",
              y1: "y",
              x2: "labelX",
              y2: "labelY",
              stroke: theme.quiet,
              strokeWidth: 0.9,
            } as never,
          ),
          ...(["start", "end"] as const).map((textAnchor) =>
            Plot.text(
              names.filter(({ side }) => side === textAnchor),
              {
                x: "labelX",
                y: "labelY",
                text: "name",
                textAnchor,
                dx: textAnchor === "start" ? 3 : -3,
                fill: theme.ink,
                stroke: theme.paper,
                strokeWidth: 4,
                fontWeight: 600,
              } as never,
            ),
          ),
        ],
      },
      summary: sentence(drawn, numbers.draws),
      table: {
        columns: [
          { key: "detector", label: "detector" },
          { key: "found", label: "changes found" },
          { key: "foundRange", label: "95 % interval" },
          { key: "delay", label: "delay", unit: "days" },
          { key: "delayRange", label: "95 % interval" },
          { key: "wrong", label: "false alarms in four weeks" },
          { key: "wrongRange", label: "95 % interval" },
          { key: "f1", label: "F1 of alarms" },
          { key: "dummy", label: "F1 of an equally frequent dummy" },
          { key: "beats", label: "beats it" },
        ],
        rows: (drawn.length > 0 ? drawn : [null]).map((row) =>
          row === null
            ? NOBODY
            : {
                detector: row.name,
                found: `${row.found} of ${row.of}`,
                foundRange: row.foundInterval.map(share).join(" to "),
                delay: one(row.delay.value),
                delayRange: row.delay.interval.map(one).join(" to "),
                wrong: two(row.falseAlarms.value),
                wrongRange: row.falseAlarms.interval.map(two).join(" to "),
                f1: two(row.f1.value),
                dummy: two(row.dummyF1),
                beats: row.id === DUMMY ? null : row.beats ? "yes" : "no",
              },
        ),
      },
    };
  },
};

const NOBODY = {
  detector: "none can tell",
  found: null,
  foundRange: null,
  delay: null,
  delayRange: null,
  wrong: null,
  wrongRange: null,
  f1: null,
  dummy: null,
  beats: null,
};

/**
 * What a dummy gets for each interval T (days) between its rings: 28 / T false alarms in four weeks, and a mean delay of T / 2 while T
 * fits the window w, then w - w² / 2T, since it misses ever more.
 */
function dummyLine(window: number): { x: number; y: number }[] {
  return Array.from({ length: 60 }, (_, i) => {
    const interval = 0.9 * 1.12 ** i;
    const x = interval <= window ? interval / 2 : window - (window * window) / (2 * interval);
    return { x, y: Math.max(FLOOR, Math.min(TOP, 28 / interval)) };
  }).filter(({ y }) => y > FLOOR);
}

type Point = Drawn & { x: number; y: number };
type Name = {
  x: number;
  y: number;
  name: string;
  labelX: number;
  labelY: number;
  side: "start" | "end";
  far: boolean;
};
type Pixels = { window: number; acrossPixel: number; upPixel: number };

/** Names beside their points; those of points that lie together stand on each other, each with a line to its own point. */
function named(points: readonly Point[], { window, acrossPixel, upPixel }: Pixels): Name[] {
  const groups: Point[][] = [];
  for (const point of [...points].sort((a, b) => b.y - a.y)) {
    const near = groups.find(
      ([one]) => Math.abs(one!.x - point.x) < window * 0.16 && Math.abs(Math.log10(one!.y / point.y)) < 0.5,
    );
    if (near) near.push(point);
    else groups.push([point]);
  }
  return groups.flatMap((group) => {
    const side = group[0]!.x > window * 0.6 ? "end" : "start";
    const places = group.map(({ x }) => x);
    const edge =
      group.length === 1 && side === "end"
        ? places[0]! + 4 * acrossPixel
        : side === "start"
          ? Math.max(...places) + 14 * acrossPixel
          : Math.min(...places) - 14 * acrossPixel;
    const foot = Math.log10(Math.min(...group.map(({ y }) => y))) + 14 * upPixel;
    // From the foot upwards, the nearest point first, so that no two lines cross.
    return [...group]
      .sort((a, b) => a.y - b.y || (side === "start" ? b.x - a.x : a.x - b.x))
      .map((point, k) => {
        const labelY = 10 ** (foot + 14 * k * upPixel);
        const away = Math.abs(edge - point.x) / acrossPixel + Math.log10(labelY / point.y) / upPixel;
        return {
          x: point.x,
          y: point.y,
          name: nameOf(point.id),
          labelX: edge,
          labelY,
          side,
          far: group.length > 1 && away > 16,
        };
      });
  });
}

function sentence(drawn: readonly Drawn[], draws: number): string {
  if (drawn.length === 0) return "Labels come too late for any detector: there is nothing to compare.";
  const better = drawn.filter(({ beats }) => beats);
  const least = [...better].sort((a, b) => b.f1.value - a.f1.value)[0];
  const blind = drawn.filter(({ found }) => found === 0);
  const head = `Over ${draws} draws of which payments are theft, ${better.length === 0 ? "none" : listed(better.map(({ id }) => nameOf(id)))} of the eight ${better.length === 1 ? "does" : "do"} better than a dummy that rings as often`;
  const best =
    least === undefined
      ? ""
      : `; ${nameOf(least.id)} does best, ${days(least.delay.value)} after the change, with ${least.falseAlarms.value === 0 ? "no false alarm seen" : `${two(least.falseAlarms.value)} false alarms in four weeks`}`;
  const never =
    blind.length === 0
      ? ""
      : `; ${counted(blind.length, "detector")} never ${blind.length === 1 ? "finds" : "find"} it`;
  return `${head}${best}${never}.`;
}
