import type { Figure, Theme } from "../contracts.ts";
import {
  axisX,
  axisY,
  hatchFill,
  labelsApart,
  type Markish,
  Plot,
  percentTick,
  plainDot,
  productionDot,
  seriesLine,
} from "../shared/plot.ts";
import type { ReadingId, Result, Week } from "./result.ts";
import { LAST, share, whole } from "./words.ts";

/** Half of the gap between two bars, in days. */
const GAP = 0.55;

type Bar = Week & {
  x1: number;
  x2: number;
  middle: number;
  knownRate: number;
  finalRate: number;
  truthRate: number;
};

function barsOf(weeks: readonly Week[]): Bar[] {
  return weeks.map((week) => {
    const from = week.week * 7;
    const rate = (count: number) => count / Math.max(1, week.payments);
    return {
      ...week,
      x1: from + Math.min(GAP, week.days / 4),
      x2: from + week.days - Math.min(GAP, week.days / 4),
      middle: from + week.days / 2,
      knownRate: rate(week.known),
      finalRate: rate(week.final),
      truthRate: rate(week.truth),
    };
  });
}

/** The scale ends at a round number above everything drawn; it moves in steps of two points alone. */
const topOf = (bars: readonly Bar[]) =>
  Math.max(0.06, Math.ceil(Math.max(...bars.map(({ truthRate }) => truthRate)) / 0.02 + 0.2) * 0.02);

export const rates: Figure<Result> = {
  title: "Fraud rate by week of production: what is known today, and what is still to come",
  needs: ["weeks", "chosen", "numbers"],
  height: (width) => Math.round(Math.max(300, Math.min(400, width * 0.62))),
  draw({ weeks, chosen }, width, theme) {
    const narrow = width < 480;
    const bars = barsOf(weeks);
    const top = topOf(bars);
    const today = bars.at(-1)!.week * 7 + bars.at(-1)!.days;
    const reading = chosen.id as ReadingId;
    const shown = reading === "mature" ? bars.filter((bar) => bar.mature) : bars;
    return {
      plot: {
        marginLeft: 44,
        // Room for the names beside the newest bar, wherever it stands.
        marginRight: 100,
        marginTop: 26,
        marginBottom: 42,
        x: { domain: [0, LAST] },
        y: { domain: [0, top], clamp: true },
        marks: [
          axisX({
            label: "week of production",
            ticks: Array.from({ length: 9 }, (_, i) => i * 7 + 3.5).filter((_, i) => !narrow || i % 2 === 0),
            format: ((at: number) => String(Math.floor(at / 7) + 1)) as never,
          }),
          axisY({ ticks: 4, format: percentTick as never }),
          Plot.rect(bars, {
            x1: "x1",
            x2: "x2",
            y1: "finalRate",
            y2: "truthRate",
            fill: "none",
            stroke: theme.quiet,
            strokeDasharray: "2,3",
            strokeOpacity: 0.8,
          } as never),
          Plot.rect(bars, { x1: "x1", x2: "x2", y1: "knownRate", y2: "finalRate", fill: hatchFill } as never),
          Plot.rect(bars, {
            x1: "x1",
            x2: "x2",
            y1: "knownRate",
            y2: "finalRate",
            fill: "none",
            stroke: theme.quiet,
            strokeOpacity: 0.7,
          } as never),
          Plot.rect(bars, {
            x1: "x1",
            x2: "x2",
            y1: 0,
            y2: "knownRate",
            fill: theme.production,
            fillOpacity: 0.34,
          } as never),
          ...todayMarks(today, narrow, theme),
          ...readingMarks(reading, bars, shown, theme),
          ...labels(bars, reading, top, theme),
        ],
      },
      summary: sentence(bars, reading),
      table: {
        columns: [
          { key: "week", label: "week" },
          { key: "payments", label: "payments" },
          { key: "known", label: "known today" },
          { key: "estimate", label: "weighted estimate" },
          { key: "final", label: "once all reports are in" },
          { key: "truth", label: "all frauds" },
        ],
        rows: bars.map((bar) => ({
          week: bar.days < 7 ? `${bar.week + 1} (${bar.days} of 7 days)` : bar.week + 1,
          payments: whole(bar.payments),
          known: share(bar.knownRate),
          estimate: bar.estimate === null ? null : estimateText(bar),
          final: share(bar.finalRate),
          truth: share(bar.truthRate),
        })),
      },
    };
  },
};

const estimateText = ({ estimate, payments }: Bar) =>
  `${share(estimate!.value / payments)} (${share(estimate!.low / payments)} to ${share(estimate!.high / payments)})`;

