import type { Figure } from "../contracts.ts";
import { axisX, axisY, hatch, Plot, ruleAtY } from "../shared/plot.ts";
import type { Result } from "./result.ts";
import { counted, percent } from "./words.ts";

/** How many detectors it takes to see how many failures: the greedy cover, step by step. */
export const cover: Figure<Result> = {
  title: "How many detectors see how many failures",
  needs: ["grown", "numbers"],
  height: (width) => Math.round(Math.max(320, Math.min(400, width * 0.55))),
  draw({ grown, numbers }, width, theme) {
    const narrow = width < 480;
    const steps = [{ at: 0, seen: 0 }, ...grown.map(({ seen }, i) => ({ at: i + 1, seen }))];
    const most = Math.max(4, grown.length);
    const labels = grown.map((step, i) => ({
      at: i + 1,
      seen: step.seen,
      name: narrow ? shorter(step.name) : step.name,
      price: percent(step.falseAlarms),
      adds: `+${step.adds.length}`,
    }));
    const last = grown.at(-1);
    return {
      plot: {
        marginLeft: 40,
        marginRight: narrow ? 14 : 24,
        marginTop: 28,
        marginBottom: 44,
        x: { domain: [0, most + (narrow ? 0.9 : 1.4)] },
        y: { domain: [0, numbers.failures] },
        marks: [
          axisX({
            label: "detectors in the set",
            ticks: Array.from({ length: most + 1 }, (_, i) => i),
            format: ((value: number) => String(value)) as never,
          }),
          axisY({ label: "failures seen", ticks: 5, format: ((value: number) => String(value)) as never }),
          ...(numbers.blind > 0
            ? [
                hatch([{ y1: numbers.seen, y2: numbers.failures }], { y1: "y1", y2: "y2" }),
                Plot.text([`${counted(numbers.blind, "blind spot")}: no detector sees them`], {
                  x: 0.1,
                  y: numbers.failures - numbers.blind / 2,
                  textAnchor: "start",
                  fill: theme.ink,
                  stroke: theme.paper,
                  strokeWidth: 5,
                } as never),
                ruleAtY(numbers.seen, theme.ink),
              ]
            : []),
          Plot.line(steps, {
            x: "at",
            y: "seen",
            curve: "step-after",
            stroke: theme.alarm,
            strokeWidth: 2,
          } as never),
          Plot.dot(labels, {
            x: "at",
            y: "seen",
            r: 4.5,
            symbol: "square",
            fill: theme.alarm,
            stroke: theme.paper,
          } as never),
          Plot.text(labels, {
            x: "at",
            y: "seen",
            text: (one: (typeof labels)[number]) => `${one.name}`,
            textAnchor: "start",
            dx: 8,
            dy: 11,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
            fontWeight: 550,
          } as never),
          Plot.text(labels, {
            x: "at",
            y: "seen",
            text: (one: (typeof labels)[number]) =>
              narrow ? `${one.price} false` : `${one.adds}, on the twin ${one.price}`,
            textAnchor: "start",
            dx: 8,
            dy: 25,
            fill: theme.quiet,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
        ],
      },
      summary: last
        ? `${counted(grown.length, "detector")} see ${numbers.seen} of ${counted(numbers.failures, "failure")}, and at least one of them rings on the healthy twin in ${percent(last.falseAlarms)} of the seeds. ${numbers.halfSize === 1 ? "One sees" : `${numbers.halfSize} see`} half of what can be seen.`
        : "At this strength and with so few seeds no detector sees anything for certain.",
      table: {
        columns: [
          { key: "step", label: "detectors" },
          { key: "name", label: "the one that is added" },
          { key: "adds", label: "failures that it adds" },
          { key: "seen", label: "failures seen" },
          { key: "falseAlarms", label: "rings on the healthy twin", unit: "share of seeds" },
          { key: "low", label: "from" },
          { key: "high", label: "to" },
        ],
        rows: grown.map((step, i) => ({ ...step, step: i + 1, adds: step.adds.join(", ") })),
      },
    };
  },
};

const shorter = (name: string) => (name.length > 15 ? `${name.slice(0, 14).trimEnd()}…` : name);
