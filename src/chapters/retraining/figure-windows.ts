import type { Figure } from "../contracts.ts";
import {
  axisY,
  directLabel,
  labelsApart,
  Plot,
  productionDot,
  seriesLine,
  trainingDot,
} from "../shared/plot.ts";
import type { Result, WindowPoint } from "./result.ts";
import { days, two } from "./words.ts";

const TICKS = [7, 14, 21, 35, 56, 84];

/** A short window forgets, a long one clings. */
export const windows: Figure<Result> = {
  title: "How many days should a version learn from?",
  needs: ["windows"],
  height: (width) => Math.round(Math.max(280, Math.min(340, width * 0.52))),
  draw({ windows }, width, theme) {
    const narrow = width < 480;
    const rows = (key: "quiet" | "changed") =>
      windows.flatMap((point) => (point[key] === null ? [] : [{ window: point.window, auc: point[key] }]));
    const [quiet, changed] = [rows("quiet"), rows("changed")];
    const ends = labelsApart(
      [
        ...quiet.slice(-1).map((end) => ({
          ...end,
          text: narrow ? "no change" : "while nothing changes",
          color: theme.training,
        })),
        ...changed.slice(-1).map((end) => ({
          ...end,
          text: narrow ? "4 weeks after" : "four weeks after the change",
          color: theme.production,
        })),
      ],
      "auc",
      0.05,
      [0.42, 1],
    );
    return {
      plot: {
        marginLeft: 46,
        marginRight: narrow ? 106 : 176,
        marginTop: 26,
        marginBottom: 42,
        x: { type: "log", domain: [6.3, 92] },
        y: { domain: [0.4, 1], clamp: true },
        marks: [
          Plot.axisX({
            ticks: narrow ? [7, 14, 35, 84] : TICKS,
            // As text: a format would leave out 84, as logarithmic axes do.
            text: (value: number) => String(value),
            tickSize: 0,
            tickPadding: 6,
            label: "window, days",
            labelAnchor: "center",
            labelArrow: "none",
            color: theme.quiet,
          } as never),
          axisY({
            label: "ROC AUC of the next four weeks",
            ticks: [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as never,
            format: ((value: number) => value.toFixed(1)) as never,
          }),
          seriesLine(quiet, { x: "window", y: "auc", color: theme.training }),
          seriesLine(changed, { x: "window", y: "auc", color: theme.production }),
          trainingDot(quiet, { x: "window", y: "auc" }),
          productionDot(changed, { x: "window", y: "auc" }),
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
          { key: "changed", label: "four weeks after the change" },
        ],
        rows: windows.map(({ window, quiet: calm, changed: after }) => ({
          window,
          quiet: calm === null ? null : two(calm),
          changed: after === null ? null : two(after),
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
  const clings =
    last.changed === null || last.window === after.window
      ? ""
      : `, one of ${days(last.window)} ${two(last.changed)}`;
  return `Four weeks after the change a window of ${days(after.window)} does best (ROC AUC ${two(after.changed!)}${clings}); where nothing changes, one of ${days(calm.window)} (${two(calm.quiet!)}).`;
}
