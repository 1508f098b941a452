import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  band,
  directLabel,
  hatchFill,
  labelsApart,
  Plot,
  percentTick,
  productionDot,
  seriesLine,
  trainingDot,
} from "../shared/plot.ts";
import type { Result, RoundPoint } from "./result.ts";
import { round as percent, whole } from "./words.ts";

type Kind = "precision" | "recall";
const heightOf = (width: number) => Math.round(Math.max(290, Math.min(350, width * 0.6)));

/** The same drawing for precision and recall: what can be measured, what is true, and the gap between them hatched. */
function figureOf(kind: Kind, title: string): Figure<Result> {
  return {
    title,
    needs: ["rounds"],
    height: heightOf,
    draw({ rounds }, width, theme) {
      const points = rounds.map((point) => ({
        round: point.round,
        seen: point[kind].seen.value,
        low: point[kind].seen.interval[0],
        high: point[kind].seen.interval[1],
        truth: point[kind].truth,
        ideal: point[kind].ideal,
      }));
      const height = heightOf(width);
      const most = Math.max(
        0.15,
        ...points.flatMap(({ seen, truth, ideal }) => [seen ?? 0, truth ?? 0, ideal ?? 0]),
      );
      const top = Math.min(1, Math.ceil(most * 10 + 1) / 10);
      const both = points.filter(({ seen, truth }) => seen !== null && truth !== null);
      const measured = points.filter(({ seen }) => seen !== null);
      const last = points.at(-1)!;
      const ends = labelsApart(
        [
          { y: last.ideal, text: "had all labels", color: theme.quiet },
          { y: last.truth, text: "true", color: theme.production },
          { y: last.seen, text: "measured", color: theme.training },
        ].filter((end): end is { y: number; text: string; color: string } => end.y !== null),
        "y",
        (15 * top) / (height - 70),
        [0, top],
      );
      return {
        plot: {
          marginLeft: 46,
          marginRight: 92,
          marginTop: 22,
          x: { domain: [-0.15, last.round + 0.1] },
          y: { domain: [0, top], clamp: true },
          marks: [
            axisX({
              label: "retraining",
              ticks: points.map(({ round }) => round),
              format: ((round: number) => (round === 0 ? "first" : String(round))) as never,
            }),
            axisY({ label: kind, ticks: 5, format: percentTick as never }),
            band(measured, { x: "round", y1: "low", y2: "high", color: theme.training }),
            Plot.areaY(both, { x: "round", y1: "seen", y2: "truth", fill: hatchFill } as never),
            seriesLine(points, { x: "round", y: "ideal", color: theme.quiet, dash: "2,4", width: 1.5 }),
            seriesLine(points, { x: "round", y: "seen", color: theme.training }),
            seriesLine(points, { x: "round", y: "truth", color: theme.production }),
            trainingDot(measured, { x: "round", y: "seen" }),
            productionDot(
              points.filter(({ truth }) => truth !== null),
              { x: "round", y: "truth" },
            ),
            ...ends.map((end) =>
              directLabel([end], {
                x: () => last.round + 0.1,
                y: "label",
                text: "text",
                color: end.color,
                strong: end.text !== "had all labels",
                gap: 4,
              }),
            ),
          ],
        },
        summary: sentence(kind, rounds),
        table: {
          columns: [
            { key: "retraining", label: "retraining" },
            { key: "seen", label: `measured ${kind}` },
            { key: "interval", label: "95 % interval" },
            {
              key: "rows",
              label: kind === "precision" ? "labelled payments it would block" : "labelled frauds",
            },
            { key: "truth", label: `true ${kind}` },
            { key: "ideal", label: "true, had all labels been learned" },
          ],
          rows: rounds.map((point) => ({
            retraining: point.round === 0 ? "first model" : String(point.round),
            seen: point[kind].seen.value === null ? null : percent(point[kind].seen.value),
            interval:
              point[kind].seen.value === null ? null : point[kind].seen.interval.map(percent).join(" to "),
            rows: whole(point[kind].seen.rows),
            truth: point[kind].truth === null ? null : percent(point[kind].truth),
            ideal: point[kind].ideal === null ? null : percent(point[kind].ideal),
          })),
        },
      };
    },
  };
}

function sentence(kind: Kind, rounds: readonly RoundPoint[]): string {
  const known = rounds
    .slice(1)
    .filter((point) => point[kind].seen.value !== null && point[kind].truth !== null);
  if (known.length === 0)
    return `There is no ${kind} to compare: the retrained models block nothing that has a label, or there is no fraud.`;
  const gap = (point: RoundPoint) => point[kind].truth! - point[kind].seen.value!;
  const widest = known.reduce((a, b) => (Math.abs(gap(b)) > Math.abs(gap(a)) ? b : a));
  const mean = known.reduce((sum, point) => sum + gap(point), 0) / known.length;
  const where = `after retraining ${widest.round} the team measures a ${kind} of ${percent(widest[kind].seen.value)}, and ${percent(widest[kind].truth)} is true`;
  const points = Math.round(100 * Math.abs(mean));
  return points < 5
    ? `Over the retrainings measured and true ${kind} agree to ${points} points on average; the widest gap: ${where}.`
    : `Measured and true ${kind} part by ${points} points on average; ${where}.`;
}

export const precision = figureOf(
  "precision",
  "Precision of each retrained model: what can be measured, and what is true",
);
export const recall = figureOf(
  "recall",
  "Recall of each retrained model: what can be measured, and what is true",
);
