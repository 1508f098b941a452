import type { Figure } from "../contracts.ts";
import { axisX, axisY, theme as colours, directLabel, Plot, percentTick } from "../shared/plot.ts";
import { type Result, type Samples, SEEN, type Step } from "./result.ts";
import { chance, share, three, two, whole } from "./words.ts";

/** Both distribution functions, the largest gap between them, and the area between them. */
export const ecdf: Figure<Result> = {
  title: "Two samples: the gap and the area between them",
  needs: ["samples"],
  height: (width) => Math.round(Math.max(300, Math.min(400, width * 0.66))),
  draw({ samples }, width, theme) {
    const narrow = width < 480;
    const { steps, at, firstAt, secondAt, gap, area } = samples;
    const inSight = at > SEEN[0] && at < SEEN[1];
    const right = at < 1.2;
    // The words for the area stand in the corner that the curves leave free.
    const left = samples.mean < 0;
    // Where each curve is named: at a height at which it runs free of the other.
    const xAt = (side: "first" | "second", height: number) =>
      steps.find((step) => step[side] >= height)?.x ?? SEEN[1];
    const firstIsLeft = xAt("first", 0.5) <= xAt("second", 0.5);
    const nameAt = (side: "first" | "second") => {
      const height = (side === "first") === firstIsLeft ? 0.88 : 0.12;
      return [{ x: Math.max(-2.6, Math.min(2.6, xAt(side, height))), y: height }];
    };
    const isBesides = (side: "first" | "second") => ((side === "first") === firstIsLeft ? "left" : "right");
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: 46,
        marginRight: 14,
        x: { domain: SEEN },
        y: { domain: [0, 1] },
        marks: [
          axisX({ label: "value", ticks: narrow ? 5 : 9 }),
          axisY({ label: "share of the draws up to the value", ticks: 5, format: percentTick as never }),
          Plot.areaY(
            steps as Step[],
            {
              x: "x",
              y1: "first",
              y2: "second",
              fill: colours.ink,
              fillOpacity: 0.1,
              curve: "step-after",
            } as never,
          ),
          line(steps, "first", theme.training),
          line(steps, "second", theme.production, "5,3"),
          ...(inSight && gap > 0
            ? [
                Plot.link([{ at, firstAt, secondAt }], {
                  x1: "at",
                  x2: "at",
                  y1: "firstAt",
                  y2: "secondAt",
                  stroke: theme.alarm,
                  strokeWidth: 3,
                } as never),
                Plot.dot(
                  [
                    { at, y: firstAt },
                    { at, y: secondAt },
                  ],
                  {
                    x: "at",
                    y: "y",
                    r: 4,
                    symbol: "square",
                    fill: theme.alarm,
                    stroke: theme.paper,
                    strokeWidth: 1.5,
                  } as never,
                ),
                directLabel([{ x: at, y: (firstAt + secondAt) / 2 }], {
                  x: "x",
                  y: "y",
                  text: () => `gap D ${two(gap)}`,
                  side: right ? "right" : "left",
                  color: theme.alarm,
                  strong: true,
                }),
              ]
            : []),
          directLabel(nameAt("first"), {
            x: "x",
            y: "y",
            text: () => "first, N(0, 1)",
            side: isBesides("first"),
            color: theme.training,
            strong: true,
          }),
          directLabel(nameAt("second"), {
            x: "x",
            y: "y",
            text: () => "second",
            side: isBesides("second"),
            color: theme.production,
            strong: true,
          }),
          Plot.text([`shaded area:\nWasserstein ${two(area)}`], {
            ...(left
              ? { frameAnchor: "bottom-right", textAnchor: "end", dx: -6, dy: -34 }
              : { frameAnchor: "top-left", textAnchor: "start", dx: 8, dy: narrow ? 44 : 50 }),
            lineAnchor: "top",
            lineHeight: 1.25,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
        ],
      },
      summary: sentence(samples),
      table: {
        columns: [
          { key: "value", label: "value" },
          { key: "first", label: "first, up to it" },
          { key: "second", label: "second, up to it" },
          { key: "apart", label: "apart" },
        ],
        rows: steps
          .filter((step, i) => i % 10 === 0 || step.x === at)
          .map((step) => ({
            value: two(step.x),
            first: share(step.first),
            second: share(step.second),
            apart: three(Math.abs(step.first - step.second)),
          })),
      },
    };
  },
};

const line = (steps: readonly Step[], y: "first" | "second", stroke: string, dash?: string) =>
  Plot.line(
    steps as Step[],
    {
      x: "x",
      y,
      stroke,
      strokeWidth: 2,
      curve: "step-after",
      ...(dash === undefined ? {} : { strokeDasharray: dash }),
    } as never,
  );

function sentence({ gap, at, pValue, area, areaNoise, n }: Samples): string {
  const first = `The largest gap is ${three(gap)}, at the value ${two(at)} (p ${pWords(pValue)}); the area between the curves is ${two(area)}`;
  return `${first}, where ${whole(n)} draws from one distribution would leave about ${two(areaNoise)}.`;
}
const pWords = (p: number) => (chance(p).startsWith("under") ? chance(p) : `= ${chance(p)}`);
