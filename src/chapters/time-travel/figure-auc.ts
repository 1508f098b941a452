import type { Figure } from "../contracts.ts";
import { directLabel, interval, Plot, productionDot, seriesLine, trainingDot } from "../shared/plot.ts";
import { spread } from "../shared/spread.ts";
import type { PolicyAuc, Result } from "./result.ts";
import { two } from "./words.ts";

const LOW = 0.4;
const HIGH = 1;
const SHORT: Record<string, string> = {
  "by-date": "by date",
  "last-finished-batch": "last batch",
  "as-of-event": "as of the event",
};

export const aucByPolicy: Figure<Result> = {
  title: "ROC AUC offline and in production, under each join",
  needs: ["auc"],
  height: (width) => Math.round(Math.max(290, Math.min(360, width * 0.7))),
  draw({ auc }, width, theme) {
    const height = Math.round(Math.max(290, Math.min(360, width * 0.7)));
    const inner = height - 54;
    // Two lines may end in one place; their words move apart, as little as they must.
    const gap = (14 / inner) * (HIGH - LOW);
    const leftLabels = spread(
      auc.map((line) => line.offline.value),
      gap,
      LOW,
      HIGH,
    );
    const rightLabels = spread(
      auc.map((line) => line.production.value),
      gap,
      LOW,
      HIGH,
    );
    const ends = auc.map((line, i) => ({
      ...line,
      name: SHORT[line.policy] ?? line.policy,
      leftY: leftLabels[i]!,
      rightY: rightLabels[i]!,
    }));
    const points = ends.flatMap((line) => [
      { policy: line.policy, side: 0, auc: line.offline.value, range: line.offline.interval },
      { policy: line.policy, side: 1, auc: line.production.value, range: line.production.interval },
    ]);
    const chosen = (policy: string) => (policy === "by-date" ? theme.alarm : theme.quiet);
    return {
      plot: {
        marginTop: 34,
        marginBottom: 20,
        marginLeft: 74,
        marginRight: 136,
        x: { domain: [0, 1], axis: null },
        y: { domain: [LOW, HIGH], axis: null, clamp: true },
        marks: [
          Plot.gridY([0.5, 0.6, 0.7, 0.8, 0.9, 1], { stroke: theme.rule, strokeOpacity: 1 }),
          Plot.axisY([0.5, 0.6, 0.7, 0.8, 0.9, 1], {
            tickSize: 0,
            tickPadding: 38,
            label: null,
            color: theme.quiet,
          } as never),
          Plot.ruleY([0.5], { stroke: theme.quiet, strokeDasharray: "3,3" }),
          Plot.text([{ x: 0.5, y: 0.5, text: "0.5 is a coin" }], {
            x: "x",
            y: "y",
            text: "text",
            dy: 9,
            fill: theme.quiet,
            stroke: theme.paper,
            strokeWidth: 4,
          }),
          ...ends.map((line) =>
            seriesLine(
              points.filter((point) => point.policy === line.policy),
              {
                x: "side",
                y: "auc",
                color: chosen(line.policy),
                width: line.policy === "by-date" ? 2.5 : 1.5,
              },
            ),
          ),
          interval(
            points.filter((point) => point.side === 0),
            {
              x: "side",
              y1: (d: never) => range(d)[0],
              y2: (d: never) => range(d)[1],
              color: theme.training,
            },
          ),
          interval(
            points.filter((point) => point.side === 1),
            {
              x: "side",
              y1: (d: never) => range(d)[0],
              y2: (d: never) => range(d)[1],
              color: theme.production,
            },
          ),
          trainingDot(
            points.filter((point) => point.side === 0),
            { x: "side", y: "auc" },
          ),
          productionDot(
            points.filter((point) => point.side === 1),
            { x: "side", y: "auc" },
          ),
          directLabel(ends, {
            x: () => 0,
            y: "leftY",
            text: (line: PolicyAuc) => two(line.offline.value),
            side: "left",
            color: theme.training,
            strong: true,
          }),
          directLabel(ends, {
            x: () => 1,
            y: "rightY",
            text: (line: PolicyAuc & { name: string }) => `${two(line.production.value)} ${line.name}`,
            color: theme.ink,
          }),
          Plot.text(
            [
              { x: 0, text: "offline", colour: theme.training },
              { x: 1, text: "production", colour: theme.production },
            ],
            { x: "x", text: "text", fill: "colour", fontWeight: 650, frameAnchor: "top", dy: -26 },
          ),
        ],
      },
      summary: sentence(auc),
      table: {
        columns: [
          { key: "join", label: "training joins the count" },
          { key: "offline", label: "offline" },
          { key: "offlineInterval", label: "95 % interval" },
          { key: "production", label: "production" },
          { key: "productionInterval", label: "95 % interval" },
        ],
        rows: auc.map(({ words, offline, production }) => ({
          join: words,
          offline: two(offline.value),
          offlineInterval: `${two(offline.interval[0])} to ${two(offline.interval[1])}`,
          production: two(production.value),
          productionInterval: `${two(production.interval[0])} to ${two(production.interval[1])}`,
        })),
      },
    };
  },
};

const range = (point: never) => (point as { range: readonly [number, number] }).range;

function sentence(auc: readonly PolicyAuc[]): string {
  const of = (policy: string) => auc.find((line) => line.policy === policy)!;
  const [date, event] = [of("by-date"), of("as-of-event")];
  const drop = date.offline.value - date.production.value;
  const first =
    drop > 0.05
      ? `Joined by date, ${two(date.offline.value)} offline becomes ${two(date.production.value)} in production`
      : `Joined by date, ${two(date.offline.value)} offline and ${two(date.production.value)} in production: here little leaks`;
  return `${first}. Joined as of the event, it is ${two(event.offline.value)} and ${two(event.production.value)}.`;
}
