import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  directLabel,
  labelsApart,
  percentTick,
  plainDot,
  productionDot,
  seriesLine,
} from "../shared/plot.ts";
import type { Result, ShopRun } from "./result.ts";
import { share } from "./words.ts";

const heightOf = (width: number) => Math.round(Math.max(290, Math.min(340, width * 0.6)));

export const clicks: Figure<Result> = {
  title: "What the dashboard shows, and for whom: clicks per showing",
  needs: ["shop"],
  height: heightOf,
  draw({ shop }, width, theme) {
    const narrow = width < 480;
    const rounds = shop.clicks.length;
    const rows = (values: readonly number[]) => values.map((value, k) => ({ round: k + 1, value }));
    const top = Math.ceil(50 * Math.max(...shop.clicksMost, ...shop.clicksFew)) / 50 + 0.02;
    const ends = labelsApart(
      [
        { y: shop.clicks.at(-1)!, text: "all", color: theme.production, strong: true },
        { y: shop.clicksMost.at(-1)!, text: "the many", color: theme.quiet, strong: false },
        { y: shop.clicksFew.at(-1)!, text: "the few", color: theme.ink, strong: true },
      ],
      "y",
      (15 * top) / (heightOf(width) - 70),
      [0, top],
    );
    return {
      plot: {
        marginLeft: 46,
        marginRight: 72,
        marginTop: 22,
        x: { domain: [1, rounds] },
        y: { domain: [0, top] },
        marks: [
          axisX({ label: "round", ticks: narrow ? [1, 4, 7, 10] : 10 }),
          axisY({ label: "clicks per showing", ticks: 5, format: percentTick as never }),
          seriesLine(rows(shop.clicksMost), { x: "round", y: "value", color: theme.quiet, width: 1.2 }),
          seriesLine(rows(shop.clicksFew), { x: "round", y: "value", color: theme.ink, width: 1.6 }),
          seriesLine(rows(shop.clicks), { x: "round", y: "value", color: theme.production }),
          plainDot(rows(shop.clicksFew), { x: "round", y: "value", r: 3.5 }),
          productionDot(rows(shop.clicks), { x: "round", y: "value", r: 4 }),
          ...ends.map((end) =>
            directLabel([end], {
              x: () => rounds,
              y: "label",
              text: "text",
              color: end.color,
              strong: end.strong,
            }),
          ),
        ],
      },
      summary: sentence(shop),
      table: {
        columns: [
          { key: "round", label: "round" },
          { key: "all", label: "clicks per showing, all" },
          { key: "most", label: "the many" },
          { key: "few", label: "the few" },
          { key: "shown", label: "showings of the few’s items" },
        ],
        rows: shop.clicks.map((value, k) => ({
          round: String(k + 1),
          all: share(value),
          most: share(shop.clicksMost[k]!),
          few: share(shop.clicksFew[k]!),
          shown: share(shop.fewShown[k]!),
        })),
      },
    };
  },
};

function sentence(shop: ShopRun): string {
  const [from, to] = [shop.clicks[0]!, shop.clicks.at(-1)!];
  const change = Math.round(100 * (to / Math.max(1e-9, from) - 1));
  const moved = change > 0 ? `up by ${change} %` : change < 0 ? `down by ${-change} %` : "unchanged";
  return `The click rate goes from ${share(from)} to ${share(to)}, ${moved}; that of the few from ${share(shop.clicksFew[0]!)} to ${share(shop.clicksFew.at(-1)!)}.`;
}
