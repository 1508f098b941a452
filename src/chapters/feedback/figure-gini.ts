import type { Figure } from "../contracts.ts";
import { axisX, axisY, directLabel, labelsApart, productionDot, seriesLine } from "../shared/plot.ts";
import type { Result } from "./result.ts";
import { two } from "./words.ts";

const heightOf = (width: number) => Math.round(Math.max(290, Math.min(340, width * 0.6)));

export const gini: Figure<Result> = {
  title: "How unequally the items are shown: Gini index and entropy",
  needs: ["shop", "shops"],
  height: heightOf,
  draw({ shop, shops }, width, theme) {
    const narrow = width < 480;
    const rounds = shop.gini.length;
    const rows = (values: readonly number[]) => values.map((value, k) => ({ round: k + 1, value }));
    const others = shops.filter(({ id }) => id !== shop.id);
    const names = {
      nothing: "do nothing",
      explore: narrow ? "random places" : "randomised places",
      weigh: narrow ? "and weighed" : "and weighted clicks",
    };
    const ends = labelsApart(
      [
        ...others.map((one) => ({
          y: one.gini.at(-1)!,
          text: names[one.id],
          color: theme.quiet,
          strong: false,
        })),
        { y: shop.gini.at(-1)!, text: "Gini index", color: theme.production, strong: true },
        { y: shop.entropy.at(-1)!, text: "entropy", color: theme.ink, strong: true },
      ],
      "y",
      15 / (heightOf(width) - 70),
      [0.02, 0.99],
    );
    return {
      plot: {
        marginLeft: 40,
        marginRight: narrow ? 102 : 138,
        marginTop: 22,
        x: { domain: [1, rounds] },
        y: { domain: [0, 1] },
        marks: [
          axisX({ label: "round", ticks: narrow ? [1, 4, 7, 10] : 10 }),
          axisY({
            label: narrow
              ? "Gini 0, entropy 1: all alike"
              : "from 0 to 1; Gini index 0 and entropy 1: all alike",
            ticks: 5,
          }),
          ...others.map((one) =>
            seriesLine(rows(one.gini), { x: "round", y: "value", color: theme.quiet, width: 1.2 }),
          ),
          seriesLine(rows(shop.entropy), {
            x: "round",
            y: "value",
            color: theme.ink,
            dash: "5,4",
            width: 1.6,
          }),
          seriesLine(rows(shop.gini), { x: "round", y: "value", color: theme.production }),
          productionDot(rows(shop.gini), { x: "round", y: "value", r: 4 }),
          ...ends.map((end) =>
            directLabel([end], {
              x: () => rounds,
              y: "label",
              text: "text",
              color: end.color,
              strong: end.strong,
              gap: 8,
            }),
          ),
        ],
      },
      summary: `The Gini index goes from ${two(shop.gini[0]!)} to ${two(shop.gini.at(-1)!)}, the entropy from ${two(shop.entropy[0]!)} to ${two(shop.entropy.at(-1)!)} of its maximum; under the other two ways the index ends at ${others.map((one) => two(one.gini.at(-1)!)).join(" and ")}.`,
      table: {
        columns: [
          { key: "round", label: "round" },
          { key: "entropy", label: "entropy, over its maximum" },
          ...shops.map(({ id, words }) => ({ key: id, label: `Gini index: ${words}` })),
        ],
        rows: shop.gini.map((_, k) => ({
          round: String(k + 1),
          entropy: two(shop.entropy[k]!),
          ...Object.fromEntries(shops.map((one) => [one.id, two(one.gini[k]!)])),
        })),
      },
    };
  },
};
