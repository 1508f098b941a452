import type { Figure } from "../contracts.ts";
import { axisX, Plot, percentTick } from "../shared/plot.ts";
import type { Mix, Result } from "./result.ts";
import { points, share } from "./words.ts";

type Step = { name: string; x1: number; x2: number; kind: "level" | "part"; text: string };

export const mix: Figure<Result> = {
  title: "Why the fraud rate moved: who is there, and how they behave",
  needs: ["mix"],
  height: () => 250,
  draw({ mix }, width, theme) {
    const narrow = width < 420;
    const steps = mix === null ? [] : stepsOf(mix, narrow);
    // It grows in large steps, so that the picture stands still while a slider moves.
    const top = mix === null ? 0.06 : Math.max(0.06, 0.03 * Math.ceil((1.35 * mix.now) / 0.03));
    return {
      plot: {
        marginTop: 14,
        marginBottom: 40,
        marginLeft: narrow ? 104 : 150,
        marginRight: 24,
        x: { domain: [0, top], clamp: true },
        y: { type: "band", domain: steps.map((step) => step.name), padding: 0.42, axis: null },
        marks: [
          Plot.gridX({ ticks: 3, stroke: theme.rule, strokeOpacity: 1 } as never),
          axisX({ label: "fraud rate", ticks: 3, format: percentTick as never }),
          ...(mix === null
            ? [Plot.text(["nobody new in these weeks"], { frameAnchor: "middle", fill: theme.quiet })]
            : [
                Plot.barX(steps, {
                  x1: "x1",
                  x2: "x2",
                  y: "name",
                  fill: (step: Step) =>
                    step.kind === "part"
                      ? theme.ink
                      : step.name === steps[0]!.name
                        ? theme.training
                        : theme.production,
                  fillOpacity: (step: Step) => (step.kind === "part" ? 0.55 : 0.9),
                } as never),
                Plot.tickX(
                  steps.filter((step) => step.kind === "part"),
                  { x: "x2", y: "name", stroke: theme.ink, strokeWidth: 1.5 } as never,
                ),
                Plot.text(steps, {
                  x: () => 0,
                  y: "name",
                  text: "name",
                  textAnchor: "end",
                  dx: -10,
                  fill: theme.ink,
                } as never),
                Plot.text(steps, {
                  x: (step: Step) => Math.min(top * 0.8, Math.max(step.x1, step.x2)),
                  y: "name",
                  text: "text",
                  textAnchor: "start",
                  dx: 8,
                  fill: theme.ink,
                  stroke: theme.paper,
                  strokeWidth: 4,
                  fontWeight: 600,
                } as never),
              ]),
        ],
      },
      summary: sentence(mix),
      table: {
        columns: [
          { key: "part", label: "part" },
          { key: "size", label: "size" },
        ],
        rows:
          mix === null
            ? [{ part: "nobody new", size: null }]
            : stepsOf(mix, false).map((step) => ({ part: step.name, size: step.text })),
      },
    };
  },
};

function stepsOf({ before, now, mix, rate, interaction }: Mix, narrow: boolean): Step[] {
  const afterMix = before + mix;
  const afterRate = afterMix + rate;
  const names = narrow
    ? ["training", "mix", "rate", "both", "production"]
    : ["training", "mix: who is there", "rate: how they behave", "both at once", "production, 3 weeks"];
  return [
    { name: names[0]!, x1: 0, x2: before, kind: "level", text: share(before) },
    { name: names[1]!, x1: before, x2: afterMix, kind: "part", text: points(mix) },
    { name: names[2]!, x1: afterMix, x2: afterRate, kind: "part", text: points(rate) },
    { name: names[3]!, x1: afterRate, x2: now, kind: "part", text: points(interaction) },
    { name: names[4]!, x1: 0, x2: now, kind: "level", text: share(now) },
  ];
}

function sentence(mix: Mix | null): string {
  if (mix === null) return "Nobody new has paid in these weeks, so that there is nothing to take apart.";
  const { before, now } = mix;
  return `The fraud rate goes from ${share(before)} to ${share(now)}; ${points(mix.mix)} of that come from other people being there, ${points(mix.rate)} from the known ones behaving otherwise, and the parts add up exactly.`;
}
