import type { Figure } from "../contracts.ts";
import { axisY, Plot } from "../shared/plot.ts";
import type { CostPoint, Result } from "./result.ts";
import { euro, round, whole } from "./words.ts";

const heightOf = (width: number) => (width < 480 ? 330 : 320);
const PARTS = [
  ["missed", "frauds it let pass"],
  ["learning", "let through to learn"],
  ["insult", "honest, blocked"],
] as const;

export const cost: Figure<Result> = {
  title: "What letting some through costs, and what it saves",
  needs: ["cost"],
  height: heightOf,
  draw({ cost }, width, theme) {
    const narrow = width < 480;
    const colors = { missed: theme.alarm, learning: theme.production, insult: theme.quiet };
    const top = Math.max(100, Math.ceil((1.08 * Math.max(...cost.map(({ total }) => total))) / 200) * 200);
    const bars = cost.flatMap((point) => {
      let from = 0;
      return PARTS.map(([part, words]) => {
        const y1 = from;
        from += point[part];
        return { share: point.explore, part, words, y1, y2: from };
      });
    });
    const cheapest = cheapestOf(cost);
    const lastBars = bars.filter(({ share }) => share === cost.at(-1)!.explore);
    return {
      plot: {
        marginLeft: 52,
        marginRight: narrow ? 8 : 138,
        marginTop: narrow ? 58 : 24,
        marginBottom: 44,
        x: { domain: cost.map(({ explore }) => explore), type: "band", padding: 0.28, axis: null },
        y: { domain: [0, top] },
        marks: [
          axisY({ label: "EUR per 1,000 payments", ticks: 5 }),
          ...PARTS.map(([part]) =>
            Plot.rect(
              bars.filter((bar) => bar.part === part),
              {
                x: "share",
                y1: "y1",
                y2: "y2",
                fill: colors[part],
                fillOpacity: part === "missed" ? 0.85 : 0.75,
                insetTop: 0.5,
              } as never,
            ),
          ),
          Plot.text(cost, {
            x: "explore",
            y: "total",
            text: ({ total }: CostPoint) => whole(total),
            lineAnchor: "bottom",
            dy: -4,
            fill: theme.ink,
            fontWeight: ({ explore }: CostPoint) => (explore === cheapest.explore ? 750 : 500),
          } as never),
          ...(narrow
            ? PARTS.map(([part, words], i) =>
                Plot.text([words], {
                  frameAnchor: "top-right",
                  lineAnchor: "bottom",
                  textAnchor: "end",
                  dy: -4 - 16 * i,
                  fill: colors[part],
                  fontWeight: 650,
                } as never),
              )
            : lastBars.map((bar) =>
                Plot.text([bar], {
                  x: "share",
                  y: () => (bar.y1 + bar.y2) / 2,
                  text: "words",
                  textAnchor: "start",
                  dx: ((width - 190) / cost.length) * 0.36 + 8,
                  dy: bar.part === "insult" ? -8 : 0,
                  fill: colors[bar.part],
                  fontWeight: 600,
                } as never),
              )),
          Plot.axisX({
            tickSize: 0,
            tickPadding: 6,
            tickFormat: ((share: number) => round(share)) as never,
            label: narrow
              ? "blocked payments let through"
              : "share of the blocked payments that is let through at random, and weighted",
            labelAnchor: "center",
            labelArrow: "none",
            color: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(cost),
      table: {
        columns: [
          { key: "explore", label: "blocked payments let through" },
          { key: "missed", label: "frauds the model let pass", unit: "EUR" },
          { key: "learning", label: "frauds let through to learn", unit: "EUR" },
          { key: "insult", label: "honest payments blocked", unit: "EUR" },
          { key: "total", label: "total per 1,000 payments", unit: "EUR" },
          { key: "learned", label: "outcomes learned" },
        ],
        rows: cost.map((point) => ({
          explore: round(point.explore),
          missed: whole(point.missed),
          learning: whole(point.learning),
          insult: whole(point.insult),
          total: whole(point.total),
          learned: whole(point.learned),
        })),
      },
    };
  },
};

const cheapestOf = (cost: readonly CostPoint[]) => cost.reduce((a, b) => (b.total < a.total ? b : a));

function sentence(cost: readonly CostPoint[]): string {
  const none = cost[0]!;
  const best = cheapestOf(cost);
  const most = cost.at(-1)!;
  const first = `Learning nothing costs ${euro(none.total)} per 1,000 payments`;
  return best.explore === 0
    ? `${first}; in this world every share let through costs more, up to ${euro(most.total)} at ${round(most.explore)}.`
    : `${first}; letting ${round(best.explore)} through costs ${euro(best.learning)} of fraud for learning and ends at ${euro(best.total)}; at ${round(most.explore)} it is ${euro(most.total)}.`;
}
