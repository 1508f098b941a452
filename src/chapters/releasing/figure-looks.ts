import type { Figure } from "../contracts.ts";
import { axisX, axisY, band, directLabel, Plot, percentTick, ruleAtY } from "../shared/plot.ts";
import type { Result } from "./result.ts";
import { range, share, whole } from "./words.ts";

/** The price of each further look. */
export const looks: Figure<Result> = {
  title: "The more often one looks, the more false winners",
  needs: ["rules"],
  height: (width) => Math.round(Math.max(260, Math.min(320, width * 0.6))),
  draw({ rules }, width, theme) {
    const narrow = width < 480;
    const points = rules.looks;
    const top = Math.max(0.3, Math.ceil(Math.max(...points.map(({ high }) => high)) * 10) / 10);
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: 46,
        marginRight: narrow ? 30 : 60,
        x: { type: "log", domain: [0.78, 30] },
        y: { domain: [0, top] },
        marks: [
          axisX({
            label: "looks in 28 days",
            ticks: points.map((point) => point.looks),
            format: String as never,
          }),
          axisY({ label: "false winners", ticks: 5, format: percentTick as never }),
          band(points, { x: "looks", y1: "low", y2: "high", color: theme.alarm }),
          ruleAtY(rules.alpha),
          Plot.line(points, { x: "looks", y: "rate", stroke: theme.alarm, strokeWidth: 2.2 } as never),
          Plot.dot(points, { x: "looks", y: "rate", r: 4.5, symbol: "square", fill: theme.alarm } as never),
          directLabel(points, {
            x: "looks",
            y: "rate",
            text: ({ rate }: { rate: number }) => share(rate),
            side: "above",
            strong: true,
          }),
          Plot.text([{}], {
            x: () => 28,
            y: () => rules.alpha,
            text: () => `promised: ${share(rules.alpha)}`,
            textAnchor: "end",
            dy: 11,
            fill: theme.quiet,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
        ],
      },
      summary: `With one look p is below ${rules.alpha} in ${share(points[0]!.rate)} of the tests of nothing; with ${points.at(-1)!.looks} looks, on at least one day, in ${share(points.at(-1)!.rate)}.`,
      table: {
        columns: [
          { key: "looks", label: "looks" },
          { key: "every", label: "days between two" },
          { key: "rate", label: `false winners, of ${whole(rules.tests)}` },
          { key: "interval", label: "95 % interval" },
        ],
        rows: points.map(({ looks, every, rate, low, high }) => ({
          looks,
          every,
          rate: share(rate),
          interval: range(low, high),
        })),
      },
    };
  },
};
