import type { Theme } from "../contracts.ts";
import { axisX, type Markish, Plot } from "../shared/plot.ts";
import type { When } from "./result.ts";
import { FIRST, LAST } from "./words.ts";

/** The stretch of the crisis: pale while it deepens and ebbs, a little stronger at its height. Nothing where no job is lost. */
export function crisisBand({ start, end, recovered, depth, recovers }: When, theme: Theme): Markish[] {
  if (depth === 0) return [];
  const rect = (x1: number, x2: number, opacity: number) =>
    Plot.rect([{ x1, x2 }], { x1: "x1", x2: "x2", fill: theme.ink, fillOpacity: opacity } as never);
  const until = recovers === 0 ? LAST : recovered;
  return [rect(start, until, 0.045), rect(start, Math.min(end, until), 0.035)];
}

/** "the crisis" over its stretch. */
export function crisisLabel({ start, end, depth }: When, theme: Theme, dy = -6): Markish[] {
  if (depth === 0) return [];
  return [
    Plot.text([{ x: (start + end) / 2 }], {
      x: "x",
      text: () => "the crisis",
      frameAnchor: "top",
      lineAnchor: "bottom",
      dy,
      fill: theme.quiet,
    } as never),
  ];
}

/** Months since the model went live. */
export function monthAxis(width: number, fromTraining: boolean): Markish {
  const ticks = width < 480 ? [0, 12, 24, 36] : [0, 6, 12, 18, 24, 30, 36, 42];
  return axisX({
    label: width < 480 ? "months since it went live" : "months since the model went live",
    ticks: fromTraining && width >= 480 ? [-6, ...ticks] : ticks,
    format: ((month: number) => (month < 0 ? `−${-month}` : String(month))) as never,
  });
}

export const productionDomain: [number, number] = [0, LAST];
export const wholeDomain: [number, number] = [FIRST, LAST];
