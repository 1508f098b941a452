import type { Figure, Theme } from "../contracts.ts";
import {
  axisX,
  axisY,
  band,
  hatchFill,
  type Markish,
  Plot,
  percentTick,
  seriesLine,
} from "../shared/plot.ts";
import type { Maturity, Result } from "./result.ts";
import { days, plural, share } from "./words.ts";

const END = 60;
const MATURE = 0.95;

export const maturity: Figure<Result> = {
  title: "Label maturity: how many of the customers’ reports have arrived, by a payment’s age",
  needs: ["maturity", "numbers"],
  height: (width) => Math.round(Math.max(310, Math.min(370, width * 0.58))),
  draw({ maturity, numbers }, width, theme) {
    const narrow = width < 480;
    const known = maturity.curve.filter((point) => point.arrived !== null);
    const last = known.at(-1);
    return {
      plot: {
        marginLeft: 46,
        marginRight: 14,
        marginTop: 44,
        marginBottom: 42,
        x: { domain: [0, END] },
        y: { domain: [0, 1], clamp: true },
        marks: [
          Plot.areaY(known, { x: "days", y1: "arrived", y2: 1, fill: hatchFill, fillOpacity: 0.6 } as never),
          ...(last === undefined
            ? [
                Plot.rect([{}], {
                  x1: () => 0,
                  x2: () => END,
                  y1: () => 0,
                  y2: () => 1,
                  fill: hatchFill,
                  fillOpacity: 0.6,
                } as never),
              ]
            : []),
          axisX({
            label: "age of the payment, days",
            ticks: narrow ? [0, 14, 28, 42, 56] : [0, 7, 14, 21, 28, 35, 42, 49, 56],
          }),
          axisY({ ticks: [0, 0.25, 0.5, 0.75, 1], format: percentTick as never }),
          band(known, { x: "days", y1: "low", y2: "high", color: theme.production }),
          seriesLine(maturity.curve, { x: "days", y: "truth", color: theme.quiet, dash: "2,4", width: 1.6 }),
          seriesLine(known, { x: "days", y: "arrived", color: theme.production, width: 2.6 }),
          ...moments(maturity, numbers.window, narrow, theme),
          // The lines rise to the left of this corner, so the words have it to themselves.
          ...[
            {
              text: narrow ? "— on this day, 95 % band" : "— estimated on this day, with 95 % band",
              own: true,
            },
            { text: narrow ? "┈ in the end" : "┈ as it turns out in the end", own: false },
          ].map(({ text, own }, i) =>
            Plot.text([text], {
              frameAnchor: "bottom-right",
              textAnchor: "end",
              dx: -6,
              dy: -28 + 18 * i,
              fill: own ? theme.production : theme.quiet,
              fontWeight: own ? 650 : 500,
              stroke: theme.paper,
              strokeWidth: 4,
            } as never),
          ),
          ...(maturity.half !== null && maturity.half > 1
            ? [
                Plot.text([{ x: Math.min(maturity.half * 0.5, 12) + 0.5, y: 0.88 }], {
                  x: "x",
                  y: "y",
                  text: () => (narrow ? "on its way" : "still on its way"),
                  textAnchor: "start",
                  fill: theme.ink,
                  stroke: theme.paper,
                  strokeWidth: 5,
                } as never),
              ]
            : []),
        ],
      },
      summary: sentence(maturity, numbers.window),
      table: {
        columns: [
          { key: "age", label: "age", unit: "days" },
          { key: "arrived", label: "arrived, estimated" },
          { key: "band", label: "95 % band" },
          { key: "truth", label: "in the end" },
        ],
        rows: maturity.curve
          .filter((_, i) => i % 4 === 0)
          .map((point) => ({
            age: point.days,
            arrived: point.arrived === null ? null : share(point.arrived),
            band: point.low === null ? null : `${share(point.low)} to ${share(point.high)}`,
            truth: share(point.truth),
          })),
      },
    };
  },
};

function moments({ mature }: Maturity, window: number, narrow: boolean, theme: Theme): Markish[] {
  const at = [
    ...(mature !== null && mature <= END
      ? [
          {
            x: mature,
            text: narrow ? `95 %: ${days(mature)}` : `95 % after ${days(mature)}`,
            dy: -4,
            color: theme.ink,
          },
        ]
      : []),
    { x: window, text: narrow ? "window" : `maturity window, ${days(window)}`, dy: -20, color: theme.quiet },
  ];
  return at.flatMap(({ x, text, dy, color }) => [
    Plot.ruleX([x], { stroke: color, strokeDasharray: color === theme.quiet ? "3,3" : undefined } as never),
    Plot.text([x], {
      x: (at: number) => at,
      text: () => text,
      frameAnchor: "top",
      textAnchor: x > END * 0.7 ? "end" : "start",
      dx: x > END * 0.7 ? -4 : 4,
      dy: dy,
      lineAnchor: "bottom",
      fill: color,
      stroke: theme.paper,
      strokeWidth: 4,
    } as never),
  ]);
}

function sentence({ mature, half, truth, reports, curve }: Maturity, window: number): string {
  if (half === null || mature === null)
    return `From ${plural(reports, "report")} no curve can be drawn yet: hardly anything is old enough to show how long reports take.`;
  const at = curve.find((point) => point.days >= window)?.truth ?? 1;
  const off = Math.abs(mature - truth);
  const check =
    off <= 0.25 * truth
      ? ""
      : ` In the end it turns out to be ${days(truth)}: on this day the slowest reports had no time to show.`;
  return `Half of the reports have arrived after ${days(half)}, ${share(MATURE)} after ${days(mature)}, estimated from ${plural(reports, "report")}.${check} A window of ${days(window)} waits for ${share(at)} of those that ever come.`;
}
