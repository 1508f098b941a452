import type { Figure, FigureTable, FigureView, Theme } from "../../chapters/contracts.ts";
import {
  axisX,
  axisY,
  directLabel,
  labelsApart,
  Plot,
  plainDot,
  productionDot,
  ruleAtY,
  seriesLine,
  trainingDot,
} from "../../chapters/shared/plot.ts";
import type { Chart, Line, Unit } from "../../incident/contracts.ts";
import { shortDate } from "../../incident/moments.ts";
import { fixed, thin } from "../../notebook/format.ts";

/** A value with its unit, as it stands beside a mark. */
export function written(value: number, unit: Unit): string {
  if (unit === "%") return `${fixed(100 * value, value !== 0 && Math.abs(value) < 0.0995 ? 1 : 0)}${thin}%`;
  if (unit === "EUR") return `${value < 0 ? "−" : ""}€${thin}${fixed(Math.abs(value), 0)}`;
  if (unit === "ms") return `${fixed(value, 0)}${thin}ms`;
  return fixed(value, unit === "" && Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0);
}

/** The picture of a chart. `productionAt` is midnight of day 0: days are written as dates. */
export function chartFigure(chart: Chart, productionAt: number): Figure<never> {
  return {
    title: chart.title,
    needs: [],
    height: chart.kind === "days" ? () => 190 : () => 56 + 30 * chart.items.length,
    draw: (_result, width, theme) =>
      chart.kind === "days" ? drawDays(chart, productionAt, width, theme) : drawBars(chart, width, theme),
  };
}

type DaysChart = Extract<Chart, { kind: "days" }>;
type Point = { day: number; value: number | null; name: string };

const colours = (theme: Theme): Record<Line["side"], string> => ({
  training: theme.training,
  production: theme.production,
  plain: theme.ink,
});

function drawDays(chart: DaysChart, productionAt: number, width: number, theme: Theme): FigureView {
  const { days, lines, unit, rule } = chart;
  const points = lines.map(({ name, values }) =>
    days.map((day, i): Point => ({ day, value: values[i] ?? null, name })),
  );
  const all = points.flat().flatMap(({ value }) => (value === null ? [] : [value]));
  const low = Math.min(0, ...all, rule ?? 0);
  const high = Math.max(...all, rule ?? 0, low + 1e-9) * (low < 0 ? 1.05 : 1.08);
  const first = days[0] ?? 0;
  const last = days.at(-1) ?? 0;
  const ends = points.flatMap((own, i) => {
    const end = own.findLast(({ value }) => value !== null);
    return end === undefined ? [] : [{ ...end, at: end.value!, side: lines[i]!.side }];
  });
  const labels = labelsApart(ends, "at", (14 * (high - low)) / 138, [low, high]);
  const colour = colours(theme);
  const longest = Math.max(8, ...ends.map(({ name, at }) => name.length + written(at, unit).length + 1));
  const marginRight = Math.round(16 + 6.5 * longest);
  const step = Math.max(1, Math.ceil(((last - first) * 58) / Math.max(width - 50 - marginRight, 60)));
  const ticks = days.filter((day) => (last - day) % step === 0);
  const dots = { training: trainingDot, production: productionDot, plain: plainDot };
  return {
    plot: {
      marginLeft: 46,
      marginRight,
      marginTop: 18,
      marginBottom: 26,
      x: { domain: [first, Math.max(last, first + 1)] },
      y: { domain: [low, high] },
      marks: [
        axisY({ ticks: 3, format: ((value: number) => written(value, unit)) as never }),
        axisX({ ticks, format: ((day: number) => shortDate(productionAt, day)) as never }),
        ...(rule === null ? [] : [ruleAtY(rule)]),
        ...points.map((own, i) =>
          seriesLine(own, {
            x: "day",
            y: ((point: Point) => point.value ?? Number.NaN) as never,
            color: colour[lines[i]!.side],
            ...(i > 0 ? { dash: ["5,3", "2,3", "8,3,2,3"][(i - 1) % 3]! } : {}),
          }),
        ),
        ...labels.map((end) => dots[end.side]([end], { x: "day", y: "at", r: 3.5 })),
        ...labels.map((end) =>
          directLabel([end], {
            x: "day",
            y: "label",
            text: ((one: { name: string; at: number }) => `${one.name} ${written(one.at, unit)}`) as never,
            color: colour[end.side],
          }),
        ),
      ],
    },
    summary: sayDays(chart),
    table: tableOfDays(chart, productionAt),
  };
}

/** What the lines did: where each stands now, against its median before. */
function sayDays({ lines, unit }: DaysChart): string {
  const parts = lines.flatMap(({ name, values }) => {
    const there = values.filter((value) => value !== null);
    const now = there.at(-1);
    if (now === undefined) return [];
    const before = there.slice(0, -3).sort((a, b) => a - b);
    const usual = before[Math.floor(before.length / 2)];
    const against = usual === undefined ? "" : `, usually ${written(usual, unit)}`;
    return [`${name} ${written(now, unit)}${against}`];
  });
  return parts.length === 0 ? "Nothing is known of it." : `Yesterday: ${parts.join("; ")}.`;
}

