import { log } from "../../core/math/elementary.ts";
import type { Figure } from "../contracts.ts";
import { axisX, axisY, fraudDot, Plot, ruleAtY, seriesLine } from "../shared/plot.ts";
import type { Paths, Result } from "./result.ts";
import { share } from "./words.ts";

/** Smallest p on the picture; what is below stands on it. */
const FLOOR = 0.0005;
const DAYS = 28;
type Point = { test: number; day: number; p: number };
/** Ticks of p on a scale of tenfolds. */
const TICKS = [1, 0.5, 0.2, 0.05, 0.01, 0.001];
const tenfold = (p: number) => log(Math.max(FLOOR, p)) / log(10);

/** Many A/A tests, day by day, and those that a rule calls a winner. */
export const paths: Figure<Result> = {
  title: "100 tests of nothing: the p-value, day by day",
  needs: ["paths"],
  height: (width) => Math.round(Math.max(330, Math.min(460, width * 0.58))),
  draw({ paths }, width, theme) {
    const narrow = width < 480;
    const { alpha, rule } = paths;
    const points = (wanted: (day: number, crossed: number) => boolean): Point[] =>
      paths.tests.flatMap(({ p, crossed }, test) =>
        p.flatMap((value, day) =>
          value === null || !wanted(day, crossed) ? [] : [{ test, day: day + 1, p: tenfold(value) }],
        ),
      );
    const marks = paths.tests.flatMap(({ p, crossed }) =>
      crossed < 0 ? [] : [{ day: crossed + 1, p: tenfold(p[crossed]!) }],
    );
    const line = (values: Paths["boundary"]) =>
      values.flatMap((p, day) => (p === null || p < FLOOR ? [] : [{ day: day + 1, p: tenfold(p) }]));
    const own = line(paths.boundary);
    const always = line(paths.alwaysValid);
    const edge = rule === "always-valid" ? always : own;
    const path = (rows: Point[], color: string, opacity: number, strokeWidth: number) =>
      Plot.line(rows, {
        x: "day",
        y: "p",
        z: "test",
        stroke: color,
        strokeOpacity: opacity,
        strokeWidth,
        strokeLinejoin: "round",
      } as never);
    const right = { x: () => DAYS, textAnchor: "start", dx: 8, stroke: theme.paper, strokeWidth: 4 } as const;
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: 50,
        marginRight: narrow ? 76 : 112,
        x: { domain: [1, DAYS] },
        y: { domain: [tenfold(FLOOR), 0], clamp: true },
        marks: [
          Plot.areaY(edge.length > 1 ? edge : [], {
            x: "day",
            y1: () => tenfold(FLOOR),
            y2: "p",
            fill: theme.alarm,
            fillOpacity: 0.07,
          } as never),
          axisX({
            label: "day of the test",
            ticks: narrow ? [1, 7, 14, 21, 28] : [1, 4, 7, 10, 14, 18, 21, 24, 28],
          }),
          axisY({
            label: "p-value of the day",
            ticks: TICKS.map(tenfold),
            format: ((_: number, i: number) => String(TICKS[i])) as never,
          }),
          path(
            points((_, crossed) => crossed < 0),
            theme.ink,
            0.2,
            1,
          ),
          path(
            points((day, crossed) => crossed >= 0 && day >= crossed),
            theme.alarm,
            0.3,
            1,
          ),
          path(
            points((day, crossed) => crossed >= 0 && day <= crossed),
            theme.alarm,
            0.8,
            1.5,
          ),
          ruleAtY(tenfold(alpha), rule === "peek" || rule === "once" ? theme.alarm : theme.quiet),
          seriesLine(always, {
            x: "day",
            y: "p",
            color: theme.ink,
            width: rule === "always-valid" ? 2.6 : 1.6,
            dash: rule === "always-valid" ? "none" : "6,3",
          }),
          ...(rule === "group-sequential"
            ? [seriesLine(own, { x: "day", y: "p", color: theme.ink, width: 2.6 })]
            : []),
          fraudDot(marks, { x: "day", y: "p", r: 4 }),
          Plot.text([{}], {
            ...right,
            y: () => tenfold(alpha),
            text: () => `p = ${alpha}`,
            fill: theme.alarm,
            fontWeight: 650,
          } as never),
          ...(always.length > 0
            ? [
                Plot.text([always.at(-1)!], {
                  ...right,
                  y: "p",
                  dy: rule === "group-sequential" ? 10 : 0,
                  text: () => (narrow ? "always-\nvalid" : "always-valid"),
                  fill: theme.ink,
                  fontWeight: rule === "always-valid" ? 650 : 500,
                } as never),
              ]
            : []),
        ],
      },
      summary: sentence(paths),
      table: {
        columns: [
          { key: "day", label: "day" },
          { key: "below", label: `tests with p below ${alpha} on that day` },
          { key: "winners", label: "tests called a winner so far" },
          { key: "bound", label: "p that the rule asks for" },
        ],
        rows: Array.from({ length: DAYS }, (_, day) => ({
          day: day + 1,
          below: paths.tests.filter(({ p }) => p[day] !== null && p[day]! < alpha).length,
          winners: paths.tests.filter(({ crossed }) => crossed >= 0 && crossed <= day).length,
          bound: paths.boundary[day] ?? null,
        })),
      },
    };
  },
};

function sentence({ tests, winners, alpha, rule }: Paths): string {
  const last = tests.filter(({ p }) => (p.at(-1) ?? 1) < alpha).length;
  const by = {
    peek: `by the one who looks at p < ${alpha} again and again`,
    once: "by the one who looks once, at the end",
    "always-valid": "by the always-valid p-value",
    "group-sequential": "by the group-sequential bounds",
  }[rule];
  const end = rule === "once" ? "" : ` On the last day alone p is below ${alpha} in ${last}.`;
  return `Both arms have the same model, and ${winners} of ${tests.length} tests (${share(winners / tests.length)}) are called a winner ${by}.${end}`;
}
