import type { Figure, Theme } from "../contracts.ts";
import {
  axisX,
  axisY,
  directLabel,
  labelsApart,
  Plot,
  productionDot,
  roundDomain,
  seriesLine,
  trainingDot,
} from "../shared/plot.ts";
import { LOOK, splitDot } from "./figure-promises.ts";
import type { Result, RowStage, TreeStage } from "./result.ts";
import { two, whole } from "./words.ts";

const SERIES = ["training", "random", "time-customer", "production"] as const;
type Series = (typeof SERIES)[number];
const NAMES: Readonly<Record<Series, string>> = {
  training: "training",
  random: "split at random",
  "time-customer": "split in time, new customers",
  production: "production",
};
const SHORT: Readonly<Record<Series, string>> = {
  training: "training",
  random: "at random",
  "time-customer": "in time, new",
  production: "production",
};
type Stage = TreeStage | RowStage;

const colorOf = (id: Series, theme: Theme) =>
  id === "training" ? theme.training : id === "production" ? theme.production : theme.ink;

function marksOf(id: Series, stages: readonly Stage[], theme: Theme) {
  const line = seriesLine(stages, {
    x: "at",
    y: id,
    color: colorOf(id, theme),
    ...(id === "time-customer" ? { dash: LOOK[id].dash! } : {}),
    width: id === "production" ? 2.6 : 1.8,
  });
  const at = { x: "at", y: id };
  const dots =
    id === "training"
      ? trainingDot(stages, { ...at, r: 4 })
      : id === "production"
        ? productionDot(stages, { ...at, r: 5 })
        : splitDot(id, stages, { ...at, r: 4 }, theme);
  return [line, dots];
}

function curve(options: {
  title: string;
  needs: "byTrees" | "byRows";
  label: string;
  log: boolean;
  /** Whether the place where the honest split would stop is marked. */
  stops: boolean;
  sentence(stages: readonly Stage[]): string;
}): Figure<Result> {
  const height = (width: number) => Math.round(Math.max(290, Math.min(350, width * 0.75)));
  return {
    title: options.title,
    needs: [options.needs, "numbers"],
    height,
    draw(result, width, theme) {
      const stages: readonly Stage[] = result[options.needs];
      const narrow = width < 480;
      const values = stages.flatMap((stage) => SERIES.map((id) => stage[id]));
      const domain = roundDomain(Math.min(0.6, ...values), 1, 0.1);
      const last = stages[stages.length - 1]!;
      const first = stages[0]!;
      const ends = labelsApart(
        SERIES.map((id) => ({ id, value: last[id] })),
        "value",
        (17 * (domain[1] - domain[0])) / (height(width) - 74),
        domain,
      );
      const stop = stopOf(stages);
      const ticks =
        stages.length > 4 ? [0, 2, 4, 6, 7].map((k) => stages[k]!.at) : stages.map(({ at }) => at);
      return {
        plot: {
          marginTop: 32,
          marginBottom: 42,
          marginLeft: 40,
          marginRight: narrow ? 92 : 112,
          x: options.log
            ? { type: "log", domain: [first.at * 0.93, last.at * 1.06] }
            : { domain: [0, last.at * 1.02] },
          y: { domain },
          marks: [
            axisX({
              label: options.label,
              ticks: [...new Set(ticks)],
              format: ((at: number) => whole(at)) as never,
            }),
            axisY({ label: "ROC AUC", ticks: 5, format: two as never }),
            ...(options.stops && stop !== last
              ? [
                  Plot.ruleX([stop.at], { stroke: theme.quiet, strokeDasharray: "3,3" } as never),
                  Plot.text([stop], {
                    x: "at",
                    text: () => "stop",
                    frameAnchor: "top",
                    lineAnchor: "bottom",
                    dy: -4,
                    // The words for the numbers at the side stand at the left end.
                    dx: stop.at < 0.35 * last.at ? 24 : 0,
                    fill: theme.quiet,
                  } as never),
                ]
              : []),
            ...SERIES.flatMap((id) => marksOf(id, stages, theme)),
            ...ends.map(({ id, label }) =>
              directLabel([{ x: last.at, label }], {
                x: "x",
                y: "label",
                text: () => SHORT[id],
                color: colorOf(id, theme),
                strong: id === "production",
                gap: 11,
              }),
            ),
          ],
        },
        summary: options.sentence(stages),
        table: {
          columns: [
            { key: "at", label: options.label },
            ...SERIES.map((id) => ({ key: id, label: NAMES[id] })),
          ],
          rows: stages.map((stage) => ({
            at: stage.at,
            ...Object.fromEntries(SERIES.map((id) => [id, two(stage[id])])),
          })),
        },
      };
    },
  };
}

const stopOf = (stages: readonly Stage[]): Stage =>
  stages.reduce((a, b) => (b["time-customer"] > a["time-customer"] ? b : a));

export const byTrees = curve({
  title: "Tree after tree, at the depth that is set",
  needs: "byTrees",
  label: "trees",
  log: false,
  stops: true,
  sentence(stages) {
    const last = stages[stages.length - 1]!;
    const stop = stopOf(stages);
    const best = stages.reduce((a, b) => (b.production > a.production ? b : a));
    return `With ${whole(last.at)} trees training reaches ${two(last.training)}, the random split promises ${two(last.random)} and production gives ${two(last.production)}; its best is ${two(best.production)}, after ${whole(best.at)}. The split in time with new customers would ${stop === last ? "go on" : `stop after ${whole(stop.at)}`}.`;
  },
});

export const byRows = curve({
  title: "With more customers to learn from",
  needs: "byRows",
  label: "payments learned from",
  log: true,
  stops: false,
  sentence(stages) {
    const [first, last] = [stages[0]!, stages[stages.length - 1]!];
    return `From ${whole(first.at)} to ${whole(last.at)} payments production goes from ${two(first.production)} to ${two(last.production)}, and the gap below the random split from ${two(first.random - first.production)} to ${two(last.random - last.production)}.`;
  },
});