function tableOfDays({ days, lines, unit }: DaysChart, productionAt: number): FigureTable {
  return {
    columns: [
      { key: "date", label: "date" },
      ...lines.map(({ name }, i) => ({ key: `v${i}`, label: name, ...(unit === "" ? {} : { unit }) })),
    ],
    rows: days.map((day, at) => ({
      date: shortDate(productionAt, day),
      ...Object.fromEntries(
        lines.map(({ values }, i) => {
          const value = values[at] ?? null;
          return [`v${i}`, value === null ? null : unit === "%" ? 100 * value : value];
        }),
      ),
    })),
  };
}

type BarsChart = Extract<Chart, { kind: "bars" }>;

function drawBars(chart: BarsChart, width: number, theme: Theme): FigureView {
  const { items, unit, words } = chart;
  const all = items.flatMap(({ before, now }) => [before ?? 0, now ?? 0]);
  const high = Math.max(...all, 1e-9);
  const low = Math.min(0, ...all);
  const marginLeft = Math.min(190, Math.max(90, width * 0.38));
  const most = Math.floor((marginLeft - 12) / 6.4);
  const bars = items.map((item, y) => ({ ...item, y }));
  const there = (key: "before" | "now") => bars.filter((bar) => bar[key] !== null);
  const compared = items.some(({ before }) => before !== null);
  return {
    plot: {
      marginLeft,
      marginRight: 64,
      marginTop: 24,
      marginBottom: 8,
      x: { domain: [low, high], axis: null },
      y: { domain: [-0.5, items.length - 0.5], reverse: true, axis: null },
      marks: [
        Plot.ruleX([0], { stroke: theme.rule } as never),
        Plot.rect(there("before"), {
          x1: 0,
          x2: "before",
          y1: (bar: { y: number }) => bar.y - 0.36,
          y2: (bar: { y: number }) => bar.y - 0.04,
          fill: theme.training,
        } as never),
        Plot.rect(there("now"), {
          x1: 0,
          x2: "now",
          y1: (bar: { y: number }) => bar.y + (compared ? 0.04 : -0.25),
          y2: (bar: { y: number }) => bar.y + (compared ? 0.36 : 0.25),
          fill: theme.production,
        } as never),
        Plot.text(bars, {
          x: low,
          y: "y",
          text: ({ name }: { name: string }) => (name.length > most ? `${name.slice(0, most - 1)}…` : name),
          textAnchor: "end",
          dx: -8,
          fill: theme.ink,
        } as never),
        Plot.text(bars, {
          x: ({ before, now }: { before: number | null; now: number | null }) =>
            Math.max(before ?? 0, now ?? 0, 0),
          y: "y",
          text: ({ now }: { now: number | null }) => (now === null ? "not there" : written(now, unit)),
          textAnchor: "start",
          dx: 6,
          fill: theme.ink,
        } as never),
        ...(compared
          ? [
              Plot.text([`● ${words[0]}`], {
                frameAnchor: "top-left",
                lineAnchor: "bottom",
                textAnchor: "start",
                dy: -8,
                fill: theme.training,
                fontWeight: 650,
              } as never),
              Plot.text([`◆ ${words[1]}`], {
                frameAnchor: "top-left",
                lineAnchor: "bottom",
                textAnchor: "start",
                dy: -8,
                dx: 14 + 7 * words[0].length,
                fill: theme.production,
                fontWeight: 650,
              } as never),
            ]
          : []),
      ],
    },
    summary: sayBars(chart),
    table: {
      columns: [
        { key: "name", label: "what" },
        ...(compared ? [{ key: "before", label: words[0] }] : []),
        { key: "now", label: words[1] },
      ],
      rows: items.map(({ name, before, now }) => ({ name, before, now })),
    },
  };
}

/** The item that has changed most, where there is something to compare with; else the largest. */
function sayBars({ items, unit, words }: BarsChart): string {
  const apart = ({ before, now }: BarsChart["items"][number]) =>
    before === null || now === null ? 0 : Math.abs(now - before);
  const compared = items.some(({ before }) => before !== null);
  const [first] = [...items].sort((a, b) => (compared ? apart(b) - apart(a) : (b.now ?? 0) - (a.now ?? 0)));
  if (first === undefined) return "There is nothing to show.";
  if (!compared && items.length > 1 && items.every((item) => item.now === 0))
    return `All ${items.length} alike: ${written(0, unit)}.`;
  const now = first.now === null ? "not there" : written(first.now, unit);
  const was = first.before === null ? "" : `, ${words[0]} ${written(first.before, unit)}`;
  return `${compared ? "Farthest apart" : "Largest"}: ${first.name}, ${words[1]} ${now}${was}.`;
}
