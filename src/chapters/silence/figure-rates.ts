import type { Figure } from "../contracts.ts";
import { axisY, directLabel, hatchFill, Plot, percentTick, trainingDot } from "../shared/plot.ts";
import type { Rates, Result, Tally } from "./result.ts";
import { euro, share, whole } from "./words.ts";

const rateOf = ({ rows, frauds }: { rows: number; frauds: number }) =>
  rows === 0 ? Number.NaN : frauds / rows;
const heightOf = (width: number) => Math.round(Math.max(280, Math.min(340, width * 0.6)));

/** Places along the foot: a band for silence that is no number, then the amounts on a logarithmic scale. */
const [SILENT, FIRST, LAST] = [0, 1.4, 10];
const [LOW, HIGH] = [2, 400];
const place = (euros: number) =>
  FIRST + ((LAST - FIRST) * Math.log(Math.min(HIGH, Math.max(LOW, euros)) / LOW)) / Math.log(HIGH / LOW);

export const rates: Figure<Result> = {
  title: "What training could learn: fraud by the seven-day average",
  needs: ["rates"],
  height: heightOf,
  draw({ rates }, width, theme) {
    const narrow = width < 480;
    const { bins, silent } = rates;
    const points = bins.map((bin) => ({ x: place(bin.middle), rate: rateOf(bin), ...around(bin) }));
    const onScale = silent.value !== null && silent.value > 0;
    const quiet = {
      x: onScale ? place(silent.value!) : SILENT,
      rate: rateOf(silent),
      ...around(silent),
      text: narrow
        ? `${share(rates.share)} of rows`
        : `${share(rates.share)} of the rows: ${share(rateOf(silent))} fraud`,
    };
    const known = silent.rows > 0;
    const top = Math.max(
      0.05,
      Math.ceil(Math.max(...points.map(({ high }) => high), known ? quiet.high : 0) * 50) / 50,
    );
    const ticks = narrow ? [5, 20, 100, 400] : [2, 5, 10, 20, 50, 100, 200, 400];
    return {
      plot: {
        marginLeft: 46,
        marginBottom: 44,
        marginTop: 22,
        x: { domain: [-0.7, LAST + 0.3], axis: null },
        y: { domain: [0, top] },
        marks: [
          Plot.rect([{ a: -0.65, b: 0.65 }], {
            x1: "a",
            x2: "b",
            y1: 0,
            y2: top,
            fill: hatchFill,
            fillOpacity: onScale ? 0.25 : 0.7,
          } as never),
          axisY({ label: "share reported as fraud", ticks: 5, format: percentTick as never }),
          Plot.axisX(ticks.map(place), {
            tickSize: 0,
            tickPadding: 6,
            color: theme.quiet,
            tickFormat: ((at: number) => String(ticks[ticks.map(place).indexOf(at)])) as never,
            label: "average of the last seven days, EUR",
            labelAnchor: "center",
            labelArrow: "none",
          } as never),
          Plot.text([{ x: SILENT, text: onScale ? "empty" : silent.value === 0 ? "0" : "none" }], {
            x: "x",
            text: "text",
            frameAnchor: "bottom",
            dy: 16,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.ruleX(points, {
            x: "x",
            y1: "low",
            y2: "high",
            stroke: theme.training,
            strokeOpacity: 0.55,
          } as never),
          trainingDot(points, { x: "x", y: "rate" }),
          ...(known
            ? [
                Plot.ruleX([quiet], {
                  x: "x",
                  y1: "low",
                  y2: "high",
                  stroke: theme.training,
                  strokeWidth: 2.5,
                } as never),
                trainingDot([quiet], { x: "x", y: "rate", r: Math.max(6, 22 * Math.sqrt(rates.share)) }),
                Plot.text([quiet], {
                  x: "x",
                  y: onScale ? () => top : () => Math.min(top, quiet.high + top * 0.06),
                  text: "text",
                  textAnchor: onScale ? "middle" : "start",
                  dx: onScale ? 0 : -10,
                  dy: -8,
                  fill: theme.ink,
                  fontWeight: 650,
                  stroke: theme.paper,
                  strokeWidth: 5,
                } as never),
              ]
            : []),
          directLabel(
            [{ ...points.at(-1)!, text: "a tenth of the other rows each" }].filter((one) => one.rate >= 0),
            {
              x: () => LAST + 0.3,
              y: () => top * 0.02,
              text: "text",
              side: "left",
              gap: 0,
              color: theme.quiet,
            },
          ),
        ],
      },
      summary: sentence(rates),
      table: {
        columns: [
          { key: "average", label: "average", unit: "EUR" },
          { key: "rows", label: "training rows" },
          { key: "frauds", label: "reported frauds" },
          { key: "rate", label: "fraud rate" },
        ],
        rows: [
          {
            average: silent.value === null ? "none: no history" : `none, written as ${euro(silent.value)}`,
            rows: whole(silent.rows),
            frauds: whole(silent.frauds),
            rate: share(rateOf(silent)),
          },
          ...bins.map((bin) => ({
            average: `${euro(bin.low)} to ${euro(bin.high)}`,
            rows: whole(bin.rows),
            frauds: whole(bin.frauds),
            rate: share(rateOf(bin)),
          })),
        ],
      },
    };
  },
};

/** The interval as the ends of an upright line. */
const around = ({ interval: [low, high] }: Tally) => ({ low, high });

function sentence({ bins, silent, share: part }: Rates): string {
  if (silent.rows === 0) return "Every training row has an average: there is no silence to learn from.";
  const other = rateOf({
    rows: bins.reduce((sum, bin) => sum + bin.rows, 0),
    frauds: bins.reduce((sum, bin) => sum + bin.frauds, 0),
  });
  const here = rateOf(silent);
  const written =
    silent.value === null
      ? "have no average"
      : `have no average and are written as ${euro(silent.value)} EUR`;
  const meaning =
    here < 0.8 * other
      ? "silence looks safe"
      : here > 1.25 * other
        ? "silence looks dangerous"
        : "silence says next to nothing";
  return `The ${share(part)} of the training rows that ${written} are fraud in ${share(here)}, all others in ${share(other)}: ${meaning}.`;
}
