import type { Figure } from "../contracts.ts";
import { axisX, axisY, directLabel, labelsApart, Plot, percentTick, seriesLine } from "../shared/plot.ts";
import type { Outcome, PolicyId, Result } from "./result.ts";
import { LAST_DAY } from "./scale.ts";
import { counted, POLICY, share, two } from "./words.ts";

const FOOT = 0.1;

/** Recall week by week under each policy, with the days on which it retrained at the foot. */
export const policies: Figure<Result> = {
  title: "Share of the fraud that is stopped, week by week, under three policies",
  needs: ["outcomes", "timeLine"],
  height: (width) => Math.round(Math.max(330, Math.min(400, width * 0.56))),
  draw({ outcomes, timeLine }, width, theme) {
    const narrow = width < 480;
    const color: Record<PolicyId, string> = {
      never: theme.quiet,
      scheduled: theme.production,
      triggered: theme.ink,
    };
    const points = outcomes.map(({ id, weeks }) => ({
      id,
      rows: weeks.flatMap(({ week, recall }) => (recall === null ? [] : [{ day: 7 * week + 3.5, recall }])),
    }));
    const ends = labelsApart(
      points.flatMap(({ id, rows }) => {
        const last = rows.slice(-3);
        return last.length === 0
          ? []
          : [
              {
                id,
                day: LAST_DAY - 3.5,
                recall: last.reduce((sum, { recall }) => sum + recall, 0) / last.length,
              },
            ];
      }),
      "recall",
      0.075,
      [0.02, 1],
    );
    const foot = outcomes
      .filter(({ id }) => id !== "never")
      .flatMap(({ id, days }, row) => days.map((day) => ({ id, day, y: -FOOT * (row + 1) })));
    return {
      plot: {
        marginLeft: 46,
        marginRight: narrow ? 80 : 96,
        marginTop: 28,
        marginBottom: 42,
        x: { domain: [0, LAST_DAY] },
        y: { domain: [-0.24, 1] },
        marks: [
          Plot.rect(timeLine.changed, {
            x1: "from",
            x2: "to",
            y1: 0,
            y2: 1,
            fill: theme.alarm,
            fillOpacity: 0.06,
          } as never),
          ...timeLine.changed.slice(0, 1).map((one) =>
            Plot.text([one], {
              x: "from",
              y: 1,
              text: () => "new ways of theft",
              textAnchor: "start",
              lineAnchor: "bottom",
              dx: 1,
              dy: -4,
              fill: theme.alarm,
            } as never),
          ),
          axisX({
            label: "day of production",
            ticks: narrow ? [0, 28, 56, 84] : [0, 14, 28, 42, 56, 70, 84, 98, 112],
          }),
          axisY({ ticks: [0, 0.25, 0.5, 0.75, 1] as never, format: percentTick as never }),
          ...points.map(({ id, rows }) =>
            seriesLine(rows, {
              x: "day",
              y: "recall",
              color: color[id],
              width: id === "never" ? 2 : 2.6,
              ...(id === "never" ? { dash: "2,4" } : id === "triggered" ? { dash: "7,3" } : {}),
            }),
          ),
          ...ends.map((end) =>
            directLabel([end], {
              x: "day",
              y: "label",
              text: () => POLICY[end.id]!,
              color: color[end.id as PolicyId],
              strong: true,
            }),
          ),
          Plot.dot(foot, {
            x: "day",
            y: "y",
            symbol: "triangle",
            r: narrow ? 3.5 : 4.5,
            fill: (row: { id: PolicyId }) => color[row.id],
          } as never),
          ...(["scheduled", "triggered"] as const).map((id, row) =>
            Plot.text([0], {
              x: () => LAST_DAY,
              y: () => -FOOT * (row + 1),
              text: () => `${outcomes.find((one) => one.id === id)!.retrainings} retrained`,
              textAnchor: "start",
              dx: 9,
              fill: color[id],
            } as never),
          ),
        ],
      },
      summary: sentence(outcomes),
      table: {
        columns: [
          { key: "week", label: "week" },
          ...outcomes.map(({ id }) => ({ key: id, label: POLICY[id]! })),
        ],
        rows: outcomes[0]!.weeks.map(({ week }) => ({
          week: week + 1,
          ...Object.fromEntries(
            outcomes.map(({ id, weeks }) => [
              id,
              weeks[week]!.recall === null ? null : share(weeks[week]!.recall!),
            ]),
          ),
        })),
      },
    };
  },
};

function sentence(outcomes: readonly Outcome[]): string {
  const parts = outcomes.map(({ id, recall, auc, retrainings }) => {
    const how =
      id === "never" ? "without retraining" : `${POLICY[id]} (${counted(retrainings, "retraining")})`;
    return `${share(recall)} ${how}, ROC AUC ${two(auc.value)}`;
  });
  return `Of all fraud in sixteen weeks is stopped: ${parts.join("; ")}.`;
}