function todayMarks(today: number, narrow: boolean, theme: Theme): Markish[] {
  const onRight = today < LAST * (narrow ? 0.4 : 0.8);
  return [
    Plot.ruleX([today], { stroke: theme.ink, strokeWidth: 1.2 } as never),
    Plot.text([today], {
      x: (at: number) => at,
      text: () => `day ${today}: today`,
      frameAnchor: "top",
      textAnchor: onRight ? "start" : "end",
      dx: onRight ? 5 : -5,
      dy: -8,
      fill: theme.ink,
      fontWeight: 650,
    } as never),
  ];
}

/** The line that a dashboard draws; under "weighted", the estimates with their intervals beside it. */
function readingMarks(
  reading: ReadingId,
  bars: readonly Bar[],
  shown: readonly Bar[],
  theme: Theme,
): Markish[] {
  const line = [
    seriesLine(shown, { x: "middle", y: "knownRate", color: theme.production, width: 2.4 }),
    productionDot(shown, { x: "middle", y: "knownRate", r: 5 }),
  ];
  if (reading !== "weighted") return line;
  const rows = bars.flatMap((bar) =>
    bar.estimate === null || bar.mature
      ? []
      : [
          {
            x: bar.middle,
            value: bar.estimate.value / bar.payments,
            low: bar.estimate.low / bar.payments,
            high: bar.estimate.high / bar.payments,
          },
        ],
  );
  return [
    seriesLine(bars, { x: "middle", y: "knownRate", color: theme.production, width: 1.2, dash: "2,4" }),
    productionDot(
      bars.filter((bar) => bar.mature),
      { x: "middle", y: "knownRate", r: 5 },
    ),
    Plot.ruleX(rows, { x: "x", y1: "low", y2: "high", stroke: theme.ink, strokeWidth: 2 } as never),
    plainDot(rows, { x: "x", y: "value", r: 5.5 }),
  ];
}

/** The names of the parts, beside the newest bar; those that would lie on each other are moved apart. */
function labels(bars: readonly Bar[], reading: ReadingId, top: number, theme: Theme): Markish[] {
  const last = bars.at(-1)!;
  const middle = (from: number, to: number) => (from + to) / 2;
  const estimate = reading === "weighted" && !last.mature ? last.estimate : null;
  const names = [
    { y: last.knownRate / 2, text: "◆ known today", strong: true },
    ...(estimate !== null
      ? [{ y: estimate.value / last.payments, text: "○ estimate, 95 %", strong: false }]
      : last.finalRate - last.knownRate > 0.02 * top
        ? [{ y: middle(last.knownRate, last.finalRate), text: "not reported yet", strong: false }]
        : []),
    ...(last.truthRate - last.finalRate > 0.02 * top
      ? [{ y: middle(last.finalRate, last.truthRate), text: "never reported", strong: false }]
      : []),
  ];
  return labelsApart(names, "y", 0.07 * top, [0, top]).map(({ label, text, strong }) =>
    Plot.text([{ x: last.x2 + 1.4, y: label }], {
      x: "x",
      y: "y",
      text: () => text,
      textAnchor: "start",
      fill: strong ? theme.production : theme.ink,
      fontWeight: strong ? 650 : 500,
      stroke: theme.paper,
      strokeWidth: 4,
    } as never),
  );
}

function sentence(bars: readonly Bar[], reading: ReadingId): string {
  const last = bars.at(-1)!;
  const name = `week ${last.week + 1}`;
  const base = `In ${name}, the newest, ${share(last.knownRate)} of the payments are known to be fraud; once all reports are in it will be ${share(last.finalRate)}`;
  if (reading === "weighted")
    return last.estimate === null
      ? `${base}. It is too early for an estimate: hardly a report on that week can have arrived.`
      : `${base}; weighted by the chance to have arrived, the estimate on this day is ${estimateText(last)}.`;
  if (reading === "mature") {
    const mature = bars.filter((bar) => bar.mature).at(-1);
    return mature === undefined
      ? `No week is as old as the maturity window asks, so nothing is said yet.`
      : `The newest mature week is week ${mature.week + 1}: ${share(mature.knownRate)} known, ${share(mature.finalRate)} in the end; nothing is said of the weeks after it.`;
  }
  const missing = last.final === 0 ? 0 : 1 - last.known / last.final;
  return missing > 0.02
    ? `${base}. ${share(missing)} of its fraud is not reported yet.`
    : `${base}: all of it is known already.`;
}
