import type { Estimate } from "../../core/contracts.ts";
import type { Figure } from "../contracts.ts";
import { axisY, interval, labelsApart, Plot, seriesLine } from "../shared/plot.ts";
import type { ModelScores, Result } from "./result.ts";
import { three, two } from "./words.ts";

const PLACES = ["before", "crisis", "after"] as const;
const SHORT: Readonly<Record<ModelScores["id"], string>> = {
  trained: "as trained",
  "retrain-in": "retrained in the crisis",
  "retrain-with": "after, crisis included",
  "retrain-without": "after, crisis left out",
};

const NARROW: Readonly<Record<ModelScores["id"], string>> = {
  trained: "as trained",
  "retrain-in": "retrained in it",
  "retrain-with": "after, with it",
  "retrain-without": "after, without",
};

/** ROC AUC of each model in the three stretches, on all applicants. A model stands only where it has been, or could have been. */
export const models: Figure<Result> = {
  title: "How well each model ranks the applicants: before, in the crisis, after it",
  needs: ["models"],
  height: (width) => Math.round(Math.max(310, Math.min(380, width * 0.6))),
  draw({ models: scored }, width, theme) {
    const narrow = width < 480;
    const colors: Readonly<Record<ModelScores["id"], string>> = {
      trained: theme.training,
      "retrain-in": theme.production,
      "retrain-with": theme.quiet,
      "retrain-without": theme.ink,
    };
    const nudge: Readonly<Record<ModelScores["id"], number>> = {
      trained: -0.05,
      "retrain-in": 0.02,
      "retrain-with": 0.09,
      "retrain-without": 0.16,
    };
    const rows = scored.flatMap((model) =>
      PLACES.flatMap((place, i) => {
        const estimate: Estimate | null = stands(model.id, place) ? model[place] : null;
        if (estimate === null) return [];
        const [low, high] = estimate.interval;
        return [{ id: model.id, x: i + nudge[model.id], y: estimate.value, low, high }];
      }),
    );
    const low = Math.min(0.65, 0.05 * Math.floor(Math.min(1, ...rows.map((row) => row.low)) / 0.05));
    const high = Math.max(0.85, 0.05 * Math.ceil(Math.max(0, ...rows.map((row) => row.high)) / 0.05));
    const ends = rows.filter(({ x }) => x > 1.5);
    const labels = labelsApart(ends, "y", (17 * (high - low)) / 260, [low, high]);
    const of = (id: string) => rows.filter((row) => row.id === id);
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: 40,
        marginRight: narrow ? 96 : 170,
        x: { domain: [-0.3, 2.25], axis: null },
        y: { domain: [low, high], clamp: true },
        marks: [
          Plot.rect([{ x1: 0.5, x2: 1.5 }], {
            x1: "x1",
            x2: "x2",
            fill: theme.ink,
            fillOpacity: 0.06,
          } as never),
          axisY({ label: "ROC AUC, all applicants", ticks: 5, format: two as never }),
          Plot.text(
            PLACES.map((place, i) => ({
              x: i,
              text: place === "crisis" ? (narrow ? "crisis" : "in the crisis") : place,
            })),
            {
              x: "x",
              text: "text",
              frameAnchor: "bottom",
              lineAnchor: "top",
              dy: 10,
              fill: theme.quiet,
            } as never,
          ),
          ...scored.flatMap(({ id }) => [
            interval(of(id), { x: "x", y1: "low", y2: "high", color: colors[id] }),
            seriesLine(of(id), {
              x: "x",
              y: "y",
              color: colors[id],
              width: 2,
              ...(id === "retrain-in" ? { dash: "4,3" } : {}),
            }),
            Plot.dot(of(id), {
              x: "x",
              y: "y",
              r: 5,
              symbol: id === "trained" ? "circle" : "square",
              rotate: id === "retrain-in" ? 45 : 0,
              fill: id === "retrain-with" ? theme.paper : colors[id],
              stroke: id === "retrain-with" ? colors[id] : theme.paper,
              strokeWidth: 1.6,
            } as never),
          ]),
          Plot.text(labels, {
            x: () => 2.25,
            y: "label",
            text: (row: (typeof labels)[number]) => (narrow ? NARROW : SHORT)[row.id],
            textAnchor: "start",
            dx: 4,
            fill: (row: (typeof labels)[number]) => (row.id === "retrain-with" ? theme.ink : colors[row.id]),
            fontWeight: 600,
          } as never),
        ],
      },
      summary: sentence(scored),
      table: {
        columns: [
          { key: "model", label: "model" },
          { key: "before", label: "before" },
          { key: "crisis", label: "in the crisis" },
          { key: "after", label: "after it" },
          { key: "interval", label: "after, 95 % interval" },
        ],
        rows: scored.map((model) => ({
          model: SHORT[model.id],
          ...Object.fromEntries(
            PLACES.map((place) => [
              place,
              stands(model.id, place) && model[place] !== null ? three(model[place].value) : null,
            ]),
          ),
          interval: model.after === null ? null : model.after.interval.map(three).join(" to "),
        })),
      },
    };
  },
};

/** The models that are fitted after the crisis can't be judged on what they were fitted on. */
function stands(id: ModelScores["id"], place: (typeof PLACES)[number]): boolean {
  if (id === "trained") return true;
  return id === "retrain-in" ? place !== "before" : place === "after";
}

function sentence(scored: readonly ModelScores[]): string {
  const [trained, inCrisis] = scored;
  if (!trained?.before || !trained.crisis || !trained.after || !inCrisis?.after || !inCrisis.crisis)
    return "One of the stretches has too few defaults to say how well a model ranks.";
  const gap = trained.after.value - inCrisis.after.value;
  const compare =
    Math.abs(gap) < 0.01
      ? "about the same"
      : gap > 0
        ? `${three(gap)} less than the untouched one`
        : `${three(-gap)} more than the untouched one`;
  return `The untouched model ranks with ${three(trained.before.value)} before, ${three(trained.crisis.value)} in the crisis and ${three(trained.after.value)} after it; the one retrained in the crisis fits the crisis with ${three(inCrisis.crisis.value)}, and reaches ${three(inCrisis.after.value)} after it, ${compare}.`;
}
