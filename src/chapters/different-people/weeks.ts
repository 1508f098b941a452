import type { Theme } from "../contracts.ts";
import { axisX, type Markish, Plot } from "../shared/plot.ts";
import type { Numbers, Tally, Week } from "./result.ts";

/** Weeks of production that are drawn; those before 0 are held out from training. */
export const FIRST = -2;
export const LAST = 12;

export const weekAxis = (narrow: boolean) =>
  axisX({
    label: "week of production",
    ticks: narrow ? [0.5, 3.5, 6.5, 9.5] : [0.5, 2.5, 4.5, 6.5, 8.5, 10.5],
    format: ((at: number) => String(Math.floor(at) + 1)) as never,
  });

/** What happened when: training ends, the new customers come, the repair goes live. */
export function moments(
  { from, liveDay }: Numbers,
  has: { newcomers: boolean; repair: boolean },
  narrow: boolean,
  theme: Theme,
): Markish[] {
  const at = [
    { x: 0, text: "live", dy: -16 },
    ...(has.newcomers ? [{ x: from / 7, text: narrow ? "new people" : "new customers", dy: -4 }] : []),
    ...(has.repair ? [{ x: liveDay / 7, text: "repair", dy: -16 }] : []),
  ];
  return at.flatMap((moment) => [
    Plot.ruleX([moment.x], { stroke: theme.quiet, strokeDasharray: "3,3" }),
    Plot.text([moment], {
      x: "x",
      text: "text",
      frameAnchor: "top",
      lineAnchor: "bottom",
      textAnchor: "start",
      dx: 3,
      dy: moment.dy,
      fill: theme.quiet,
      stroke: theme.paper,
      strokeWidth: 4,
    } as never),
  ]);
}

export const anybodyNew = (weeks: readonly Week[]): boolean => weeks.some((week) => week.new.payments > 0);

/** The tally of several weeks. */
export function sumOf(weeks: readonly Week[], of: "all" | "mature" | "new"): Tally {
  const sum = { payments: 0, frauds: 0, alerts: 0, caught: 0, expected: 0 };
  for (const week of weeks) for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += week[of][key];
  return sum;
}
