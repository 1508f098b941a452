import type { Figure } from "../contracts.ts";
import { axisX, axisY, Plot, percentTick, productionDot, seriesLine, trainingDot } from "../shared/plot.ts";
import type { AmountBin, Result } from "./result.ts";
import { share } from "./words.ts";

/** The amounts of both times; where the answer is to deflate, as the model then reads them. */
export const amounts: Figure<Result> = {
  title: "What is paid, then and two years later",
  needs: ["amounts", "chosen"],
  height: (width) => Math.round(Math.max(260, Math.min(330, width * 0.62))),
  draw({ amounts, chosen }, width, theme) {
    const narrow = width < 480;
    const isDeflated = chosen.id === "deflated";
    const rows = amounts.map((bin) => ({ ...bin, now: isDeflated ? bin.deflated : bin.production }));
    const name = (
      row: (typeof rows)[number],
      y: "training" | "now",
      words: string,
      right: boolean,
      fill: string,
    ) =>
      Plot.text([row], {
        x: "at",
        y,
        text: () => words,
        textAnchor: right ? "start" : "end",
        dx: right ? 9 : -9,
        dy: -8,
        fill,
        stroke: theme.paper,
        strokeWidth: 4,
        fontWeight: 650,
      } as never);
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: 46,
        marginRight: 14,
        x: { domain: [1.5, 9.6] },
        y: { domain: [0, 0.2], clamp: true },
        marks: [
          axisX({
            label: "amount, EUR",
            ticks: narrow ? [2, 4, 6, 8] : [2, 3, 4, 5, 6, 7, 8, 9],
            format: ((at: number) => String(2 ** at)) as never,
          }),
          axisY({ label: "share of the payments", ticks: 4, format: percentTick as never }),
          Plot.areaY(rows, {
            x: "at",
            y1: "training",
            y2: "now",
            fill: theme.ink,
            fillOpacity: 0.1,
          } as never),
          seriesLine(rows, { x: "at", y: "training", color: theme.training, width: 1.5 }),
          trainingDot(rows, { x: "at", y: "training", r: narrow ? 3.5 : 4 }),
          seriesLine(rows, { x: "at", y: "now", color: theme.production, width: 1.5 }),
          productionDot(rows, { x: "at", y: "now", r: narrow ? 3.5 : 4 }),
          name(rows[3]!, "training", "training", false, theme.training),
          name(rows[10]!, "now", isDeflated ? "later, deflated" : "two years later", true, theme.production),
        ],
      },
      summary: sentence(amounts, isDeflated),
      table: {
        columns: [
          { key: "amount", label: "amount" },
          { key: "training", label: "training" },
          { key: "production", label: "two years later" },
          { key: "deflated", label: "later, in the old prices" },
        ],
        rows: amounts.map((bin) => ({
          amount: bin.label,
          training: share(bin.training),
          production: share(bin.production),
          deflated: share(bin.deflated),
        })),
      },
    };
  },
};

/** Half the sum of the absolute differences: the share of payments that would have to move. */
const apart = (bins: readonly AmountBin[], of: "production" | "deflated") =>
  bins.reduce((sum, bin) => sum + Math.abs(bin[of] - bin.training), 0) / 2;

function sentence(bins: readonly AmountBin[], isDeflated: boolean): string {
  const [now, deflated] = [apart(bins, "production"), apart(bins, "deflated")];
  const first = `To make the later amounts like those of training, ${share(now)} of the payments would have to change their bin`;
  return isDeflated ? `${first}; divided by the rise of the prices, ${share(deflated)}.` : `${first}.`;
}
