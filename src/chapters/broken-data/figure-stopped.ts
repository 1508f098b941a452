import type { Figure } from "../contracts.ts";
import { axisX, axisY, Plot, percentTick, plainDot, productionDot, seriesLine } from "../shared/plot.ts";
import { ground } from "./figure-money.ts";
import type { Result } from "./result.ts";
import { share } from "./words.ts";

/** Days that share a point: single days have too few stopped payments. */
const TOGETHER = 3;

export const stopped: Figure<Result> = {
  title: "Good payments that are stopped",
  needs: ["money", "numbers", "days"],
  height: (width) => Math.round(Math.max(270, Math.min(320, width * 0.5))),
  draw({ money, numbers, days }, width, theme) {
    const narrow = width < 480;
    const points = [];
    for (let from = 0; from < money.length; from += TOGETHER) {
      const own = money.slice(from, from + TOGETHER);
      const rows = days.slice(from, from + TOGETHER).reduce((sum, day) => sum + day.rows, 0);
      const sum = (key: "stoppedOpen" | "stoppedShut" | "stoppedTwin") =>
        own.reduce((all, one) => all + one[key], 0) / Math.max(1, rows);
      points.push({
        at: from + TOGETHER / 2,
        from,
        open: sum("stoppedOpen"),
        shut: sum("stoppedShut"),
        twin: sum("stoppedTwin"),
      });
    }
    const top = Math.ceil(Math.max(0.05, ...points.flatMap((one) => [one.open, one.shut])) * 20 + 0.2) / 20;
    const broken = { from: numbers.firstBroken, to: numbers.firstBroken + numbers.brokenDays };
    return {
      plot: {
        marginLeft: 46,
        marginRight: 14,
        marginTop: 40,
        x: { domain: [0, money.length] },
        y: { domain: [0, top] },
        marks: [
          ...ground(theme, broken, narrow, 0, top),
          axisY({ ticks: 5, format: percentTick as never }),
          axisX({
            label: "day of production",
            ticks: narrow ? [0, 7, 14, 21] : [0, 3, 6, 9, 12, 15, 18, 21],
          }),
          seriesLine(points, { x: "at", y: "twin", color: theme.quiet, width: 6 }),
          seriesLine(points, { x: "at", y: "shut", color: theme.ink, dash: "4,3", width: 1.6 }),
          seriesLine(points, { x: "at", y: "open", color: theme.production }),
          plainDot(points, { x: "at", y: "shut", r: 4 }),
          productionDot(points, { x: "at", y: "open", r: 4.5 }),
          Plot.text(
            [narrow ? "◆ open   ○ shut   ▬ healthy twin" : "◆ gate open   ○ gate shut   ▬ healthy twin"],
            {
              frameAnchor: "top-left",
              lineAnchor: "bottom",
              textAnchor: "start",
              dx: -38,
              dy: -12,
              fill: theme.quiet,
            } as never,
          ),
        ],
      },
      summary: sentence(numbers),
      table: {
        columns: [
          { key: "days", label: "days" },
          { key: "open", label: "gate open" },
          { key: "shut", label: "gate shut" },
          { key: "twin", label: "healthy twin" },
        ],
        rows: points.map(({ from, open, shut, twin }) => ({
          days: `${from} to ${from + TOGETHER - 1}`,
          open: share(open),
          shut: share(shut),
          twin: share(twin),
        })),
      },
    };
  },
};

function sentence({ stoppedOpen, stoppedShut, stoppedTwin }: Result["numbers"]): string {
  const times = stoppedOpen / Math.max(1e-9, stoppedTwin);
  const verdict =
    times > 1.2
      ? "more customers are turned away for nothing"
      : times < 0.83
        ? "fewer, since fewer rows look risky"
        : "about as many";
  return `On the broken days an open gate has ${share(stoppedOpen)} of the good payments stopped, a shut one ${share(stoppedShut)}; on the healthy twin it is ${share(stoppedTwin)}: ${verdict} with the gate open.`;
}
