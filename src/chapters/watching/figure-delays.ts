import type { Figure } from "../contracts.ts";
import { axisX, directLabel, hatch, Plot } from "../shared/plot.ts";
import type { OnPageParts } from "./on-page.ts";
import type { Result } from "./result.ts";
import { days, money } from "./words.ts";

type Parts = Result & OnPageParts;
type Bar = { name: string; y: number; delay: number | null; lost: number; text: string };

/** EUR that the failure had cost by the end of each failing day, against the twin. */
export function lostBy({ broken, healthy, fromDay }: Result["logs"]): number[] {
  const earned = (log: Result["logs"]["broken"], day: number) =>
    log.caughtEur[day]! - 0.05 * (log.stoppedEur[day]! - log.caughtEur[day]!) - 4 * log.reviews[day]!;
  let sum = 0;
  return Array.from({ length: broken.payments.length - fromDay }, (_, i) => {
    sum += earned(healthy, fromDay + i) - earned(broken, fromDay + i);
    return sum;
  });
}

/** How long each line leaves the failure unseen, and what that cost. */
export const delays: Figure<Parts> = {
  title: "Days until each line rings",
  needs: ["logs", "judged", "together"],
  height: () => 7 * 30 + 76,
  draw({ logs, judged }, width, theme) {
    const narrow = width < 480;
    const failing = logs.broken.payments.length - logs.fromDay;
    const lost = lostBy(logs);
    const bars: Bar[] = [...judged]
      .sort((a, b) => (a.delay ?? 1e9) - (b.delay ?? 1e9))
      .map(({ name, delay }, y) => {
        const by = lost[Math.max(0, (delay ?? failing) - 1)] ?? 0;
        const cost = delay === 0 ? 0 : by;
        return {
          name,
          y,
          delay,
          lost: cost,
          text:
            delay === null
              ? "never"
              : narrow
                ? `${delay}`
                : delay === 0
                  ? "on the very day"
                  : cost < 1
                    ? days(delay)
                    : `${days(delay)} · ${money(cost)} lost by then`,
        };
      });
    const heardOf = bars.filter(({ delay }) => delay !== null);
    const left = narrow ? 112 : 128;
    return {
      plot: {
        marginLeft: left,
        marginTop: 18,
        marginBottom: 46,
        marginRight: narrow ? 22 : 30,
        x: { domain: [0, failing] },
        y: { axis: null, domain: [-0.5, 6.5], reverse: true },
        marks: [
          axisX({ label: "days since the failure began", ticks: 5 }),
          Plot.gridX({ ticks: 5, stroke: theme.rule, strokeOpacity: 1 } as never),
          hatch(bars, {
            x1: () => 0,
            x2: (bar: Bar) => bar.delay ?? failing,
            y1: (bar: Bar) => bar.y - 0.26,
            y2: (bar: Bar) => bar.y + 0.26,
          }),
          Plot.dot(heardOf, {
            x: "delay",
            y: "y",
            symbol: "triangle",
            r: 5.5,
            fill: theme.alarm,
            stroke: theme.paper,
            strokeWidth: 1.5,
          } as never),
          Plot.text(bars, {
            x: () => 0,
            y: "y",
            text: "name",
            textAnchor: "end",
            dx: -9,
            fontWeight: 600,
            fill: theme.ink,
          } as never),
          directLabel(
            bars.filter(({ delay }) => delay !== null && delay < failing / 2),
            { x: (bar: Bar) => bar.delay ?? failing, y: "y", text: "text", gap: 11 },
          ),
          directLabel(
            bars.filter(({ delay }) => delay === null || delay >= failing / 2),
            { x: (bar: Bar) => bar.delay ?? failing, y: "y", text: "text", side: "left", gap: 11 },
          ),
        ] as never,
      },
      summary: logs.fails
        ? sentence(bars, failing)
        : "At this strength nothing fails, and what rings rings for nothing.",
      table: {
        columns: [
          { key: "name", label: "line" },
          { key: "delay", label: "first rings after", unit: "days" },
          { key: "lost", label: "cost of the failure by then", unit: "EUR" },
        ],
        rows: bars.map(({ name, delay, lost: cost }) => ({ name, delay, lost: Math.round(cost) })),
      },
    };
  },
};

function sentence(bars: readonly Bar[], failing: number): string {
  const first = bars[0]!;
  if (first.delay === null) return `None of these lines rings in ${days(failing)} of failure.`;
  const same = bars.filter(({ delay }) => delay === first.delay);
  const silent = bars.filter(({ delay }) => delay === null).length;
  const who = same.length === 1 ? `${first.name} rings first` : `${same.length} lines ring first`;
  const after = first.delay === 0 ? "on the very day" : `after ${days(first.delay)}`;
  const price =
    first.delay === 0
      ? ""
      : `; by then the failure had cost ${first.lost < 1 ? "nothing" : money(first.lost)}`;
  const rest =
    silent === 0
      ? "Every line rings in the end"
      : `${silent} of ${bars.length} never ring${silent === 1 ? "s" : ""}`;
  return `${who}, ${after}${price}. ${rest}.`;
}
