import type { Figure, Theme } from "../contracts.ts";
import {
  axisX,
  axisY,
  band,
  directLabel,
  labelsApart,
  Plot,
  productionDot,
  roundDomain,
  seriesLine,
} from "../shared/plot.ts";
import type { Depth, Result, SplitId } from "./result.ts";
import { ORDER, range, SPLIT_NAMES, SPLIT_SHORT, signed, two } from "./words.ts";

/** Each way to judge has a mark of its own, since all of them are in ink: only training and production have colours. */
export const LOOK: Readonly<Record<SplitId, { symbol: string; dash?: string; width: number }>> = {
  random: { symbol: "circle", width: 2.4 },
  customer: { symbol: "triangle", dash: "7,3", width: 1.6 },
  time: { symbol: "times", dash: "2,3", width: 1.6 },
  "time-customer": { symbol: "square", dash: "1,4", width: 1.6 },
};

export const splitDot = (
  id: SplitId,
  rows: readonly object[],
  at: { x: unknown; y: unknown; r?: number },
  theme: Theme,
) =>
  Plot.dot(
    rows as never[],
    {
      ...at,
      r: at.r ?? 4.5,
      symbol: LOOK[id].symbol,
      fill: theme.paper,
      stroke: theme.ink,
      strokeWidth: 1.6,
    } as never,
  );

export const promises: Figure<Result> = {
  title: "What each split promised, and what production gave",
  needs: ["depths", "chosen", "numbers"],
  height: (width) => Math.round(Math.max(360, Math.min(470, width * 0.62))),
  draw({ depths, chosen, numbers }, width, theme) {
    const narrow = width < 480;
    const height = promises.height(width);
    const rows = depths.map((one) => ({
      depth: one.depth,
      production: one.production.value,
      low: one.production.low,
      high: one.production.high,
      ...valuesOf(one),
    }));
    const values = rows.flatMap((row) => [row.production, row.low, row.high, ...ORDER.map((id) => row[id])]);
    const domain = roundDomain(Math.min(0.6, ...values), Math.max(0.85, ...values), 0.05);
    const last = rows[rows.length - 1]!;
    const ends = labelsApart(
      [
        ...ORDER.map((id) => ({ id, value: last[id] })),
        { id: "production" as const, value: last.production },
      ],
      "value",
      (17 * (domain[1] - domain[0])) / (height - 76),
      domain,
    );
    const right = narrow ? 96 : 176;
    const set = rows.find(({ depth }) => depth === numbers.depth)!;
    const onRight = set.depth < 4;
    return {
      plot: {
        marginTop: 30,
        marginBottom: 44,
        marginLeft: 44,
        marginRight: right,
        x: { type: "log", domain: [0.93, Math.max(8, last.depth) * 1.06] },
        y: { domain },
        marks: [
          axisX({
            label: "depth of the trees, questions to a leaf",
            ticks: rows.map(({ depth }) => depth),
            format: String as never,
          }),
          axisY({ label: "ROC AUC", ticks: 6, format: two as never }),
          Plot.areaY(rows, {
            x: "depth",
            y1: "production",
            y2: "random",
            fill: theme.ink,
            fillOpacity: 0.06,
          } as never),
          band(rows, { x: "depth", y1: "low", y2: "high", color: theme.production }),
          Plot.link(rows, {
            x1: "depth",
            x2: "depth",
            y1: "production",
            y2: "random",
            stroke: theme.ink,
            strokeOpacity: 0.3,
          } as never),
          Plot.link([set], {
            x1: "depth",
            x2: "depth",
            y1: "production",
            y2: "random",
            stroke: theme.ink,
            strokeWidth: 3,
          } as never),
          ...ORDER.map((id) =>
            seriesLine(rows, {
              x: "depth",
              y: id,
              color: id === "random" ? theme.ink : theme.quiet,
              ...(LOOK[id].dash ? { dash: LOOK[id].dash } : {}),
              width: LOOK[id].width,
            }),
          ),
          seriesLine(rows, { x: "depth", y: "production", color: theme.production, width: 2.8 }),
          ...ORDER.map((id) => splitDot(id, rows, { x: "depth", y: id }, theme)),
          productionDot(rows, { x: "depth", y: "production", r: 6 }),
          directLabel([{ x: set.depth, y: set.production + 0.82 * (set.random - set.production) }], {
            x: "x",
            y: "y",
            text: () => `${signed(set.random - set.production)}`,
            side: onRight ? "right" : "left",
            strong: true,
          }),
          ...ends.map(({ id, label }) =>
            directLabel([{ x: last.depth, label }], {
              x: "x",
              y: "label",
              text: () =>
                id === "production" ? "production" : narrow ? SPLIT_SHORT[id] : `split ${SPLIT_NAMES[id]}`,
              color: id === "production" ? theme.production : theme.ink,
              strong: id === "production" || id === chosen.split,
              gap: 12,
            }),
          ),
        ],
      },
      summary: sentence(depths, numbers.depth),
      table: {
        columns: [
          { key: "depth", label: "depth" },
          { key: "training", label: "in training" },
          ...ORDER.map((id) => ({ key: id, label: `split ${SPLIT_NAMES[id]}` })),
          { key: "production", label: "production" },
          { key: "interval", label: "95 % interval of production" },
          { key: "gap", label: "random split less production" },
        ],
        rows: depths.map((one) => ({
          depth: one.depth,
          training: two(one.training),
          ...Object.fromEntries(ORDER.map((id) => [id, two(one.promise[id].value)])),
          production: two(one.production.value),
          interval: range(one.production.low, one.production.high),
          gap: signed(one.promise.random.value - one.production.value),
        })),
      },
    };
  },
};

const valuesOf = ({ promise }: Depth) =>
  Object.fromEntries(ORDER.map((id) => [id, promise[id].value])) as Record<SplitId, number>;

function sentence(depths: readonly Depth[], depth: number): string {
  const set = depths.find((one) => one.depth === depth)!;
  const best = depths.reduce((a, b) => (b.production.value > a.production.value ? b : a));
  const boldest = depths.reduce((a, b) => (b.promise.random.value > a.promise.random.value ? b : a));
  return `At depth ${depth} the random split promised ${two(set.promise.random.value)} and production gave ${two(set.production.value)}; split in time with new customers only, the promise was ${two(set.promise["time-customer"].value)}. The random split likes depth ${boldest.depth} best, production depth ${best.depth}.`;
}
