import type { Figure } from "../contracts.ts";
import { axisY, directLabel, fraudDot, Plot, productionDot, seriesLine } from "../shared/plot.ts";
import { crisisBand, monthAxis, productionDomain } from "./marks.ts";
import type { Distance, Result, Told, When } from "./result.ts";
import { two } from "./words.ts";

/** The mean distance of the features in this world and in one in which nothing comes back, on the same axes. */
export const apart: Figure<Result> = {
  title: "The same alarm: a shock, and a change that stays",
  needs: ["when", "distances", "told"],
  height: (width) => Math.round(Math.max(310, Math.min(400, width * 0.62))),
  draw({ when, distances, told }, width, theme) {
    const narrow = width < 480;
    const rows = distances.map((one) => ({ ...one, x: one.month + 0.5 }));
    const most = Math.max(...rows.map(({ shock, lasting }) => Math.max(shock, lasting)));
    const top = Math.max(0.4, 0.2 * Math.ceil((1.12 * most) / 0.2));
    const at = (month: number) => rows[Math.max(0, Math.min(rows.length - 1, month))]!;
    const { shock, lasting } = told;
    const split = rows.filter(({ month }) => month >= when.end - 1);
    const parts = split.some((row) => row.lasting - row.shock > 0.03);
    const alarm = shock.alarm === null ? null : at(shock.alarm);
    const end = rows.at(-1)!;
    const verdicts = [
      { told: lasting, y: "lasting" as const, words: "it stays", color: theme.ink },
      { told: shock, y: "shock" as const, words: verdictWords(shock), color: theme.production },
    ].filter(({ told: one, y }) => one.since !== null && (y === "lasting" || parts));
    return {
      plot: {
        marginTop: 40,
        marginBottom: 40,
        marginLeft: 36,
        marginRight: narrow ? 14 : 24,
        x: { domain: productionDomain },
        y: { domain: [0, top], clamp: true },
        marks: [
          ...crisisBand({ ...when, recovers: 1 }, theme),
          monthAxis(width, false),
          axisY({
            label: narrow
              ? "mean distance, std deviations"
              : "mean distance from training, standard deviations",
            ticks: 4,
          }),
          Plot.areaY(split, {
            x: "x",
            y1: "shock",
            y2: "lasting",
            fill: theme.production,
            fillOpacity: 0.1,
          } as never),
          seriesLine(rows, { x: "x", y: "twin", color: theme.quiet, width: 1 }),
          seriesLine(rows, { x: "x", y: "lasting", color: theme.ink, dash: "5,4", width: 1.8 }),
          seriesLine(rows, { x: "x", y: "shock", color: theme.production, width: 2.6 }),
          productionDot(rows, { x: "x", y: "shock", r: 3.2 }),
          ...(alarm === null
            ? []
            : [
                Plot.ruleX([alarm.x], { y1: 0, y2: top, stroke: theme.alarm, strokeWidth: 1.2 } as never),
                fraudDot([alarm], { x: "x", y: "shock", r: 5 }),
                directLabel([{ x: alarm.x, y: 0.955 * top }], {
                  x: "x",
                  y: "y",
                  text: () => `▲ alarm`,
                  color: theme.alarm,
                  strong: true,
                  side: "left",
                  gap: 5,
                }),
                ...(parts && when.end - alarm.x > 4
                  ? [
                      Plot.text([{ x: alarm.x + 0.6, y: 0.955 * top }], {
                        x: "x",
                        y: "y",
                        text: () =>
                          narrow
                            ? "the two are one →"
                            : "from here to the end of the crisis the two are one →",
                        textAnchor: "start",
                        fill: theme.quiet,
                        stroke: theme.paper,
                        strokeWidth: 4,
                      } as never),
                    ]
                  : []),
              ]),
          ...verdicts.flatMap(({ told: one, y, words, color }) => [
            Plot.dot([at(one.since!)], {
              x: "x",
              y,
              r: 6.5,
              fill: theme.paper,
              stroke: color,
              strokeWidth: 2,
            } as never),
            Plot.text([at(one.since!)], {
              x: "x",
              y,
              text: () => `${narrow ? "" : "told: "}${words}, month ${one.since! + 1}`,
              textAnchor: at(one.since!).x > 30 ? "end" : y === "lasting" ? "middle" : "start",
              lineAnchor: "bottom",
              dx: y === "lasting" ? 0 : 6,
              dy: -10,
              fill: color,
              fontWeight: 650,
              stroke: theme.paper,
              strokeWidth: 4,
            } as never),
          ]),
          ...(parts
            ? [
                directLabel([end], {
                  x: "x",
                  y: "lasting",
                  text: () => (narrow ? "stays" : "if nothing came back"),
                  side: "left",
                  gap: 8,
                }),
              ]
            : []),
          directLabel([rows[1]!], {
            x: "x",
            y: "twin",
            text: () => "twin",
            side: "above",
            color: theme.quiet,
            gap: 7,
          }),
        ],
      },
      summary: sentence(when, distances, told),
      table: {
        columns: [
          { key: "month", label: "month" },
          { key: "shock", label: "this world", unit: "standard deviations" },
          { key: "lasting", label: "if nothing came back" },
          { key: "twin", label: "healthy twin" },
        ],
        rows: distances.map(({ month, ...one }) => ({
          month: String(month),
          shock: two(one.shock),
          lasting: two(one.lasting),
          twin: two(one.twin),
        })),
      },
    };
  },
};

const verdictWords = ({ verdict }: Told) =>
  verdict === "shock" ? "it comes back" : verdict === "lasting" ? "it stays" : "nothing yet";

function sentence(
  { depth, end }: When,
  distances: readonly Distance[],
  { shock, lasting }: Result["told"],
): string {
  if (depth === 0)
    return "Without a crisis the features stay where training saw them, and there is nothing to tell.";
  if (shock.alarm === null) return "So mild a change raises no alarm: no month has two ringing features.";
  const same = distances.filter(({ month }) => month < end).every((one) => one.shock === one.lasting);
  const until = same
    ? `Up to month ${end} a shock and a lasting change are the same to the digit`
    : "The two differ early";
  const said = (one: Told) =>
    one.since === null
      ? "is not told by the end"
      : `is told as ${one.verdict === "shock" ? "a shock" : "lasting"} from month ${one.since + 1} on`;
  return `${until}; this world ${said(shock)}, one in which nothing comes back ${said(lasting)}.`;
}
