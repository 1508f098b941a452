import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  directLabel,
  labelsApart,
  Plot,
  percentTick,
  plainDot,
  productionDot,
  seriesLine,
} from "../shared/plot.ts";
import type { Result, Week } from "./result.ts";
import { LAST, share, shareOr, whole } from "./words.ts";

const part = (a: number, b: number) => (b === 0 ? null : a / b);
const height = (width: number) => Math.round(Math.max(280, Math.min(340, width * 0.56)));

function pointsOf(weeks: readonly Week[]) {
  return weeks.map((week) => ({
    ...week,
    x: 7 * week.week + week.days / 2,
    reported: part(week.caughtKnown, week.known),
    final: part(week.caught, week.final),
    truth: part(week.caught, week.truth),
    estimated: week.estimate === null ? null : part(week.caughtEstimate!, week.estimate.value),
  }));
}

export const recall: Figure<Result> = {
  title: "Recall of the live model: how much of the fraud it stops, as reported and as it is",
  needs: ["weeks", "chosen"],
  height,
  draw({ weeks, chosen }, width, theme) {
    const narrow = width < 480;
    const points = pointsOf(weeks);
    const weighted = chosen.id === "weighted";
    const shown = points.filter(
      (point) => point.reported !== null && (chosen.id !== "mature" || point.mature),
    );
    const real = points.filter((point) => point.truth !== null);
    const guessed = points.filter((point) => weighted && point.estimated !== null && !point.mature);
    const most = Math.max(0.3, ...points.flatMap(({ reported, truth }) => [reported ?? 0, truth ?? 0]));
    const top = Math.min(1, Math.ceil(most * 10 + 0.3) / 10);
    const px = top / (height(width) - 90);
    const ends = labelsApart(
      [
        ...(shown.length > 0
          ? [{ y: shown.at(-1)!.reported!, x: shown.at(-1)!.x, text: "as reported", own: true }]
          : []),
        ...(real.length > 0
          ? [{ y: real.at(-1)!.truth!, x: real.at(-1)!.x, text: "of all fraud", own: false }]
          : []),
        ...(guessed.length > 0
          ? [{ y: guessed.at(-1)!.estimated!, x: guessed.at(-1)!.x, text: "weighted", own: false }]
          : []),
      ],
      "y",
      16 * px,
      [0, top],
    );
    const label = (own: boolean) =>
      directLabel(
        ends.filter((end) => end.own === own),
        {
          x: "x",
          y: "label",
          text: "text",
          side: "right",
          color: own ? theme.production : theme.ink,
          strong: own,
          gap: 11,
        },
      );
    return {
      plot: {
        marginLeft: 46,
        // Room for the names of the lines, whichever week is the newest.
        marginRight: 92,
        marginTop: 14,
        marginBottom: 42,
        x: { domain: [0, LAST] },
        y: { domain: [0, top], clamp: true },
        marks: [
          axisX({
            label: "week of production",
            ticks: Array.from({ length: 9 }, (_, i) => i * 7 + 3.5).filter((_, i) => !narrow || i % 2 === 0),
            format: ((at: number) => String(Math.floor(at / 7) + 1)) as never,
          }),
          axisY({ ticks: 5, format: percentTick as never }),
          Plot.link(shown, {
            x1: "x",
            x2: "x",
            y1: "truth",
            y2: "reported",
            stroke: theme.production,
            strokeOpacity: 0.5,
            strokeWidth: 1.4,
          } as never),
          seriesLine(real, { x: "x", y: "truth", color: theme.ink, width: 1.8 }),
          seriesLine(shown, {
            x: "x",
            y: "reported",
            color: theme.production,
            width: 2.2,
            ...(weighted ? { dash: "2,4" } : {}),
          }),
          productionDot(shown, { x: "x", y: "reported", r: 5 }),
          plainDot(real, { x: "x", y: "truth", r: 4.5 }),
          Plot.dot(guessed, {
            x: "x",
            y: "estimated",
            symbol: "plus",
            r: 6,
            stroke: theme.ink,
            strokeWidth: 2,
          } as never),
          label(true),
          label(false),
        ],
      },
      summary: sentence(points, chosen.id),
      table: {
        columns: [
          { key: "week", label: "week" },
          { key: "counts", label: "stopped of known frauds" },
          { key: "reported", label: "recall as reported" },
          { key: "estimated", label: "weighted" },
          { key: "final", label: "once all reports are in" },
          { key: "truth", label: "of all fraud" },
        ],
        rows: points.map((point) => ({
          week: point.week + 1,
          counts: `${whole(point.caughtKnown)} of ${whole(point.known)}`,
          reported: shareOr(point.reported),
          estimated: shareOr(point.estimated),
          final: shareOr(point.final),
          truth: shareOr(point.truth),
        })),
      },
    };
  },
};

function sentence(points: ReturnType<typeof pointsOf>, reading: string): string {
  const last = points.at(-1)!;
  if (last.truth === null) return "The newest week has no fraud of which a share could be stopped.";
  const end = `of all its fraud, reported or not, it stopped ${share(last.truth)}`;
  if (reading === "mature") {
    const mature = points.filter((point) => point.mature).at(-1);
    return mature === undefined || mature.reported === null
      ? "No week is old enough for a recall that would stay."
      : `In week ${mature.week + 1}, the newest that is mature, recall is reported as ${share(mature.reported)}; of all fraud it is ${share(mature.truth)}.`;
  }
  if (reading === "weighted" && last.estimated !== null)
    return `In the newest week recall is reported as ${share(last.reported)} and, with reports weighted, as ${share(last.estimated)}; ${end}.`;
  if (last.reported === null) return `No fraud of the newest week is known yet; ${end}.`;
  return `In the newest week the model has stopped ${share(last.reported)} of the fraud that is known; ${end}. What it stopped is known by the next morning, what it missed is not.`;
}
