import type { Figure } from "../contracts.ts";
import { axisX, axisY, Plot, percentTick, productionDot, seriesLine, trainingDot } from "../shared/plot.ts";
import type { Result, Spread } from "./result.ts";
import { share, whole } from "./words.ts";

type Look = {
  title: string;
  needs: "amounts" | "tenures";
  domain: readonly [number, number];
  label: string;
  ticks: readonly number[];
  what: string;
};

function inputs(look: Look): Figure<Result> {
  return {
    title: look.title,
    needs: [look.needs],
    height: (width) => Math.round(Math.max(230, Math.min(290, width * 0.6))),
    draw(result, width, theme) {
      const bins = result[look.needs];
      const [left, right] = [bins[4]!, bins[bins.length - 5]!];
      const name = (bin: Spread, y: "training" | "production", end: boolean) =>
        Plot.text([bin], {
          x: "at",
          y,
          text: () => (y === "training" ? "training" : width < 420 ? "production" : "after the change"),
          textAnchor: end ? "end" : "start",
          dx: end ? -8 : 8,
          dy: -9,
          fill: y === "training" ? theme.training : theme.production,
          stroke: theme.paper,
          strokeWidth: 4,
          fontWeight: 600,
        } as never);
      return {
        plot: {
          marginTop: 28,
          marginBottom: 40,
          marginLeft: 44,
          marginRight: 14,
          x: { domain: [...look.domain] },
          y: { domain: [0, 0.2], clamp: true },
          marks: [
            axisX({
              label: look.label,
              ticks: look.ticks,
              format: ((at: number) => whole(2 ** at)) as never,
            }),
            axisY({ label: "share of the payments", ticks: 4, format: percentTick as never }),
            seriesLine(bins, { x: "at", y: "training", color: theme.training, width: 1.5 }),
            seriesLine(bins, { x: "at", y: "production", color: theme.production, width: 1.5, dash: "3,3" }),
            trainingDot(bins, { x: "at", y: "training", r: 4 }),
            productionDot(bins, { x: "at", y: "production", r: 4 }),
            name(left, "training", true),
            name(right, "production", false),
          ],
        },
        summary: sentence(bins, look.what),
        table: {
          columns: [
            { key: "bin", label: look.what },
            { key: "training", label: "training" },
            { key: "production", label: "after the change" },
          ],
          rows: bins.map((bin) => ({
            bin: bin.label,
            training: share(bin.training),
            production: share(bin.production),
          })),
        },
      };
    },
  };
}

function sentence(bins: readonly Spread[], what: string): string {
  const moved = bins.reduce((sum, bin) => sum + Math.abs(bin.production - bin.training), 0) / 2;
  return `By ${what} the payments before and after the change are spread alike: to make the two equal, ${share(moved)} of them would have to move.`;
}

export const amounts = inputs({
  title: "What monitoring sees: the amounts",
  needs: "amounts",
  domain: [1, 9],
  label: "amount, EUR",
  ticks: [1, 3, 5, 7, 9],
  what: "amount",
});

export const tenures = inputs({
  title: "What monitoring sees: the ages of the accounts",
  needs: "tenures",
  domain: [5, 12],
  label: "age of the account, days",
  ticks: [5, 7, 9, 11],
  what: "age of the account",
});
