import type { Figure } from "../contracts.ts";
import { axisX, Plot, percentTick, plainDot, productionDot } from "../shared/plot.ts";
import type { Outcome, Result } from "./result.ts";
import { change, lost, share, whole } from "./words.ts";

export const outcomes: Figure<Result> = {
  title: "Recall on active users in the hours of the outage, under every treatment",
  needs: ["outcomes", "others"],
  height: (width) => (width < 480 ? 440 : 380),
  draw({ outcomes, others }, width, theme) {
    const narrow = width < 480;
    const lines = [...outcomes, ...others].map((one, i) => ({
      ...one,
      y: i + (i < outcomes.length ? 0 : 0.6),
    }));
    const known = lines.filter((line) => Number.isFinite(line.before));
    // Room for the whole of every interval.
    const most = Math.max(0, ...known.map((line) => Math.max(line.before, line.duringInterval[1])));
    const top = Math.min(1, Math.max(0.3, Math.ceil(most * 10 + 0.2) / 10));
    const last = lines.at(-1)!.y;
    return {
      plot: {
        marginLeft: narrow ? 12 : 176,
        marginRight: 62,
        marginTop: 34,
        marginBottom: 42,
        x: { domain: [0, top], clamp: true },
        y: { domain: [-0.5, last + 0.5], reverse: true, axis: null },
        marks: [
          Plot.gridX({ ticks: 5, stroke: theme.rule, strokeOpacity: 1 } as never),
          axisX({ label: "recall", ticks: 5, format: percentTick as never }),
          Plot.ruleY([outcomes.length - 0.2], { stroke: theme.quiet, strokeDasharray: "2,4" }),
          Plot.link(known, {
            x1: (line: Outcome) => line.duringInterval[0],
            x2: (line: Outcome) => Math.min(top, line.duringInterval[1]),
            y1: "y",
            y2: "y",
            stroke: theme.production,
            strokeOpacity: 0.28,
            strokeWidth: 6,
          } as never),
          Plot.link(known, {
            x1: "before",
            x2: "during",
            y1: "y",
            y2: "y",
            stroke: theme.ink,
            strokeWidth: 1.4,
          } as never),
          plainDot(known, { x: "before", y: "y", r: 5.5 }),
          productionDot(known, { x: "during", y: "y", r: 5 }),
          Plot.text(lines, {
            y: "y",
            text: "words",
            frameAnchor: "left",
            textAnchor: "start",
            dx: narrow ? 0 : -170,
            dy: narrow ? -13 : 0,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text(lines, {
            y: "y",
            text: (line: Outcome) => lost(line.fall),
            frameAnchor: "right",
            textAnchor: "start",
            dx: 10,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.text([narrow ? "lost" : "recall lost"], {
            frameAnchor: "top-right",
            textAnchor: "end",
            dx: 58,
            dy: -26,
            fill: theme.quiet,
          } as never),
          Plot.text(
            [
              narrow
                ? "○ store answers  ◆ outage, 95 % interval"
                : "○ the store answers   ◆ in the outage, with its 95 % interval",
            ],
            {
              frameAnchor: "top-left",
              dy: -26,
              dx: narrow ? 0 : 2,
              fill: theme.quiet,
            } as never,
          ),
        ],
      },
      summary: sentence(outcomes),
      table: {
        columns: [
          { key: "words", label: "silence written as" },
          { key: "model", label: "model" },
          { key: "before", label: "recall, the store answers" },
          { key: "during", label: "recall in the outage" },
          { key: "interval", label: "95 % interval" },
          { key: "change", label: "change" },
          { key: "lost", label: "change where the average was lost" },
        ],
        rows: lines.map((line) => ({
          words: line.words,
          model: line.model === "trees" ? "boosted trees" : "logistic regression",
          before: share(line.before),
          during: share(line.during),
          interval: `${share(line.duringInterval[0])} to ${share(line.duringInterval[1])}`,
          change: change(line.fall),
          lost: change(line.lostFall),
        })),
      },
    };
  },
};

function sentence(outcomes: readonly Outcome[]): string {
  const of = (id: string) => outcomes.find((one) => one.id === id)!;
  const known = outcomes.filter((one) => Number.isFinite(one.fall));
  if (known.length === 0)
    return "No fraud on an active user was caught at these hours, so there is no recall to lose.";
  if (known.every((one) => Math.abs(one.fall) < 0.005))
    return "Nothing is lost: production catches what it would have caught under every treatment.";
  return `Of ${whole(outcomes[0]!.frauds)} frauds on active users: zero loses ${lost(of("zero").fall)} of what it would have caught, the mean ${lost(of("mean").fall)}, the plain flag ${lost(of("flag").fall)}, the reason ${lost(of("reason").fall)}.`;
}
