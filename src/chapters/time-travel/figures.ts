import type { Figures } from "../contracts.ts";
import { axisX, axisY, directLabel, Plot, productionDot, seriesLine, trainingDot } from "../shared/plot.ts";
import type { Result } from "./experiment.ts";

export const figures: Figures<Result> = {
  "auc-by-policy": {
    title: "ROC AUC, offline and in production",
    needs: ["byPolicy"],
    height: (width) => Math.round(Math.max(250, Math.min(340, width * 0.62))),
    draw({ byPolicy }, _width, theme) {
      const ends = byPolicy.flatMap((row) => [
        { side: "offline", auc: row.offline, policy: row.policy },
        { side: "production", auc: row.production, policy: row.policy },
      ]);
      return {
        plot: {
          marginRight: 110,
          x: { domain: ["offline", "production"], type: "point" },
          y: { domain: [0.5, 1] },
          marks: [
            axisX(),
            axisY({ ticks: 5 }),
            seriesLine(ends, { x: "side", y: "auc", z: "policy", color: theme.quiet }),
            trainingDot(
              ends.filter((d) => d.side === "offline"),
              { x: "side", y: "auc" },
            ),
            productionDot(
              ends.filter((d) => d.side === "production"),
              { x: "side", y: "auc" },
            ),
            directLabel(
              ends.filter((d) => d.side === "production"),
              {
                x: "side",
                y: "auc",
                text: (d: { policy: string; auc: number }) => `${d.policy} ${d.auc.toFixed(2)}`,
              },
            ),
          ],
        },
        summary: `Joined by date, the offline AUC of ${byPolicy[0]!.offline.toFixed(2)} falls to ${byPolicy[0]!.production.toFixed(2)} in production. Joined as of the event, the two agree.`,
        table: {
          columns: [
            { key: "policy", label: "join" },
            { key: "offline", label: "offline" },
            { key: "production", label: "production" },
          ],
          rows: byPolicy,
        },
      };
    },
  },
  lead: {
    title: "Where the number came from",
    needs: ["lead"],
    height: (width) => Math.round(Math.max(250, Math.min(340, width * 0.62))),
    draw({ lead }, _width, theme) {
      return {
        plot: {
          marks: [
            axisX({ label: "hour of the payment" }),
            axisY({ label: "hours ahead" }),
            Plot.areaY(lead, { x: "hour", y: "ahead", fill: theme.alarm, fillOpacity: 0.12 }),
            seriesLine(lead, { x: "hour", y: "ahead", color: theme.alarm }),
          ],
        },
        summary: "The earlier in the day, the further ahead the feature looked.",
        table: {
          columns: [
            { key: "hour", label: "hour" },
            { key: "ahead", label: "hours ahead" },
          ],
          rows: lead,
        },
      };
    },
  },
};
