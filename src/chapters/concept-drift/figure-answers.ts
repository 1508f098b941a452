import type { Figure } from "../contracts.ts";
import { axisX, Plot, ruleAtX } from "../shared/plot.ts";
import type { Answer, Result } from "./result.ts";
import { counted, two } from "./words.ts";

const NAMES: Readonly<Record<string, string>> = {
  none: "left as it is",
  all: "retrained on everything",
  window: "retrained on three weeks",
};

export const answers: Figure<Result> = {
  title: "Three answers, judged on what came after",
  needs: ["answers", "numbers"],
  height: () => 230,
  draw({ answers, numbers }, width, theme) {
    const narrow = width < 420;
    const rows = answers.flatMap(({ id, auc }, place) =>
      auc === null ? [] : [{ place, id, x: auc.value, x1: auc.interval[0], x2: auc.interval[1] }],
    );
    return {
      plot: {
        marginTop: 20,
        marginBottom: 42,
        marginLeft: narrow ? 12 : 172,
        marginRight: 30,
        x: { domain: [0, 1] },
        y: { domain: [2.6, -0.6], axis: null },
        marks: [
          axisX({
            label: `ROC AUC from day ${numbers.liveDay} on`,
            ticks: [0, 0.25, 0.5, 0.75, 1],
            format: ((v: number) => v.toFixed(2)) as never,
          }),
          Plot.ruleY([0, 1, 2], { stroke: theme.rule } as never),
          ruleAtX(0.5, theme.ink),
          Plot.text([{ x: 0.5 }], {
            x: "x",
            frameAnchor: "top",
            dy: -12,
            text: () => "a coin",
            fill: theme.ink,
          } as never),
          Plot.text(
            answers.map(({ id }, place) => ({ id, place })),
            {
              y: "place",
              text: ({ id }: { id: string }) => NAMES[id]!,
              frameAnchor: "left",
              textAnchor: narrow ? "start" : "end",
              dx: narrow ? 0 : -12,
              dy: narrow ? -15 : 0,
              fill: theme.ink,
              fontWeight: 600,
            } as never,
          ),
          Plot.link(rows, {
            x1: "x1",
            x2: "x2",
            y1: "place",
            y2: "place",
            stroke: theme.production,
            strokeWidth: 2,
          } as never),
          Plot.dot(rows, {
            x: "x",
            y: "place",
            r: 6,
            symbol: "square",
            rotate: 45,
            fill: theme.production,
            stroke: theme.paper,
            strokeWidth: 1.5,
          } as never),
          Plot.text(rows, {
            x: "x",
            y: "place",
            text: ({ x }: { x: number }) => two(x),
            dy: -15,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
            fontWeight: 650,
          } as never),
        ],
      },
      summary: sentence(answers),
      table: {
        columns: [
          { key: "answer", label: "answer" },
          { key: "auc", label: "ROC AUC" },
          { key: "range", label: "95 % interval" },
          { key: "rows", label: "payments learned from" },
          { key: "frauds", label: "frauds among them" },
        ],
        rows: answers.map(({ words, auc, learnedRows, learnedFrauds }) => ({
          answer: words,
          auc: auc === null ? null : two(auc.value),
          range: auc === null ? null : auc.interval.map(two).join(" to "),
          rows: learnedRows,
          frauds: learnedFrauds,
        })),
      },
    };
  },
};

function sentence(answers: readonly Answer[]): string {
  const known = answers.filter(({ auc }) => auc !== null);
  if (known.length < 2) return "Too few frauds came afterwards to compare the answers.";
  const best = known.reduce((a, b) => (b.auc!.value > a.auc!.value ? b : a));
  const stay = known.find(({ id }) => id === "none")!;
  if (best.id === "none")
    return `The model that was left as it is does best, ${two(stay.auc!.value)}: what it learned is true again, or still.`;
  return `Best is the model ${NAMES[best.id]} (${two(best.auc!.value)}, from ${counted(best.learnedFrauds, "fraud")}); left as it is, it reaches ${two(stay.auc!.value)}.`;
}
