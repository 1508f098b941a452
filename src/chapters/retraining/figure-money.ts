import type { Figure } from "../contracts.ts";
import { axisX, Plot } from "../shared/plot.ts";
import type { Outcome, Result } from "./result.ts";
import { euro, POLICY, share, whole } from "./words.ts";

const PARTS = [
  ["missed", "fraud let through"],
  ["reviews", "reviews"],
  ["insult", "honest, stopped"],
  ["retraining", "retraining"],
] as const;

/** What each policy costs, by kind. */
export const money: Figure<Result> = {
  title: "What each policy costs, in EUR per 1,000 payments",
  needs: ["outcomes"],
  height: (width) => (width < 480 ? 300 : 280),
  draw({ outcomes }, width, theme) {
    const narrow = width < 480;
    const fill = {
      missed: theme.alarm,
      reviews: theme.production,
      insult: theme.quiet,
      retraining: theme.training,
    };
    const top = Math.max(
      500,
      Math.ceil((1.12 * Math.max(...outcomes.map(({ total }) => total))) / 500) * 500,
    );
    const bars = outcomes.flatMap((outcome, row) => {
      let from = 0;
      return PARTS.map(([part, words]) => {
        const x1 = from;
        from += outcome[part];
        return { row, part, words, x1, x2: from };
      });
    });
    const best = cheapest(outcomes);
    const spots = narrow ? [0, 0, 0, 0] : [0, 0.3, 0.46, 0.7];
    return {
      plot: {
        marginLeft: narrow ? 80 : 96,
        marginRight: 56,
        marginTop: 54,
        marginBottom: 42,
        x: { domain: [0, top] },
        y: { domain: [2.5, -0.5], axis: null },
        marks: [
          axisX({ label: "EUR per 1,000 payments", ticks: narrow ? 3 : 5, format: whole as never }),
          Plot.gridX({ ticks: narrow ? 3 : 5, stroke: theme.rule, strokeOpacity: 1 } as never),
          ...PARTS.map(([part]) =>
            Plot.rect(
              bars.filter((bar) => bar.part === part),
              {
                x1: "x1",
                x2: "x2",
                y1: (bar: { row: number }) => bar.row - 0.3,
                y2: (bar: { row: number }) => bar.row + 0.3,
                fill: fill[part],
                fillOpacity: 0.8,
                insetRight: 1,
              } as never,
            ),
          ),
          Plot.text(outcomes, {
            y: (_: Outcome, row: number) => row,
            frameAnchor: "left",
            textAnchor: "end",
            dx: -10,
            text: ({ id }: Outcome) => POLICY[id]!,
            fill: theme.ink,
            fontWeight: ({ id }: Outcome) => (id === best.id ? 750 : 500),
          } as never),
          Plot.text(outcomes, {
            x: "total",
            y: (_: Outcome, row: number) => row,
            text: ({ total }: Outcome) => whole(total),
            textAnchor: "start",
            dx: 6,
            fill: theme.ink,
            fontWeight: ({ id }: Outcome) => (id === best.id ? 750 : 500),
          } as never),
          // The names of the parts stand over the bars, in their order; on a phone in two columns from the very edge.
          ...bars
            .filter(({ row }) => row === 1)
            .map((bar, k) =>
              Plot.text([bar], {
                x: () => spots[k]! * top,
                frameAnchor: "top",
                dx: narrow ? (k < 2 ? -72 : 56) : 0,
                dy: narrow && k % 2 === 1 ? -16 : -34,
                text: () => `■ ${bar.words}`,
                textAnchor: "start",
                fill: fill[bar.part],
                fontWeight: 600,
              } as never),
            ),
        ],
      },
      summary: sentence(outcomes),
      table: {
        columns: [
          { key: "policy", label: "retrained" },
          ...PARTS.map(([key, label]) => ({ key, label, unit: "EUR" })),
          { key: "total", label: "total per 1,000 payments", unit: "EUR" },
          { key: "retrainings", label: "retrainings" },
          { key: "recall", label: "fraud stopped" },
        ],
        rows: outcomes.map((outcome) => ({
          policy: POLICY[outcome.id]!,
          ...Object.fromEntries(PARTS.map(([part]) => [part, whole(outcome[part])])),
          total: whole(outcome.total),
          retrainings: outcome.retrainings,
          recall: share(outcome.recall),
        })),
      },
    };
  },
};

const cheapest = (outcomes: readonly Outcome[]) => outcomes.reduce((a, b) => (b.total < a.total ? b : a));

function sentence(outcomes: readonly Outcome[]): string {
  const best = cheapest(outcomes);
  const rest = outcomes.filter(({ id }) => id !== best.id);
  const others = rest.map(({ id, total }) => `${POLICY[id]} ${euro(total)}`).join(", ");
  const first =
    best.id === "never" ? "Not to retrain at all is cheapest" : `To retrain ${POLICY[best.id]} is cheapest`;
  return `${first}: ${euro(best.total)} per 1,000 payments, ${euro(best.retraining)} of them for the retraining itself; ${others}.`;
}
