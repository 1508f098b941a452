import type { Figure } from "../contracts.ts";
import { axisX, Plot } from "../shared/plot.ts";
import type { Answer, Result } from "./result.ts";
import { ANSWER_NAMES, one, share, two, whole } from "./words.ts";

/** What each answer stops, genuine payments and fraud, beside what the model ranks. */
export const answers: Figure<Result> = {
  title: "Five answers: what is stopped, and how well the model ranks",
  needs: ["answers", "numbers", "chosen"],
  height: () => 320,
  draw({ answers, numbers, chosen }, width, theme) {
    const narrow = width < 480;
    const rows = answers.map((answer, place) => ({
      ...answer,
      place,
      fraud: answer.stopped - answer.genuine,
    }));
    const top = Math.max(60, Math.ceil(Math.max(...rows.map((row) => row.stopped)) / 30) * 30);
    const halves = {
      y1: (row: { place: number }) => row.place - 0.26,
      y2: (row: { place: number }) => row.place + 0.26,
    };
    return {
      plot: {
        marginTop: 40,
        marginBottom: 40,
        marginLeft: narrow ? 106 : 130,
        marginRight: narrow ? 62 : 110,
        x: { domain: [0, top], clamp: true },
        y: { domain: [rows.length - 0.4, -1], axis: null },
        marks: [
          axisX({
            label: narrow ? "stopped in 1,000 payments" : "payments stopped in 1,000",
            ticks: narrow ? 3 : 5,
          }),
          Plot.ruleX([0], { stroke: theme.quiet }),
          Plot.ruleX([numbers.stoppedBefore], {
            stroke: theme.training,
            strokeDasharray: "4,3",
            strokeWidth: 1.5,
          }),
          Plot.text([{}], {
            x: () => numbers.stoppedBefore,
            text: () => "● training",
            frameAnchor: "top",
            dy: -14,
            fill: theme.training,
            fontWeight: 600,
          } as never),
          Plot.rect(rows, { x1: () => 0, x2: "fraud", ...halves, fill: theme.alarm } as never),
          Plot.rect(rows, {
            x1: "fraud",
            x2: "stopped",
            ...halves,
            fill: theme.production,
            fillOpacity: (row: Answer) => (row.id === chosen.id ? 1 : 0.5),
          } as never),
          Plot.text(rows, {
            frameAnchor: "left",
            y: "place",
            text: (row: Answer) => ANSWER_NAMES[row.id],
            textAnchor: "end",
            dx: -10,
            fill: theme.ink,
            fontWeight: (row: Answer) => (row.id === chosen.id ? 700 : 500),
          } as never),
          Plot.text([rows[0]!], {
            x: () => 0,
            y: (row: { place: number }) => row.place - 0.26,
            text: () => (narrow ? "■ fraud | genuine" : "■ fraud, then genuine payments"),
            lineAnchor: "bottom",
            textAnchor: "start",
            dy: -5,
            fill: theme.quiet,
            stroke: theme.paper,
            strokeWidth: 3,
          } as never),
          Plot.text(rows, {
            frameAnchor: "right",
            y: "place",
            text: (row: Answer) => two(row.rocAuc),
            textAnchor: "start",
            dx: narrow ? 10 : 24,
            fill: theme.ink,
            fontWeight: (row: Answer) => (row.id === chosen.id ? 700 : 500),
          } as never),
          Plot.text([{}], {
            frameAnchor: "top-right",
            text: () => "ROC AUC",
            textAnchor: "start",
            dx: narrow ? 4 : 24,
            dy: -20,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(answers, numbers.stoppedBefore, numbers.twinAuc),
      table: {
        columns: [
          { key: "answer", label: "answer" },
          { key: "auc", label: "ROC AUC" },
          { key: "interval", label: "95 % interval" },
          { key: "stopped", label: "stopped in 1,000" },
          { key: "genuine", label: "of them genuine" },
          { key: "recall", label: "recall" },
          { key: "cost", label: "EUR per 1,000 payments" },
        ],
        rows: answers.map((row) => ({
          answer: row.words,
          auc: two(row.rocAuc),
          interval: `${two(row.low)} to ${two(row.high)}`,
          stopped: one(row.stopped),
          genuine: one(row.genuine),
          recall: share(row.recall),
          cost: whole(row.cost),
        })),
      },
    };
  },
};

function sentence(answers: readonly Answer[], before: number, twin: number): string {
  const of = (id: string) => answers.find((row) => row.id === id)!;
  const nothing = of("as-trained");
  const anew = of("rethreshold");
  const best = answers.reduce((most, row) => (row.rocAuc > most.rocAuc ? row : most));
  return `Training stopped ${one(before)} of 1,000 payments; later the untouched model stops ${one(nothing.stopped)}, with a new threshold ${one(anew.stopped)}; the best ranking, “${ANSWER_NAMES[best.id]}”, reaches ${two(best.rocAuc)}, where an unchanged world would give ${two(twin)}.`;
}
