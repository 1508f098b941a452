import type { Figure } from "../contracts.ts";
import { axisX, Plot, percentTick, productionDot, trainingDot } from "../shared/plot.ts";
import type { Harm, Result } from "./result.ts";
import { euro, RECIPE, share, two, whole } from "./words.ts";

const ROWS = ["never", "mature", "stand", "leaked"] as const;
const height = (width: number) => (width < 480 ? 286 : 270);
const inOrder = (harm: readonly Harm[]) =>
  ROWS.map((id, row) => ({ ...harm.find((one) => one.id === id)!, row }));
type Row = Harm & { row: number };

const TABLE = {
  columns: [
    { key: "recipe", label: "retrained on" },
    { key: "missing", label: "fraud not known on the day" },
    { key: "exam", label: "ROC AUC in the exam" },
    { key: "auc", label: "ROC AUC in production" },
    { key: "recall", label: "fraud stopped" },
    { key: "cost", label: "cost per 1,000 payments", unit: "EUR" },
    { key: "released", label: "versions released" },
  ],
  rows: (harm: readonly Harm[]) =>
    inOrder(harm).map((one) => ({
      recipe: RECIPE[one.id]!,
      missing: one.id === "never" ? null : share(one.missing),
      exam: one.exam === null ? null : two(one.exam),
      auc: two(one.auc),
      recall: share(one.recall),
      cost: whole(one.cost),
      released: one.id === "never" ? null : `${one.released} of ${one.tried}`,
    })),
};

const names = (rows: readonly Row[], narrow: boolean, ink: string) =>
  Plot.text(rows, {
    y: "row",
    frameAnchor: "left",
    textAnchor: narrow ? "start" : "end",
    dx: narrow ? 0 : -12,
    dy: narrow ? -18 : 0,
    text: ({ id }: Harm) => RECIPE[id]!,
    fill: ink,
    fontWeight: 600,
  } as never);

/** What the exam promised and what production gave, where nothing but the labels is to blame. */
export const promises: Figure<Result> = {
  title: "What each exam promised, and what production gave",
  needs: ["harm"],
  height,
  draw({ harm }, width, theme) {
    const narrow = width < 430;
    const rows = inOrder(harm);
    const examined = rows.filter(({ exam }) => exam !== null);
    return {
      plot: {
        marginLeft: narrow ? 14 : 150,
        marginRight: 26,
        marginTop: 34,
        marginBottom: 42,
        x: { domain: [0.5, 1], clamp: true },
        y: { domain: [3.5, -0.5], axis: null },
        marks: [
          axisX({ label: "ROC AUC", ticks: 5, format: ((at: number) => at.toFixed(1)) as never }),
          Plot.gridX({ ticks: 5, stroke: theme.rule, strokeOpacity: 1 } as never),
          names(rows, narrow, theme.ink),
          Plot.link(examined, {
            x1: "exam",
            x2: "auc",
            y1: "row",
            y2: "row",
            stroke: theme.quiet,
            strokeWidth: 2,
          } as never),
          trainingDot(examined, { x: "exam", y: "row", r: 6 }),
          productionDot(rows, { x: "auc", y: "row", r: 6 }),
          Plot.text(
            rows.filter(({ exam, auc }) => exam !== null && Math.abs(exam - auc) > 0.06),
            {
              x: "auc",
              y: "row",
              text: ({ auc }: Harm) => two(auc),
              textAnchor: "end",
              dx: -11,
              fill: theme.production,
              fontWeight: 650,
            } as never,
          ),
          Plot.text(["● in the exam"], {
            frameAnchor: "top-right",
            textAnchor: "end",
            dy: -22,
            fill: theme.training,
            fontWeight: 650,
          } as never),
          Plot.text(["◆ in production"], {
            frameAnchor: "top-right",
            textAnchor: "end",
            dx: -96,
            dy: -22,
            fill: theme.production,
            fontWeight: 650,
          } as never),
        ],
      },
      summary: promiseSentence(rows),
      table: { columns: TABLE.columns, rows: TABLE.rows(harm) },
    };
  },
};

/** The fraud that is stopped by each, in the world without a change. */
export const stopped: Figure<Result> = {
  title: "What each retraining did where nothing changes",
  needs: ["shownHarm"],
  height,
  draw({ shownHarm: harm }, width, theme) {
    const narrow = width < 430;
    const rows = inOrder(harm);
    const never = rows[0]!;
    return {
      plot: {
        marginLeft: narrow ? 14 : 150,
        marginRight: 66,
        marginTop: 34,
        marginBottom: 42,
        x: { domain: [0, 1] },
        y: { domain: [3.5, -0.5], axis: null },
        marks: [
          axisX({ label: "fraud stopped", ticks: 4, format: percentTick as never }),
          Plot.gridX({ ticks: 4, stroke: theme.rule, strokeOpacity: 1 } as never),
          Plot.ruleX([never.recall], { stroke: theme.quiet, strokeDasharray: "3,3" } as never),
          names(rows, narrow, theme.ink),
          Plot.rect(rows, {
            x1: 0,
            x2: "recall",
            y1: ({ row }: Row) => row - (narrow ? 0.16 : 0.22),
            y2: ({ row }: Row) => row + (narrow ? 0.16 : 0.22),
            fill: theme.production,
            fillOpacity: ({ id }: Row) => (id === "never" ? 0.25 : 0.55),
          } as never),
          Plot.text(rows, {
            x: "recall",
            y: "row",
            text: ({ recall }: Row) => share(recall),
            textAnchor: "end",
            dx: -6,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.text(rows, {
            y: "row",
            frameAnchor: "right",
            textAnchor: "start",
            dx: 8,
            text: ({ cost }: Row) => euro(cost),
            fill: theme.ink,
          } as never),
          Plot.text(["EUR per 1,000"], {
            frameAnchor: "top-right",
            textAnchor: "end",
            dx: 62,
            dy: -22,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: stoppedSentence(rows),
      table: { columns: TABLE.columns, rows: TABLE.rows(harm) },
    };
  },
};

function promiseSentence(rows: readonly Row[]): string {
  const gaps = rows.filter(({ exam }) => exam !== null).sort((a, b) => b.exam! - b.auc - (a.exam! - a.auc));
  const widest = gaps[0];
  if (widest === undefined) return "Nothing was retrained, so there is no exam.";
  const honest = rows.find(({ id }) => id === "mature")!;
  const first = `The exam of ${widest.id === "leaked" ? "the leaked join" : RECIPE[widest.id]} promised ${two(widest.exam!)}, and production gave ${two(widest.auc)}`;
  return honest.exam === null || widest.id === "mature"
    ? `${first}.`
    : `${first}; with mature labels ${two(honest.exam)} and ${two(honest.auc)}.`;
}

function stoppedSentence(rows: readonly Row[]): string {
  const [never, mature, stand, leaked] = rows;
  return `Where nothing changes, version 1 stops ${share(never!.recall)} of the fraud; retrained on mature labels it is ${share(mature!.recall)}, on labels as they stand ${share(stand!.recall)}, and with the leak ${share(leaked!.recall)}.`;
}
