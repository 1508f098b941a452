import type { Figure } from "../contracts.ts";
import { axisX, axisY, directLabel, percentTick, productionDot, seriesLine } from "../shared/plot.ts";
import type { Result } from "./result.ts";
import { LAST, share, whole } from "./words.ts";

/** What the team sees on the day: one line, and no word of what is missing. */
export const dashboard: Figure<Result> = {
  title: "The dashboard: fraud rate by week of production",
  needs: ["weeks"],
  height: (width) => Math.round(Math.max(230, Math.min(290, width * 0.46))),
  draw({ weeks }, width, theme) {
    const narrow = width < 480;
    const points = weeks.map((week) => ({
      x: 7 * week.week + week.days / 2,
      rate: week.known / Math.max(1, week.payments),
    }));
    const top = Math.max(0.06, Math.ceil(Math.max(...points.map(({ rate }) => rate)) / 0.02 + 0.2) * 0.02);
    const last = points.at(-1)!;
    return {
      plot: {
        marginLeft: 44,
        marginRight: 10,
        marginTop: 20,
        marginBottom: 42,
        x: { domain: [0, LAST] },
        y: { domain: [0, top], clamp: true },
        marks: [
          axisX({
            label: "week of production",
            ticks: Array.from({ length: 9 }, (_, i) => i * 7 + 3.5).filter((_, i) => !narrow || i % 2 === 0),
            format: ((at: number) => String(Math.floor(at / 7) + 1)) as never,
          }),
          axisY({ ticks: 4, format: percentTick as never }),
          seriesLine(points, { x: "x", y: "rate", color: theme.production, width: 2.4 }),
          productionDot(points, { x: "x", y: "rate", r: 5 }),
          directLabel([last], {
            x: "x",
            y: "rate",
            text: () => share(last.rate),
            side: last.x < LAST - 8 ? "right" : "above",
            color: theme.production,
            strong: true,
            gap: 11,
          }),
        ],
      },
      summary: sentence(points),
      table: {
        columns: [
          { key: "week", label: "week" },
          { key: "payments", label: "payments" },
          { key: "frauds", label: "frauds known" },
          { key: "rate", label: "fraud rate" },
        ],
        rows: weeks.map((week, i) => ({
          week: week.week + 1,
          payments: whole(week.payments),
          frauds: whole(week.known),
          rate: share(points[i]!.rate),
        })),
      },
    };
  },
};

function sentence(points: readonly { rate: number }[]): string {
  const rates = points.map(({ rate }) => rate);
  const last = rates.at(-1)!;
  const most = Math.max(...rates);
  const at = rates.indexOf(most) + 1;
  return last < 0.9 * most
    ? `The fraud rate stood at ${share(most)} in week ${at} and stands at ${share(last)} in week ${rates.length}, the newest: ${share(1 - last / most)} lower than at its highest.`
    : `The fraud rate stands at ${share(last)} in week ${rates.length}, the newest.`;
}
