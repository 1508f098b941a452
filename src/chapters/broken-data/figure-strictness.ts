import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  directLabel,
  Plot,
  percentTick,
  plainDot,
  productionDot,
  seriesLine,
} from "../shared/plot.ts";
import type { Result, Strictness } from "./result.ts";
import { share } from "./words.ts";

export const strictness: Figure<Result> = {
  title: "How strict a range rule: slipped points caught, and good rows turned away",
  needs: ["strictness"],
  height: (width) => Math.round(Math.max(280, Math.min(320, width * 0.5))),
  draw({ strictness }, width, theme) {
    const narrow = width < 480;
    const chosen = strictness.filter((one) => one.chosen);
    const others = strictness.filter((one) => !one.chosen);
    return {
      plot: {
        marginLeft: 48,
        marginRight: 20,
        marginTop: 34,
        x: { domain: [0, 0.105] },
        y: { domain: [0, 1] },
        marks: [
          axisY({
            label: narrow ? "slipped points caught" : "share of the slipped decimal points that are caught",
            ticks: 5,
            format: percentTick as never,
          }),
          axisX({
            label: narrow ? "good rows turned away" : "share of the good rows that are turned away",
            ticks: narrow ? [0, 0.02, 0.05, 0.1] : [0, 0.01, 0.02, 0.05, 0.1],
            format: percentTick as never,
          }),
          Plot.ruleX([0.01], { stroke: theme.quiet, strokeDasharray: "3,3" }),
          seriesLine(strictness, { x: "turned", y: "caught", color: theme.quiet, width: 1.5 }),
          plainDot(others, { x: "turned", y: "caught", r: 4 }),
          productionDot(chosen, { x: "turned", y: "caught", r: 7 }),
          directLabel(chosen, {
            x: "turned",
            y: "caught",
            text: () => "this gate",
            side: "right",
            strong: true,
            gap: 13,
          }),
          Plot.text(["one good row in a hundred"], {
            x: () => 0.01,
            frameAnchor: "bottom",
            textAnchor: "start",
            dx: 6,
            dy: -8,
            fill: theme.quiet,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
        ],
      },
      summary: sentence(strictness),
      table: {
        columns: [
          { key: "odd", label: "amounts called odd" },
          { key: "turned", label: "good rows turned away" },
          { key: "caught", label: "slipped points caught" },
          { key: "chosen", label: "this gate" },
        ],
        rows: strictness.map(({ odd, turned, caught, chosen }) => ({
          odd: share(odd),
          turned: share(turned),
          caught: share(caught),
          chosen: chosen ? "yes" : "",
        })),
      },
    };
  },
};

function sentence(points: readonly Strictness[]): string {
  const own = points.find((one) => one.chosen)!;
  const last = points.at(-1)!;
  return `This gate turns ${share(own.turned)} of the good rows away and catches ${share(own.caught)} of the slipped points; even one that turns ${share(last.turned)} away catches only ${share(last.caught)}: ten times a small amount is a large one, and nothing is odd about it.`;
}
