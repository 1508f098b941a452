import type { Figure } from "../contracts.ts";
import { axisX, labelsApart, Plot, percentTick } from "../shared/plot.ts";
import type { Result, Ribbon } from "./result.ts";
import { round as percent } from "./words.ts";

const heightOf = (width: number) => (width < 480 ? 400 : 440);
/** Items with at least this share in the last round have their name at the end of their ribbon. */
const NAMED = 0.06;

type Point = { item: string; round: number; y1: number; y2: number; few: boolean; shade: number };

export const ribbons: Figure<Result> = {
  title: "Who is shown: each item’s share of the shop, round by round",
  needs: ["ribbons"],
  height: heightOf,
  draw({ ribbons }, width, theme) {
    const narrow = width < 480;
    const rounds = ribbons[0]!.shares.length;
    // From the foot: the few's items, then the others, the greatest at the top.
    const order = [...ribbons].reverse();
    const upTo = new Float64Array(rounds);
    const points: Point[] = order.flatMap((ribbon, place) =>
      ribbon.shares.map((share, k) => {
        const y1 = upTo[k]!;
        upTo[k] = y1 + share;
        return { item: ribbon.item, round: k + 1, y1, y2: upTo[k]!, few: ribbon.few, shade: place % 3 };
      }),
    );
    const few = ribbons.filter((one) => one.few);
    const sumAt = (k: number) => few.reduce((sum, one) => sum + one.shares[k]!, 0);
    const ends = points.filter(({ round }) => round === rounds);
    const named = ribbons
      .filter((one) => !one.few && one.shares.at(-1)! >= NAMED)
      .map((one) => {
        const { y1, y2 } = ends.find(({ item }) => item === one.item)!;
        return { y: (y1 + y2) / 2, text: `${one.item}  ${percent(one.shares.at(-1)!)}` };
      });
    const labels = labelsApart(
      [...named, { y: sumAt(rounds - 1) / 2, text: `the few’s  ${percent(sumAt(rounds - 1))}` }],
      "y",
      15 / (heightOf(width) - 70),
      [0.015, 0.985],
    );
    const opacity = [0.55, 0.7, 0.42];
    return {
      plot: {
        marginLeft: 14,
        marginRight: narrow ? 92 : 104,
        marginTop: 26,
        x: { domain: [1, rounds] },
        y: { domain: [0, 1], axis: null },
        marks: [
          axisX({
            label: "round (the first shows all items alike, by chance)",
            ticks: narrow ? [1, 4, 7, 10] : 10,
          }),
          ...order.map((ribbon) => {
            const own = points.filter(({ item }) => item === ribbon.item);
            return Plot.areaY(own, {
              x: "round",
              y1: "y1",
              y2: "y2",
              curve: "bump-x",
              fill: ribbon.few ? theme.ink : theme.production,
              fillOpacity: ribbon.few ? 0.28 + 0.08 * own[0]!.shade : opacity[own[0]!.shade]!,
              stroke: theme.paper,
              strokeWidth: 0.75,
              title: () =>
                `${ribbon.item}: ${percent(ribbon.shares[0]!)} to ${percent(ribbon.shares.at(-1)!)}`,
            } as never);
          }),
          Plot.text(
            [
              { y: (1 + sumAt(0)) / 2, text: "items for the many" },
              { y: sumAt(0) / 2, text: "items for the few" },
            ],
            {
              x: () => 1,
              y: "y",
              text: "text",
              textAnchor: "start",
              dx: 8,
              fill: theme.ink,
              stroke: theme.paper,
              strokeWidth: 4,
              fontWeight: 650,
            } as never,
          ),
          Plot.text(labels, {
            x: () => rounds,
            y: "label",
            text: "text",
            textAnchor: "start",
            dx: 6,
            fill: theme.ink,
            fontWeight: 600,
          } as never),
          Plot.text([`share of all showings, ${ribbons.length} items`], {
            frameAnchor: "top-left",
            lineAnchor: "bottom",
            textAnchor: "start",
            dy: -6,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(ribbons),
      table: {
        columns: [
          { key: "item", label: "item" },
          { key: "audience", label: "pleases" },
          { key: "rank", label: "rank by true click rate" },
          ...ribbons[0]!.shares.map((_, k) => ({ key: `round${k + 1}`, label: `round ${k + 1}` })),
        ],
        rows: ribbons.map((one) => ({
          item: one.item,
          audience: one.few ? "the few" : "the many",
          rank: String(one.rank),
          ...Object.fromEntries(one.shares.map((share, k) => [`round${k + 1}`, percentTick(share)])),
        })),
      },
    };
  },
};

function sentence(ribbons: readonly Ribbon[]): string {
  const most = ribbons.reduce((a, b) => (b.shares.at(-1)! > a.shares.at(-1)! ? b : a));
  const equal = 1 / ribbons.length;
  const starving = ribbons.filter((one) => one.shares.at(-1)! < equal / 5).length;
  const few = (k: number) => ribbons.reduce((sum, one) => sum + (one.few ? one.shares.at(k)! : 0), 0);
  const rank = most.rank === 1 ? "truly the best" : `number ${most.rank} by its true click rate`;
  return `${most.item[0]!.toUpperCase()}${most.item.slice(1)}, ${rank}, ends with ${percent(most.shares.at(-1)!)} of all showings; ${starving} of ${ribbons.length} items end with less than a fifth of an equal share, and the few’s items go from ${percent(few(0))} to ${percent(few(-1))}.`;
}
