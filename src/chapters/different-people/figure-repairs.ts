import type { Figure } from "../contracts.ts";
import { axisX, directLabel, Plot } from "../shared/plot.ts";
import { groupDot } from "./marks.ts";
import type { ModelResult, Outcome, Result } from "./result.ts";
import { one, share, whole } from "./words.ts";

const SHORT: Readonly<Record<string, string>> = {
  "as-trained": "as it is",
  retrained: "retrained, same features",
  recalibrated: "recalibrated by cohort",
  "with-cohort": "retrained with the cohort",
};
const LOW = 0.5;
const HIGH = 8;
const clamped = (value: number) => Math.min(HIGH, Math.max(LOW, value));

export const repairs: Figure<Result> = {
  title: "Four answers: frauds that came for each one that the score expects",
  needs: ["models", "chosen"],
  height: () => 310,
  draw({ models, chosen }, width, theme) {
    const narrow = width < 420;
    const rows = models.map((model, place) => ({ model, place, name: SHORT[model.id] ?? model.id }));
    const dots = (group: "mature" | "new") =>
      rows.flatMap(({ model, place }) => {
        const { ratio, ratioLow, ratioHigh } = model[group];
        return ratio === null
          ? []
          : [{ place, ratio: clamped(ratio), low: clamped(ratioLow), high: clamped(ratioHigh) }];
      });
    return {
      plot: {
        marginTop: 34,
        marginBottom: 40,
        marginLeft: 12,
        marginRight: narrow ? 94 : 180,
        x: { type: "log", domain: [LOW, HIGH], clamp: true },
        y: { domain: [3.5, -0.5], axis: null },
        marks: [
          Plot.ruleX([1], { stroke: theme.quiet, strokeDasharray: "3,3" }),
          axisX({
            label: narrow
              ? "came over expected"
              : "frauds that came over frauds expected, after the repair is live",
            ticks: [0.5, 1, 2, 4, 8],
            format: ((at: number) => String(at)) as never,
          }),
          Plot.text([{}], {
            x: () => 1,
            text: () => "right",
            frameAnchor: "top",
            dy: -20,
            fill: theme.quiet,
          } as never),
          ...(["mature", "new"] as const).flatMap((group) => [
            Plot.link(dots(group), {
              x1: "low",
              x2: "high",
              y1: "place",
              y2: "place",
              stroke: theme.production,
              strokeWidth: group === "new" ? 2 : 1.2,
              strokeOpacity: 0.5,
            } as never),
            groupDot(group, dots(group), { x: "ratio", y: "place", r: 6 }),
          ]),
          Plot.text(rows, {
            x: () => LOW,
            y: "place",
            text: (row: (typeof rows)[number]) =>
              row.model.id === chosen.id ? `${row.name} (chosen)` : row.name,
            textAnchor: "start",
            dy: -18,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
            fontWeight: (row: (typeof rows)[number]) => (row.model.id === chosen.id ? 650 : 500),
          } as never),
          ...firstLabels(dots("mature")[0], dots("new")[0]),
          Plot.text(rows, {
            frameAnchor: "right",
            y: "place",
            text: (row: (typeof rows)[number]) => effectOf(row.model.new, narrow),
            textAnchor: "start",
            lineHeight: 1.3,
            dx: 10,
            fill: theme.ink,
          } as never),
          Plot.text([narrow ? "new:" : "new customers:"], {
            frameAnchor: "top-right",
            textAnchor: "start",
            dx: 10,
            dy: -26,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(models),
      table: {
        columns: [
          { key: "model", label: "answer" },
          { key: "who", label: "whose payments" },
          { key: "payments", label: "payments" },
          { key: "expected", label: "frauds expected" },
          { key: "frauds", label: "frauds that came" },
          { key: "recall", label: "recall" },
          { key: "precision", label: "precision" },
          { key: "stopped", label: "stopped" },
          { key: "cost", label: "EUR per 1,000 payments" },
        ],
        rows: models.flatMap((model) =>
          (["new", "mature", "all"] as const).map((group) => tableRow(model, group)),
        ),
      },
    };
  },
};

type Dot = { place: number; ratio: number };

/** Who is who, at the marks of the first line. */
function firstLabels(mature: Dot | undefined, cohort: Dot | undefined) {
  const label = (dot: Dot, text: string, strong: boolean) =>
    directLabel([dot], { x: "ratio", y: "place", text: () => text, side: "below", strong, gap: 10 });
  return [
    ...(mature ? [label(mature, "known", false)] : []),
    ...(cohort && (!mature || cohort.ratio > 1.6 * mature.ratio) ? [label(cohort, "new", true)] : []),
  ];
}

function effectOf({ recall, stopped, rows }: Outcome, narrow: boolean): string {
  if (rows === 0) return "nobody new";
  const caught =
    recall === null ? "no fraud" : `${share(recall.value)} ${narrow ? "caught" : "of their fraud caught"}`;
  return `${caught},\n${share(stopped)} stopped`;
}

const WHO = { new: "new customers", mature: "known customers", all: "all" } as const;

function tableRow(model: ModelResult, group: "new" | "mature" | "all") {
  const { rows, expected, frauds, recall, precision, stopped, cost } = model[group];
  return {
    model: SHORT[model.id] ?? model.id,
    who: WHO[group],
    payments: whole(rows),
    expected: one(expected),
    frauds: whole(frauds),
    recall: recall === null ? null : share(recall.value),
    precision: precision === null ? null : share(precision.value),
    stopped: share(stopped),
    cost: cost === null ? null : whole(cost),
  };
}

function sentence(models: readonly ModelResult[]): string {
  const of = (id: string) => models.find((model) => model.id === id)?.new;
  const [asIs, retrained, recalibrated] = ["as-trained", "retrained", "recalibrated"].map(of);
  if (!asIs || !retrained || !recalibrated) return "";
  if (asIs.ratio === null || retrained.ratio === null || recalibrated.ratio === null)
    return "Nobody new has paid in the last weeks: there is nothing to repair.";
  return `Among the new customers ${one(asIs.ratio)} frauds come for each expected one; retrained on the same features still ${one(retrained.ratio)}; recalibrated by cohort ${one(recalibrated.ratio)}, and ${share(recalibrated.stopped)} of their payments are stopped instead of ${share(asIs.stopped)}.`;
}
