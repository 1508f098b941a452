import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  Plot,
  percentTick,
  plainDot,
  productionDot,
  seriesLine,
  trainingDot,
} from "../shared/plot.ts";
import type { Day, Result } from "./result.ts";
import { share } from "./words.ts";

/** Two days are one mark: single days have few stopped payments. */
function pairsOfDays(days: readonly Day[]) {
  const sums = new Map<number, { at: number; payments: number; stopped: number; twin: number }>();
  for (const { day, payments, stopped, stoppedTwin } of days) {
    const key = Math.floor(day / 2);
    const one = sums.get(key) ?? { at: 2 * key + 1, payments: 0, stopped: 0, twin: 0 };
    one.payments += payments;
    one.stopped += stopped;
    one.twin += stoppedTwin;
    sums.set(key, one);
  }
  return [...sums.values()].map((one) => ({
    ...one,
    share: one.stopped / Math.max(1, one.payments),
    shareTwin: one.twin / Math.max(1, one.payments),
  }));
}

const liveFrom = (days: readonly Day[]) =>
  days.find(({ stopped, stoppedTwin }) => stopped !== stoppedTwin)?.day ?? null;

export const days: Figure<Result> = {
  title: "Payments that the model stops",
  needs: ["days", "numbers"],
  height: (width) => Math.round(Math.max(260, Math.min(320, width * 0.5))),
  draw({ days, numbers }, width, theme) {
    const narrow = width < 480;
    const points = pairsOfDays(days);
    const [held, live] = [points.filter(({ at }) => at < 0), points.filter(({ at }) => at > 0)];
    const top = Math.max(
      0.06,
      Math.ceil(Math.max(...points.map((one) => Math.max(one.share, one.shareTwin))) * 20 + 0.2) / 20,
    );
    const moved = live.filter(({ stopped, twin }) => stopped !== twin);
    const first = points[0]!.at - 1;
    const end = live.at(-1)!;
    const from = liveFrom(days);
    // Over the twin's line or under it, wherever the served line is not, and clear of the marks of the last days.
    const above = end.share > end.shareTwin ? 1 : -1;
    const word = (at: { x: number; text: string }, fill: string) =>
      Plot.text([at], {
        x: "x",
        text: "text",
        frameAnchor: "top",
        lineAnchor: "top",
        textAnchor: "start",
        dx: 5,
        dy: 5,
        fill,
        stroke: theme.paper,
        strokeWidth: 4,
      } as never);
    return {
      plot: {
        marginLeft: 46,
        marginRight: narrow ? 14 : 24,
        marginTop: 34,
        x: { domain: [first, 21] },
        y: { domain: [0, top] },
        marks: [
          Plot.rect([{ x1: first, x2: 0 }], {
            x1: "x1",
            x2: "x2",
            y1: 0,
            y2: top,
            fill: theme.training,
            fillOpacity: 0.06,
          } as never),
          axisX({
            label: "day of production",
            ticks: narrow ? [-14, -7, 0, 7, 14, 21] : [-14, -10, -5, 0, 5, 10, 15, 20],
          }),
          axisY({ label: "share of payments", ticks: 5, format: percentTick as never }),
          Plot.ruleX([0], { stroke: theme.quiet }),
          ...(from === null
            ? []
            : [
                Plot.ruleX([from], { stroke: theme.quiet, strokeDasharray: "3,3" }),
                word({ x: from, text: "new service" }, theme.ink),
              ]),
          seriesLine(held, { x: "at", y: "share", color: theme.training }),
          trainingDot(held, { x: "at", y: "share", r: 4 }),
          seriesLine(live, { x: "at", y: "shareTwin", color: theme.quiet, dash: "4,3", width: 1.5 }),
          seriesLine(live, { x: "at", y: "share", color: theme.production }),
          plainDot(moved, { x: "at", y: "shareTwin", r: 4 }),
          productionDot(live, { x: "at", y: "share", r: 4.5 }),
          word({ x: first, text: "● held out" }, theme.training),
          ...(moved.length === 0
            ? []
            : [
                Plot.text([end], {
                  x: "at",
                  y: "shareTwin",
                  text: () => "○ features as trained",
                  textAnchor: "end",
                  dy: above * -20 + 2,
                  dx: 6,
                  fill: theme.quiet,
                  stroke: theme.paper,
                  strokeWidth: 4,
                } as never),
              ]),
        ],
      },
      summary: sentence(days, numbers),
      table: {
        columns: [
          { key: "days", label: "days" },
          { key: "payments", label: "payments" },
          { key: "stopped", label: "stopped" },
          { key: "twin", label: "stopped with the features as trained" },
        ],
        rows: points.map(({ at, payments, stopped, twin }) => ({
          days: `${at - 1} and ${at}`,
          payments,
          stopped,
          twin,
        })),
      },
    };
  },
};

function sentence(days: readonly Day[], { stopped, twinStopped, alerts }: Result["numbers"]): string {
  const base = `The threshold stops ${share(alerts)} of the held-out payments`;
  if (days.every((day) => day.stopped === day.stoppedTwin))
    return `${base}; in production the features are served as trained, and ${share(twinStopped)} are stopped.`;
  const more = stopped / Math.max(1e-9, twinStopped);
  const verdict =
    more > 1.5
      ? "far more than it should"
      : more < 0.67
        ? "far fewer than it should"
        : "about as many as before: nothing to see here";
  return `${base}. Since the new service is live it stops ${share(stopped)}, ${verdict}; with the features as trained it would be ${share(twinStopped)}.`;
}
