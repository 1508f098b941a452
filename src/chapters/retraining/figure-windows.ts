import type { Figure } from "../contracts.ts";
import {
  axisY,
  directLabel,
  labelsApart,
  Plot,
  percentTick,
  productionDot,
  seriesLine,
  trainingDot,
} from "../shared/plot.ts";
import type { Result, WindowPoint } from "./result.ts";
import { days, share } from "./words.ts";

const TICKS = [7, 14, 21, 28, 42, 56, 84];

/** A short window forgets, a long one clings. */
export const windows: Figure<Result> = {
  title: "How many days should a version learn from?",
  needs: ["windows"],
  height: (width) => Math.round(Math.max(280, Math.min(340, width * 0.52))),
  draw({ windows }, width, theme) {
    const narrow = width < 480;
    const rows = (key: "quiet" | "changed") =>
      windows.flatMap((point) => (point[key] === null ? [] : [{ window: point.window, recall: point[key] }]));
    const [quiet, changed] = [rows("quiet"), rows("changed")];
    const ends = labelsApart(
      [
        ...quiet.slice(-1).map((end) => ({
          ...end,
          text: narrow ? "● no change" : "● while nothing changes",
          color: theme.training,
        })),
        ...changed.slice(-1).map((end) => ({
          ...end,
          text: narrow ? "◆ 4 weeks after" : "◆ four weeks after the day",
          color: theme.production,
        })),
      ],
      "recall",
      0.09,
      [0.04, 1],
    );
    return {
      plot: {
        marginLeft: 46,
        marginRight: narrow ? 106 : 176,
        marginTop: 26,
        marginBottom: 42,
        x: { type: "log", domain: [6.3, 92] },
        y: { domain: [0, 1] },
        marks: [
          Plot.axisX({
            ticks: narrow ? [7, 14, 28, 56] : TICKS,
            tickFormat: (value: number) => String(value),
            tickSize: 0,
            tickPadding: 6,
            label: "window, days",
            labelAnchor: "center",
            labelArrow: "none",
            color: theme.quiet,
          } as never),
          axisY({
            label: "fraud stopped in the next four weeks",
            ticks: [0, 0.25, 0.5, 0.75, 1] as never,
            format: percentTick as never,
          }),
          seriesLine(quiet, { x: "window", y: "recall", color: theme.training }),
          seriesLine(changed, { x: "window", y: "recall", color: theme.production }),
          trainingDot(quiet, { x: "window", y: "recall" }),
          productionDot(changed, { x: "window", y: "recall" }),
          ...ends.map((end) =>
            directLabel([end], {
              x: "window",
              y: "label",
              text: () => end.text,
              color: end.color,
              strong: true,
            }),
          ),
        ],
      },
      summary: sentence(windows),
      table: {
        columns: [
          { key: "window", label: "window", unit: "days" },
          { key: "quiet", label: "while nothing changes" },
          { key: "changed", label: "four weeks after the day of the change" },
        ],
        rows: windows.map(({ window, quiet: calm, changed: after }) => ({
          window,
          quiet: calm === null ? null : share(calm),
          changed: after === null ? null : share(after),
        })),
      },
    };
  },
};

function sentence(windows: readonly WindowPoint[]): string {
  const best = (key: "quiet" | "changed") => {
    const there = windows.filter((point) => point[key] !== null);
    return there.length === 0 ? null : there.reduce((a, b) => (b[key]! > a[key]! ? b : a));
  };
  const [calm, after] = [best("quiet"), best("changed")];
  const last = windows.at(-1)!;
  if (calm === null || after === null) return "Too few frauds are known to learn from, whatever the window.";
  const clings = last.changed === null ? "" : `, one of ${days(last.window)} ${share(last.changed)}`;
  return `Four weeks after the day of the change a window of ${days(after.window)} does best (${share(after.changed!)} of the fraud stopped${clings}); where nothing changes, one of ${days(calm.window)} (${share(calm.quiet!)}).`;
}
