import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  directLabel,
  labelsApart,
  Plot,
  percentTick,
  plainDot,
  seriesLine,
} from "../shared/plot.ts";
import type { Result, StopPoint } from "./result.ts";
import { share } from "./words.ts";

export const stops: Figure<Result> = {
  title: "Healthy days that rules about the batch would stop",
  needs: ["stops"],
  height: (width) => Math.round(Math.max(290, Math.min(330, width * 0.55))),
  draw({ stops }, width, theme) {
    const narrow = width < 480;
    const lengths = [...new Set(stops.map(({ days }) => days))].map(
      (days) => [days, stops.filter((one) => one.days === days)] as const,
    );
    const ones = lengths.at(-1)![1];
    const high = Math.max(0.6, Math.ceil(Math.max(...stops.map(({ any }) => any)) * 10) / 10);
    const starts = labelsApart(
      lengths.map(([, points]) => ({ any: points[0]!.any })),
      "any",
      (15 * high) / (this.height(width) - 78),
      [0, high],
    );
    return {
      plot: {
        marginLeft: 48,
        marginRight: 18,
        marginTop: 34,
        marginBottom: 44,
        // Room for the names of the lines, before they begin.
        x: { domain: [1.9, 6.1], insetLeft: narrow ? 52 : 128 },
        y: { domain: [0, high] },
        marks: [
          axisY({
            label: narrow ? "healthy days stopped" : "share of the healthy days that are stopped",
            ticks: 5,
            format: percentTick as never,
          }),
          axisX({
            label: narrow
              ? "slack, standard deviations"
              : "slack of a batch, in standard deviations of the reference’s days",
            ticks: [2, 3, 4, 5, 6],
            format: String as never,
          }),
          ...lengths.map(([, points], i) =>
            seriesLine(points, { x: "deviations", y: "any", color: theme.ink, width: 1.2 + 0.7 * i }),
          ),
          ...lengths.map(([, points]) => plainDot(points, { x: "deviations", y: "any", r: 2.6 })),
          seriesLine(ones, { x: "deviations", y: "one", color: theme.quiet, dash: "3,3", width: 1.5 }),
          ...lengths.map(([days], i) =>
            directLabel([starts[i]!], {
              x: () => 2,
              y: "label",
              text: () => `${narrow || i > 0 ? "" : "learned from "}${days} days`,
              side: "left",
              strong: i === lengths.length - 1,
              gap: 10,
            }),
          ),
          directLabel([ones[0]!], {
            x: "deviations",
            y: "one",
            text: () => (narrow ? "one rule" : "one rule alone"),
            side: "left",
            color: theme.quiet,
            gap: 10,
          }),
          Plot.ruleY([0], { stroke: theme.rule }),
        ],
      },
      summary: sentence(stops),
      table: {
        columns: [
          { key: "days", label: "reference", unit: "days" },
          { key: "deviations", label: "standard deviations" },
          { key: "any", label: "stopped by any rule" },
          { key: "one", label: "by one rule, on average" },
        ],
        rows: stops.map(({ days, deviations, any, one }) => ({
          days,
          deviations,
          any: share(any),
          one: share(one),
        })),
      },
    };
  },
};

function sentence(stops: readonly StopPoint[]): string {
  const at = (days: number, deviations: number) =>
    stops.find((one) => one.days === days && one.deviations === deviations)!;
  const [two, four, week] = [at(28, 2), at(28, 4), at(7, 4)];
  return `At two standard deviations one rule stops ${share(two.one)} of the healthy days, all together ${share(two.any)}; at four, learned from 28 days, ${share(four.any)}, and from seven days ${share(week.any)}.`;
}
