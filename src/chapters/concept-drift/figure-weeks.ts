import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  directLabel,
  interval,
  labelsApart,
  Plot,
  plainDot,
  productionDot,
  ruleAtY,
  seriesLine,
  trainingDot,
} from "../shared/plot.ts";
import type { Result, Week } from "./result.ts";
import { share, two, weekName } from "./words.ts";

const FIRST = -3;
const LAST = 8;
const Y = [0, 1] as const;

export const weeks: Figure<Result> = {
  title: "How well the model ranks, week by week",
  needs: ["weeks", "strip", "chosen"],
  height: (width) => Math.round(Math.max(270, Math.min(330, width * 0.6))),
  draw({ weeks, strip, chosen }, width, theme) {
    const narrow = width < 420;
    const at = (week: Week) => week.week + 0.5;
    const marked = weeks.flatMap((week) =>
      week.auc === null
        ? []
        : [{ x: at(week), y: week.auc, low: week.low, high: week.high, week: week.week }],
    );
    const twin = weeks.flatMap((week) => (week.twin === null ? [] : [{ x: at(week), y: week.twin }]));
    const repaired = weeks.flatMap((week) =>
      week.repaired === null ? [] : [{ x: at(week), y: week.repaired }],
    );
    const change = strip.changes[0]! / 7;
    const height = weeksHeight(width);
    const ends = labelsApart(
      [
        ...twin.slice(-1).map(({ y }) => ({ y, text: narrow ? "twin" : "healthy twin", color: theme.quiet })),
        ...marked.slice(-1).map(({ y }) => ({
          y,
          text:
            repaired.length > 0
              ? narrow
                ? "as trained"
                : "had it stayed as trained"
              : narrow
                ? "model"
                : "the model",
          color: theme.production,
        })),
        ...repaired.slice(-1).map(({ y }) => ({
          y,
          text: narrow ? "retrained" : chosen.id === "all" ? "retrained on all" : "retrained on the window",
          color: theme.ink,
        })),
      ],
      "y",
      (14 * (Y[1] - Y[0])) / (height - 80),
      Y,
    );
    return {
      plot: {
        marginTop: 40,
        marginBottom: 40,
        marginLeft: 36,
        marginRight: narrow ? 66 : 150,
        x: { domain: [FIRST, LAST] },
        y: { domain: [...Y] },
        marks: [
          Plot.rect([{ x1: FIRST, x2: 0 }], {
            x1: "x1",
            x2: "x2",
            fill: theme.training,
            fillOpacity: 0.06,
          } as never),
          axisX({
            label: "week of production",
            ticks: narrow ? [0, 2, 4, 6, 8] : [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8],
            format: ((week: number) => (week < 0 ? `−${-week}` : String(week))) as never,
          }),
          axisY({
            label: "ROC AUC",
            ticks: [0, 0.25, 0.5, 0.75, 1],
            format: ((v: number) => v.toFixed(2)) as never,
          }),
          ruleAtY(0.5, theme.ink),
          Plot.text([{ x: FIRST, y: 0.5 }], {
            x: "x",
            y: "y",
            text: () => "a coin",
            textAnchor: "start",
            dx: 4,
            dy: 9,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 3,
          } as never),
          Plot.ruleX(
            strip.changes.map((day) => day / 7),
            { stroke: theme.ink, strokeWidth: 1.5 } as never,
          ),
          Plot.text([{ x: change }], {
            x: "x",
            frameAnchor: "top",
            dy: -14,
            text: () => (narrow ? "change" : "the meaning changes"),
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.text([{ x: FIRST }], {
            x: "x",
            frameAnchor: "top-left",
            textAnchor: "start",
            dy: 6,
            dx: 4,
            text: () => (narrow ? "held out" : "held out from training"),
            fill: theme.training,
          } as never),
          seriesLine(twin, { x: "x", y: "y", color: theme.quiet, width: 1.2, dash: "2,3" }),
          plainDot(twin, { x: "x", y: "y", r: 2.5 }),
          interval(marked, { x: "x", y1: "low", y2: "high", color: theme.production }),
          seriesLine(marked, { x: "x", y: "y", color: theme.production, width: 2 }),
          trainingDot(
            marked.filter(({ week }) => week < 0),
            { x: "x", y: "y" },
          ),
          productionDot(
            marked.filter(({ week }) => week >= 0),
            { x: "x", y: "y" },
          ),
          ...(repaired.length > 0
            ? [
                seriesLine(repaired, { x: "x", y: "y", color: theme.ink, width: 2.4 }),
                plainDot(repaired, { x: "x", y: "y", r: 4 }),
              ]
            : []),
          ...ends.map((end) =>
            directLabel([{ x: LAST - 0.5, y: end.label }], {
              x: "x",
              y: "y",
              text: () => end.text,
              color: end.color,
              strong: end.color !== theme.quiet,
            }),
          ),
        ],
      },
      summary: sentence(weeks, change, repaired.length > 0),
      table: {
        columns: [
          { key: "week", label: "week" },
          { key: "frauds", label: "frauds" },
          { key: "auc", label: "ROC AUC, as trained" },
          { key: "range", label: "95 % interval" },
          { key: "twin", label: "healthy twin" },
          { key: "repaired", label: "after the repair" },
          { key: "errors", label: "payments judged wrongly" },
        ],
        rows: weeks.map((week) => ({
          week: weekName(week.week),
          frauds: week.frauds,
          auc: week.auc === null ? null : two(week.auc),
          range: week.auc === null ? null : `${two(week.low)} to ${two(week.high)}`,
          twin: week.twin === null ? null : two(week.twin),
          repaired: week.repaired === null ? null : two(week.repaired),
          errors: share(week.errors),
        })),
      },
    };
  },
};

const weeksHeight = weeks.height;

function sentence(all: readonly Week[], change: number, isRepaired: boolean): string {
  const mean = (some: readonly Week[], read: (week: Week) => number | null) => {
    const known = some.flatMap((week) => read(week) ?? []);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const before = mean(
    all.filter(({ week }) => week + 1 <= change),
    ({ auc }) => auc,
  );
  const last = all.slice(-3);
  const after = mean(last, ({ auc }) => auc);
  const twin = mean(last, (week) => week.twin);
  if (before === null || after === null) return "Too few frauds to tell how well the model ranks.";
  const repaired = mean(last, (week) => week.repaired);
  const tail = !isRepaired || repaired === null ? "" : ` Retrained it reaches ${two(repaired)}.`;
  return `Before the change the ROC AUC is ${two(before)} on average, in the last three weeks ${two(after)}${twin === null ? "" : `, where the healthy twin has ${two(twin)}`}.${tail}`;
}
