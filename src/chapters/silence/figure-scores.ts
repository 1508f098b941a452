import type { Figure } from "../contracts.ts";
import { axisX, axisY, directLabel, Plot, percentTick } from "../shared/plot.ts";
import type { Result, Scores } from "./result.ts";
import { share, whole } from "./words.ts";

const heightOf = (width: number) => Math.round(Math.max(270, Math.min(330, width * 0.58)));
const logit = (p: number) => Math.log(p / (1 - p));

export const scores: Figure<Result> = {
  title: "Scores of active users, before the outage and in it",
  needs: ["scores", "numbers"],
  height: heightOf,
  draw({ scores }, width, theme) {
    const narrow = width < 480;
    const { bins } = scores;
    const top = Math.max(
      0.15,
      Math.ceil(Math.max(...bins.flatMap((bin) => [bin.before, bin.during])) * 20) / 20,
    );
    const steps = bins.flatMap((bin) => [
      { x: bin.low, before: bin.before, during: bin.during },
      { x: bin.high, before: bin.before, during: bin.during },
    ]);
    const peak = (key: "before" | "during") => {
      const gap = (bin: Scores["bins"][number]) =>
        key === "before" ? bin.before - bin.during : bin.during - bin.before;
      const best = bins.reduce((a, b) => (gap(b) > gap(a) ? b : a));
      return { x: (best.low + best.high) / 2, y: best[key] };
    };
    const ticks = narrow ? [0.003, 0.01, 0.1, 0.5] : [0.003, 0.01, 0.03, 0.1, 0.3];
    const side = (key: "before" | "during", color: string, dash?: string) => [
      Plot.areaY(steps, { x: "x", y1: () => 0, y2: key, fill: color, fillOpacity: 0.16 } as never),
      Plot.line(steps, {
        x: "x",
        y: key,
        stroke: color,
        strokeWidth: 2,
        strokeLinejoin: "round",
        ...(dash ? { strokeDasharray: dash } : {}),
      } as never),
    ];
    const [a, b] = [peak("before"), peak("during")];
    return {
      plot: {
        marginLeft: 46,
        marginTop: 30,
        x: { domain: [bins[0]!.low, bins.at(-1)!.high] },
        y: { domain: [0, top] },
        marks: [
          axisX({
            label: "score: the model’s probability of fraud",
            ticks: ticks.map(logit),
            format: ((at: number) => `${Number((100 / (1 + Math.exp(-at))).toPrecision(1))} %`) as never,
          }),
          axisY({
            label: narrow ? "of their payments" : "share of their payments",
            ticks: 4,
            format: percentTick as never,
          }),
          ...side("before", theme.training),
          ...side("during", theme.production, "6,3"),
          Plot.ruleX([scores.threshold], { stroke: theme.ink, strokeDasharray: "3,3" }),
          Plot.text([{ x: scores.threshold, text: "stopped →" }], {
            x: "x",
            text: "text",
            frameAnchor: "top",
            textAnchor: narrow ? "middle" : "start",
            dy: -18,
            dx: narrow ? 0 : -2,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          ...[
            { ...a, text: "● before", color: theme.training, side: a.x > b.x ? "right" : "left" },
            { ...b, text: "◆ in the outage", color: theme.production, side: a.x > b.x ? "left" : "right" },
          ].map(({ side, color, ...at }) =>
            directLabel([at], { x: "x", y: "y", text: "text", side: side as "left", color, strong: true }),
          ),
        ],
      },
      summary: sentence(scores),
      table: {
        columns: [
          { key: "score", label: "score" },
          { key: "before", label: "before", unit: "share of payments" },
          { key: "during", label: "in the outage", unit: "share of payments" },
        ],
        rows: bins.map((bin) => ({
          score: `${share(1 / (1 + Math.exp(-bin.low)))} to ${share(1 / (1 + Math.exp(-bin.high)))}`,
          before: share(bin.before),
          during: share(bin.during),
        })),
      },
    };
  },
};

function sentence(scores: Scores): string {
  const { beforeRows, duringRows, beforeMean, duringMean, beforeStopped, duringStopped } = scores;
  if (beforeRows === 0 || duringRows === 0) return "There is no payment of an active user to compare.";
  const drop = 1 - duringMean / beforeMean;
  const base = `Active users’ mean score is ${share(beforeMean)} before and ${share(duringMean)} in the outage; ${share(beforeStopped)} and ${share(duringStopped)} of their payments are stopped`;
  if (drop > 0.15) return `${base}: the same people look safer, though nothing about them changed.`;
  return drop < -0.15
    ? `${base}: the same people look more dangerous, though nothing about them changed.`
    : `${base}: the ${whole(duringRows)} payments are judged much as before.`;
}
