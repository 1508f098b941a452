import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  band,
  directLabel,
  Plot,
  plainDot,
  productionDot,
  ruleAtY,
  seriesLine,
} from "../shared/plot.ts";
import type { Result, Trap, TrapPoint } from "./result.ts";
import { chance, powerOfTen, three, whole } from "./words.ts";

const height = (width: number) => Math.round(Math.max(270, Math.min(330, width * 0.66)));
/** p-values below this stand at the foot of the picture. */
const FLOOR = 1e-12;
const ALPHA = 0.05;

const sizeTick = (n: number) => (n >= 1000000 ? "1 m" : n >= 1000 ? `${n / 1000} k` : String(n));
const sizeAxis = (narrow: boolean) =>
  axisX({
    label: narrow ? "rows in each sample" : "rows in each sample (k: thousand, m: million)",
    ticks: [100, 1000, 10000, 100000, 1000000],
    format: sizeTick as never,
  });
const x = { type: "log", domain: [80, 1300000] } as const;

export const trapP: Figure<Result> = {
  title: "The p-value over the rows",
  needs: ["trap"],
  height,
  draw({ trap }, width, theme) {
    const rows = trap.points.map((point) => ({ ...point, p: Math.max(FLOOR, point.pValue) }));
    const last = rows[rows.length - 1]!;
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: 46,
        marginRight: 16,
        x,
        y: { type: "log", domain: [FLOOR / 2, 2], clamp: true },
        marks: [
          Plot.rect([{ y1: FLOOR / 2, y2: ALPHA }], {
            y1: "y1",
            y2: "y2",
            fill: theme.alarm,
            fillOpacity: 0.06,
          } as never),
          sizeAxis(width < 480),
          axisY({
            label: "p-value, Kolmogorov–Smirnov",
            ticks: [1, 1e-3, 1e-6, 1e-9, 1e-12],
            format: ((p: number) => powerOfTen(Math.round(Math.log10(p)))) as never,
          }),
          ruleAtY(ALPHA, theme.alarm),
          Plot.text([{ n: 90, p: ALPHA }], {
            x: "n",
            y: "p",
            text: () => "below: “significant”",
            textAnchor: "start",
            lineAnchor: "top",
            dy: 6,
            fill: theme.alarm,
          } as never),
          seriesLine(rows, { x: "n", y: "twinPValue", color: theme.quiet, dash: "3,3", width: 1.3 }),
          plainDot(rows, { x: "n", y: "twinPValue", r: 3 }),
          seriesLine(rows, { x: "n", y: "p", color: theme.production }),
          productionDot(rows, { x: "n", y: "p" }),
          directLabel([last], {
            x: "n",
            y: "p",
            text: () => (trap.shift === 0 ? "no shift" : "shifted"),
            side: "left",
            color: theme.production,
            strong: true,
            gap: 12,
          }),
          ...(trap.shift === 0
            ? []
            : [
                directLabel([last], {
                  x: "n",
                  y: "twinPValue",
                  text: () => "no shift",
                  side: "above",
                  color: theme.quiet,
                  gap: 8,
                }),
              ]),
        ],
      },
      summary: sentence(trap),
      table: tableOf(trap.points),
    };
  },
};

export const trapEffect: Figure<Result> = {
  title: "The effect over the rows",
  needs: ["trap"],
  height,
  draw({ trap }, width, theme) {
    const last = trap.last;
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: 46,
        marginRight: 16,
        x,
        y: { domain: [0, 0.3], clamp: true },
        marks: [
          sizeAxis(width < 480),
          axisY({ label: "gap D, with its 95 % band", ticks: 4 }),
          band(trap.points, { x: "n", y1: "low", y2: "high", color: theme.production }),
          ruleAtY(0.1),
          Plot.text([{ n: 1200000, gap: 0.1 }], {
            x: "n",
            y: "gap",
            text: () => "0.1: worth a look",
            textAnchor: "end",
            lineAnchor: "bottom",
            dy: -5,
            fill: theme.quiet,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          seriesLine(trap.points, { x: "n", y: "gap", color: theme.production }),
          productionDot(trap.points, { x: "n", y: "gap" }),
          Plot.text([last], {
            x: "n",
            y: "gap",
            text: () => `D ${three(last.gap)}`,
            textAnchor: "end",
            lineAnchor: "bottom",
            dy: -9,
            fill: theme.production,
            stroke: theme.paper,
            strokeWidth: 4,
            fontWeight: 650,
          } as never),
        ],
      },
      summary: `With ${whole(last.n)} rows the gap is ${three(last.gap)}; the two distributions themselves lie ${three(trap.trueGap)} apart, however many rows there are.`,
      table: tableOf(trap.points),
    };
  },
};

function sentence({ shift, from, last }: Trap): string {
  const end = `with ${whole(last.n)} rows p is ${chance(last.pValue)}`;
  if (shift === 0) return `Nothing is shifted, and the p-value wanders: ${end}.`;
  if (from === null) return `A shift of ${shift} standard deviations never becomes significant here: ${end}.`;
  return `A shift of ${shift} standard deviations is “significant” from ${whole(from)} rows on: ${end}.`;
}

function tableOf(points: readonly TrapPoint[]) {
  return {
    columns: [
      { key: "n", label: "rows in each" },
      { key: "p", label: "p-value" },
      { key: "gap", label: "gap D" },
      { key: "band", label: "95 % band" },
      { key: "twin", label: "p-value without shift" },
    ],
    rows: points.map((point) => ({
      n: whole(point.n),
      p: chance(point.pValue),
      gap: three(point.gap),
      band: `${three(point.low)} to ${three(point.high)}`,
      twin: chance(point.twinPValue),
    })),
  };
}
