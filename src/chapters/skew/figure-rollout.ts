import type { Figure } from "../contracts.ts";
import { axisX, axisY, Plot, percentTick, productionDot, seriesLine } from "../shared/plot.ts";
import type { Result, Rollout } from "./result.ts";
import { share, three, two } from "./words.ts";

export const rollout: Figure<Result> = {
  title: "The roll-out: ROC AUC as the new service takes more of the payments",
  needs: ["rollout"],
  height: (width) => Math.round(Math.max(260, Math.min(330, width * 0.52))),
  draw({ rollout }, width, theme) {
    const narrow = width < 480;
    const known = rollout.filter(({ rocAuc }) => Number.isFinite(rocAuc));
    const [first, last] = [known[0], known.at(-1)];
    const low = Math.floor(Math.min(1, ...known.map(({ rocAuc }) => rocAuc)) * 50 - 0.4) / 50;
    const high = Math.ceil(Math.max(0, ...known.map(({ rocAuc }) => rocAuc)) * 50 + 0.4) / 50;
    const proportional = first && last ? [first, last] : [];
    const half = known.find(({ share }) => share === 0.5);
    const chord = half && first && last ? { share: 0.5, rocAuc: (first.rocAuc + last.rocAuc) / 2 } : null;
    return {
      plot: {
        marginLeft: 48,
        marginRight: narrow ? 20 : 40,
        marginTop: 28,
        x: { domain: [-0.02, 1.02] },
        y: { domain: known.length === 0 ? [0.5, 1] : [low, high] },
        marks: [
          axisX({
            label: "payments served by the new service",
            ticks: narrow ? [0, 0.5, 1] : [0, 0.1, 0.25, 0.5, 0.75, 1],
            format: percentTick as never,
          }),
          axisY({ label: "ROC AUC", ticks: 5, format: ((at: number) => at.toFixed(2)) as never }),
          seriesLine(proportional, { x: "share", y: "rocAuc", color: theme.quiet, dash: "4,3", width: 1.4 }),
          ...(chord && half && Math.abs(chord.rocAuc - half.rocAuc) > 0.002
            ? [
                Plot.link([{ x: 0.5, y1: chord.rocAuc, y2: half.rocAuc }], {
                  x1: "x",
                  x2: "x",
                  y1: "y1",
                  y2: "y2",
                  stroke: theme.ink,
                  strokeWidth: 1.2,
                } as never),
                Plot.text([{ share: 0.68, rocAuc: first!.rocAuc + 0.68 * (last!.rocAuc - first!.rocAuc) }], {
                  x: "share",
                  y: "rocAuc",
                  text: () => "in proportion",
                  textAnchor: first!.rocAuc > last!.rocAuc ? "start" : "end",
                  dy: -12,
                  fill: theme.quiet,
                } as never),
              ]
            : []),
          seriesLine(known, { x: "share", y: "rocAuc", color: theme.production }),
          productionDot(known, { x: "share", y: "rocAuc", r: 4.5 }),
          ...(half && chord
            ? [
                Plot.text([half], {
                  x: "share",
                  y: "rocAuc",
                  text: () => `half of them: ${two(half.rocAuc)}`,
                  textAnchor: "end",
                  dx: -6,
                  dy: chord.rocAuc > half.rocAuc ? 16 : -16,
                  fill: theme.ink,
                  stroke: theme.paper,
                  strokeWidth: 4,
                  fontWeight: 650,
                } as never),
              ]
            : []),
        ],
      },
      summary: sentence(known),
      table: {
        columns: [
          { key: "share", label: "served by the new service" },
          { key: "rocAuc", label: "ROC AUC" },
          { key: "stopped", label: "stopped" },
        ],
        rows: rollout.map((one) => ({
          share: share(one.share),
          rocAuc: three(one.rocAuc),
          stopped: share(one.stopped),
        })),
      },
    };
  },
};

function sentence(known: readonly Rollout[]): string {
  const of = (at: number) => known.find(({ share }) => share === at)?.rocAuc;
  const [none, half, all] = [of(0), of(0.5), of(1)];
  if (none === undefined || half === undefined || all === undefined)
    return "There are too few frauds in these days to tell.";
  const base = `Served by the old code ROC AUC is ${two(none)}, with half of the payments on the new service ${two(half)}, with all of them ${two(all)}`;
  const [lost, atHalf] = [none - all, none - half];
  if (lost < 0.004 && atHalf < 0.004)
    return `${base}: with these settings next to nothing is lost at any stage.`;
  if (atHalf > 1.03 * lost) return `${base}: half of the way costs more than the whole.`;
  if (atHalf > 0.75 * lost)
    return `${base}: ${share(atHalf / lost)} of the loss is there at half of the traffic, for the payments of both services compete in one ranking.`;
  return `${base}: about in proportion to the traffic, for each payment is judged for itself.`;
}
