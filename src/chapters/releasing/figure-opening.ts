import { log } from "../../core/math/elementary.ts";
import type { Figure } from "../contracts.ts";
import { axisX, axisY, fraudDot, hatch, Plot, ruleAtY, seriesLine } from "../shared/plot.ts";
import type { Paths, Result } from "./result.ts";

const DAYS = 28;
const FLOOR = 0.005;
const TICKS = [1, 0.5, 0.2, 0.05, 0.01];
const tenfold = (p: number) => log(Math.max(FLOOR, p)) / log(10);

/** One test of nothing, stopped on the day on which it looked like something. */
export const opening: Figure<Result> = {
  title: "One test, and the morning on which it was stopped",
  needs: ["paths"],
  height: (width) => Math.round(Math.max(270, Math.min(340, width * 0.52))),
  draw({ paths }, width, theme) {
    const narrow = width < 480;
    const { p, crossed } = paths.example;
    const points = p.flatMap((value, day) => (value === null ? [] : [{ day: day + 1, p: tenfold(value) }]));
    const stop = crossed < 0 ? DAYS : crossed + 1;
    const seen = points.filter(({ day }) => day <= stop);
    const unseen = points.filter(({ day }) => day >= stop);
    const at = seen.at(-1);
    const right = stop < 16;
    const halo = { stroke: theme.paper, strokeWidth: 5 };
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: 50,
        marginRight: narrow ? 20 : 84,
        x: { domain: [1, DAYS] },
        y: { domain: [tenfold(FLOOR), 0], clamp: true },
        marks: [
          axisX({ label: "day of the test", ticks: [1, 7, 14, 21, 28] }),
          axisY({
            label: "p-value of the day",
            ticks: TICKS.map(tenfold),
            format: ((_: number, i: number) => String(TICKS[i])) as never,
          }),
          ...(stop < DAYS ? [hatch([{ x1: stop, x2: DAYS }], { x1: "x1", x2: "x2" })] : []),
          ruleAtY(tenfold(paths.alpha), theme.alarm),
          seriesLine(unseen, { x: "day", y: "p", color: theme.quiet, dash: "4,3", width: 1.6 }),
          seriesLine(seen, { x: "day", y: "p", color: theme.ink, width: 2.6 }),
          ...(crossed >= 0 && at
            ? [
                fraudDot([at], { x: "day", y: "p", r: 7 }),
                Plot.text([at], {
                  x: "day",
                  y: "p",
                  text: () => `day ${stop}: “a winner!”`,
                  textAnchor: right ? "start" : "end",
                  dx: right ? 12 : -12,
                  dy: 8,
                  fill: theme.alarm,
                  fontWeight: 650,
                  ...halo,
                } as never),
              ]
            : []),
          Plot.text([{}], {
            x: () => (narrow ? 1 : DAYS),
            y: () => tenfold(paths.alpha),
            text: () => `p = ${paths.alpha}`,
            textAnchor: "start",
            dx: narrow ? 2 : 8,
            dy: narrow ? 10 : 0,
            fill: theme.alarm,
            ...halo,
          } as never),
          ...(stop < DAYS - 4
            ? [
                Plot.text([{}], {
                  x: () => (stop + DAYS) / 2,
                  frameAnchor: "top",
                  dy: 6,
                  text: () => (narrow ? "not waited for" : "what nobody waited for"),
                  fill: theme.quiet,
                  ...halo,
                } as never),
              ]
            : []),
        ],
      },
      summary: sentence(paths),
      table: {
        columns: [
          { key: "day", label: "day" },
          { key: "p", label: "p-value of the day" },
        ],
        rows: p.map((value, day) => ({ day: day + 1, p: value })),
      },
    };
  },
};

function sentence({ example: { p, crossed }, alpha }: Paths): string {
  if (crossed < 0) return `In this test p never falls below ${alpha}.`;
  return `On day ${crossed + 1} p is ${p[crossed]} and the test is stopped; on day ${DAYS} it would have been ${p.at(-1) ?? "unknown"}.`;
}
