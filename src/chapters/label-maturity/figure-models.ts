import type { Figure } from "../contracts.ts";
import { axisX, Plot, plainDot, productionDot } from "../shared/plot.ts";
import type { Result, Retrained } from "./result.ts";
import { share, two, whole } from "./words.ts";

const SHORT: Readonly<Record<string, string>> = {
  "as-they-stand": "labels as they stand",
  mature: "mature payments",
  weighted: "weighted",
  live: "not retrained",
};

export const models: Figure<Result> = {
  title: "Three retrainings on this day, judged on the two weeks after it",
  needs: ["models", "chosen"],
  height: (width) => (width < 480 ? 330 : 270),
  draw({ models, chosen }, width, theme) {
    const narrow = width < 480;
    const rows = models.map((model, i) => ({ ...model, y: i, short: SHORT[model.id]! }));
    const drawn = rows.filter((row) => row.ratio !== null);
    const top = Math.max(2, Math.ceil(Math.max(...drawn.map((row) => row.ratio!), 1) * 2) / 2);
    return {
      plot: {
        marginLeft: narrow ? 14 : 178,
        marginRight: 76,
        marginTop: 36,
        marginBottom: 42,
        x: { domain: [0, top], clamp: true },
        y: { domain: [-0.6, rows.length - 0.4], reverse: true, axis: null },
        marks: [
          Plot.gridX({ ticks: narrow ? 4 : 6, stroke: theme.rule, strokeOpacity: 1 } as never),
          axisX({ label: "frauds that came for each that the scores expected", ticks: narrow ? 4 : 6 }),
          Plot.ruleX([1], { stroke: theme.ink, strokeWidth: 1.2 } as never),
          Plot.text([1], {
            x: (at: number) => at,
            text: () => "promise kept",
            frameAnchor: "top",
            lineAnchor: "bottom",
            dy: -5,
            fill: theme.ink,
          } as never),
          Plot.link(drawn, {
            x1: () => 1,
            x2: "ratio",
            y1: "y",
            y2: "y",
            stroke: theme.production,
            strokeWidth: 2,
          } as never),
          productionDot(
            drawn.filter((row) => row.id !== "live"),
            { x: "ratio", y: "y", r: 6 },
          ),
          plainDot(
            drawn.filter((row) => row.id === "live"),
            { x: "ratio", y: "y", r: 5.5 },
          ),
          Plot.text(drawn, {
            x: "ratio",
            y: "y",
            text: (row: Retrained) => two(row.ratio!),
            dy: narrow ? 15 : -13,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text(rows, {
            y: "y",
            text: "short",
            frameAnchor: "left",
            textAnchor: "start",
            dx: narrow ? 0 : -170,
            dy: narrow ? -16 : 0,
            fill: theme.ink,
            fontWeight: (row: Retrained) => (row.id === chosen.id ? 700 : 450),
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text(rows, {
            y: "y",
            text: (row: Retrained) => share(row.recall),
            frameAnchor: "right",
            textAnchor: "start",
            dx: 14,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.text(["recall"], {
            frameAnchor: "top-right",
            textAnchor: "start",
            dx: 14,
            dy: -10,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(models),
      table: {
        columns: [
          { key: "words", label: "trained on" },
          { key: "days", label: "days" },
          { key: "told", label: "frauds it was told of" },
          { key: "ratio", label: "came for each expected" },
          { key: "recall", label: "recall" },
          { key: "interval", label: "95 % interval" },
          { key: "stopped", label: "payments stopped" },
          { key: "auc", label: "ROC AUC" },
          { key: "cost", label: "cost per 1,000", unit: "EUR" },
        ],
        rows: models.map((model) => ({
          words: model.words,
          days: model.from === null ? "before production" : `${model.from} to ${model.to}`,
          told: model.from === null ? "all" : `${whole(model.frauds)} of ${whole(model.fraudsInTheEnd)}`,
          ratio: model.ratio === null ? null : two(model.ratio),
          recall: share(model.recall),
          interval: `${share(model.recallInterval[0])} to ${share(model.recallInterval[1])}`,
          stopped: share(model.stopped),
          auc: two(model.rocAuc),
          cost: whole(model.cost),
        })),
      },
    };
  },
};

function sentence(models: readonly Retrained[]): string {
  const of = (id: string) => models.find((model) => model.id === id)!;
  const [now, waited] = [of("as-they-stand"), of("mature")];
  const told = `Trained on labels as they stand, the model was told of ${whole(now.frauds)} of ${whole(now.fraudsInTheEnd)} frauds`;
  if (now.ratio === null) return `${told} and expects none.`;
  const one = `${told}; there came ${two(now.ratio)} for each that it expects, and it stops ${share(now.recall)} of them`;
  return waited.ratio === null
    ? `${one}.`
    : `${one}. The one that waited: ${two(waited.ratio)}, and ${share(waited.recall)}.`;
}
