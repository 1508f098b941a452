import type { Figure } from "../contracts.ts";
import { axisX, Plot } from "../shared/plot.ts";
import type { Result, Split } from "./result.ts";
import { share, signed } from "./words.ts";

type Bin = Split["bins"][number];

/** The same challenger, split by user and by payment. */
export const split: Figure<Result> = {
  title: "One challenger, split by user and by payment, many times over",
  needs: ["split"],
  height: (width) => Math.round(Math.max(280, Math.min(330, width * 0.6))),
  draw({ split }, width, theme) {
    const narrow = width < 480;
    const most = Math.max(...split.bins.flatMap(({ user, payment }) => [user, payment]));
    const half = split.width / 2;
    const bars = (way: "user" | "payment", sign: 1 | -1) =>
      Plot.rect(split.bins, {
        x1: ({ at }: Bin) => at - half,
        x2: ({ at }: Bin) => at + half,
        y1: () => 0,
        y2: (bin: Bin) => sign * bin[way],
        fill: way === "user" ? theme.ink : theme.quiet,
        fillOpacity: way === "user" ? 0.75 : 0.45,
        insetLeft: 0.5,
        insetRight: 0.5,
      } as never);
    const low = split.bins[0]!.at - half;
    const high = split.bins.at(-1)!.at + half;
    const left = split.truth > (low + high) / 2;
    const note = (text: string, sign: 1 | -1) =>
      Plot.text([text], {
        frameAnchor: `${sign === 1 ? "top" : "bottom"}-${left ? "left" : "right"}`,
        dy: sign === 1 ? 4 : -4,
        fill: theme.ink,
        fontWeight: 650,
      } as never);
    const mean = (value: number, sign: 1 | -1) => [
      Plot.link([{}], {
        x1: () => value,
        x2: () => value,
        y1: () => 0,
        y2: () => sign * most * 1.1,
        stroke: theme.ink,
        strokeWidth: 2,
      } as never),
    ];
    return {
      plot: {
        marginTop: 34,
        marginBottom: 40,
        marginLeft: 14,
        marginRight: 14,
        x: { domain: [low, high] },
        y: { domain: [-1.35 * most, 1.35 * most], axis: null },
        marks: [
          axisX({
            label: narrow
              ? "difference per 1,000 payments"
              : "measured difference, chargebacks per 1,000 payments",
            ticks: narrow ? 4 : 7,
            format: ((value: number) => signed(value, 0)) as never,
          }),
          bars("user", 1),
          bars("payment", -1),
          Plot.ruleY([0], { stroke: theme.ink } as never),
          ...mean(split.user.mean, 1),
          ...mean(split.payment.mean, -1),
          Plot.ruleX([split.truth], { stroke: theme.production, strokeWidth: 3 } as never),
          Plot.text([{}], {
            x: () => split.truth,
            frameAnchor: "top",
            dy: -18,
            text: () => `◆ true: ${signed(split.truth)}`,
            fill: theme.production,
            fontWeight: 650,
          } as never),
          note(`by user: ${signed(split.user.mean)}`, 1),
          note(`by payment: ${signed(split.payment.mean)}`, -1),
        ],
      },
      summary: sentence(split),
      table: {
        columns: [
          { key: "at", label: "difference per 1,000, about" },
          { key: "user", label: "splits by user" },
          { key: "payment", label: "splits by payment" },
        ],
        rows: [
          ...split.bins.map(({ at, user, payment }) => ({ at: signed(at, 2), user, payment })),
          { at: "their mean", user: signed(split.user.mean), payment: signed(split.payment.mean) },
          { at: "the truth", user: signed(split.truth), payment: signed(split.truth) },
        ],
      },
    };
  },
};

function sentence({ truth, user, payment, splits, kept }: Split): string {
  const measured = `Over ${splits} splits, by user the mean difference is ${signed(user.mean)}, by payment ${signed(payment.mean)}; the truth is ${signed(truth)}.`;
  return Math.abs(truth) < 1
    ? measured
    : `${measured} By payment ${share(Math.abs(kept))} of the effect is left.`;
}
