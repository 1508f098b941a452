import type { Figure } from "../contracts.ts";
import { axisY, directLabel, hatchFill, Plot, seriesLine } from "../shared/plot.ts";
import type { Numbers, Result, Tally, Week } from "./result.ts";
import { anybodyNew, FIRST, LAST, moments, sumOf, weekAxis } from "./weeks.ts";
import { one, weekName, whole } from "./words.ts";

/** Frauds per 1,000 payments by week: those that the score expects, and those that came. */
export const expected: Figure<Result> = {
  title: "Frauds per 1,000 payments: expected by the score, and come",
  needs: ["weeks", "numbers", "chosen"],
  height: (width) => Math.round(Math.max(270, Math.min(330, width * 0.62))),
  draw({ weeks, numbers, chosen }, width, theme) {
    const narrow = width < 420;
    const newcomers = anybodyNew(weeks);
    const isRepaired = chosen.id !== "as-trained";
    const rows = weeks
      .filter((week) => week.all.payments >= 30)
      .map((week) => ({
        x: week.week + 0.5,
        came: (1000 * week.all.frauds) / week.all.payments,
        expected: (1000 * week.all.expected) / week.all.payments,
        missed: (1000 * (week.all.frauds - week.all.caught)) / week.all.payments,
      }));
    const top = Math.max(80, 40 * Math.ceil(Math.max(...rows.map((row) => row.came), 0) / 40));
    const last = rows[rows.length - 1];
    const apart = last !== undefined && Math.abs(last.came - last.expected) < 0.08 * top;
    return {
      plot: {
        marginTop: 44,
        marginBottom: 40,
        marginLeft: 40,
        marginRight: narrow ? 70 : 110,
        x: { domain: [FIRST, LAST] },
        y: { domain: [0, top], clamp: true },
        marks: [
          Plot.rect([{ x1: FIRST, x2: 0 }], {
            x1: "x1",
            x2: "x2",
            fill: theme.training,
            fillOpacity: 0.06,
          } as never),
          Plot.rect(newcomers ? [{ x1: numbers.from / 7, x2: numbers.liveDay / 7 }] : [], {
            x1: "x1",
            x2: "x2",
            fill: hatchFill,
            fillOpacity: 0.4,
          } as never),
          weekAxis(narrow),
          axisY({ ticks: 4 }),
          Plot.areaY(rows, {
            x: "x",
            y1: "expected",
            y2: "came",
            fill: theme.alarm,
            fillOpacity: 0.12,
          } as never),
          ...moments(numbers, { newcomers, repair: isRepaired }, narrow, theme),
          seriesLine(rows, { x: "x", y: "expected", color: theme.ink, dash: "4,3", width: 1.8 }),
          seriesLine(rows, { x: "x", y: "came", color: theme.alarm, width: 1.8 }),
          Plot.dot(rows, {
            x: "x",
            y: "came",
            r: 3.5,
            symbol: "square",
            fill: theme.alarm,
            stroke: theme.paper,
            strokeWidth: 1,
          } as never),
          ...(last
            ? [
                directLabel([{ ...last, y: last.came + (apart ? 0.05 * top : 0) }], {
                  x: () => LAST - 0.3,
                  y: "y",
                  text: () => "came",
                  color: theme.alarm,
                  strong: true,
                  gap: 4,
                }),
                directLabel([{ ...last, y: last.expected - (apart ? 0.05 * top : 0) }], {
                  x: () => LAST - 0.3,
                  y: "y",
                  text: () => "expected",
                  gap: 4,
                }),
              ]
            : []),
          Plot.text(newcomers ? [{ x: (numbers.from + numbers.liveDay) / 14 }] : [], {
            x: "x",
            text: () => (narrow ? "labels not yet in" : "labels of the new customers not yet in"),
            frameAnchor: "bottom",
            dy: -8,
            fill: theme.quiet,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
        ],
      },
      summary: expectedSentence(weeks, numbers, isRepaired),
      table: {
        columns: [
          { key: "week", label: "week" },
          { key: "payments", label: "payments" },
          { key: "expected", label: "frauds expected" },
          { key: "came", label: "frauds that came" },
          { key: "missed", label: "let through" },
        ],
        rows: weeks.map((week) => ({
          week: weekName(week.week, FIRST),
          payments: whole(week.all.payments),
          expected: one(week.all.expected),
          came: whole(week.all.frauds),
          missed: whole(week.all.frauds - week.all.caught),
        })),
      },
    };
  },
};

function expectedSentence(weeks: readonly Week[], { liveDay }: Numbers, isRepaired: boolean): string {
  const per = ({ frauds, expected, payments }: Tally, of: "frauds" | "expected") =>
    whole((1000 * (of === "frauds" ? frauds : expected)) / Math.max(1, payments));
  const held = sumOf(
    weeks.filter((week) => week.week < 0),
    "all",
  );
  const last = sumOf(
    weeks.filter((week) => week.week >= liveDay / 7),
    "all",
  );
  const before = `In held-out training the score expects ${per(held, "expected")} frauds in 1,000 payments and ${per(held, "frauds")} come`;
  return `${before}; in the last weeks it expects ${per(last, "expected")}${isRepaired ? ", repaired," : ""} and ${per(last, "frauds")} come.`;
}
