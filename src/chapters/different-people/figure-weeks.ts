import type { Figure } from "../contracts.ts";
import { axisY, directLabel, type Markish, Plot, percentTick, plainDot, seriesLine } from "../shared/plot.ts";
import { groupDot } from "./marks.ts";
import type { Numbers, Result, Tally, Week } from "./result.ts";
import { FIRST, LAST, moments, sumOf, weekAxis } from "./weeks.ts";
import { share, weekName } from "./words.ts";

const TOP = 0.7;

const precisionOf = (tally: Tally) => (tally.alerts === 0 ? null : tally.caught / tally.alerts);
const recallOf = (tally: Tally) => (tally.frauds === 0 ? null : tally.caught / tally.frauds);

function panel(title: string, needsTop: number, read: (tally: Tally) => number | null): Figure<Result> {
  return {
    title,
    needs: ["weeks", "numbers", "chosen"],
    height: (width) => Math.round(Math.max(250, Math.min(300, width * 0.6))),
    draw({ weeks, numbers, chosen }, width, theme) {
      const narrow = width < 420;
      const rows = (of: "all" | "mature" | "new") =>
        weeks.flatMap((week) => {
          const value = read(week[of]);
          return value === null || week[of].payments < 30 ? [] : [{ x: week.week + 0.5, value }];
        });
      const [all, mature, cohort] = [rows("all"), rows("mature"), rows("new")];
      const end = (series: readonly { x: number; value: number }[]) => series.slice(-1);
      return {
        plot: {
          marginTop: 44,
          marginBottom: 40,
          marginLeft: 44,
          marginRight: narrow ? 46 : 110,
          x: { domain: [FIRST, LAST] },
          y: { domain: [0, needsTop], clamp: true },
          marks: [
            Plot.rect([{ x1: FIRST, x2: 0 }], {
              x1: "x1",
              x2: "x2",
              fill: theme.training,
              fillOpacity: 0.06,
            } as never),
            weekAxis(narrow),
            axisY({ ticks: 5, format: percentTick as never }),
            ...moments(
              numbers,
              { newcomers: cohort.length > 0, repair: chosen.id !== "as-trained" },
              narrow,
              theme,
            ),
            seriesLine(mature, { x: "x", y: "value", color: theme.production, width: 1.2, dash: "2,3" }),
            groupDot("mature", mature, { x: "x", y: "value", r: 4 }),
            seriesLine(cohort, { x: "x", y: "value", color: theme.production, width: 1.6 }),
            groupDot("new", cohort, { x: "x", y: "value", r: 4.5 }),
            seriesLine(all, { x: "x", y: "value", color: theme.ink, width: 2.2 }),
            plainDot(all, { x: "x", y: "value", r: 3 }),
            ...ends(
              [
                { rows: end(all), text: "all", color: theme.ink, strong: true },
                {
                  rows: end(cohort),
                  text: narrow ? "new" : "new customers",
                  color: theme.production,
                  strong: true,
                },
                {
                  rows: end(mature),
                  text: narrow ? "known" : "known customers",
                  color: theme.production,
                  strong: false,
                },
              ],
              needsTop,
            ),
          ],
        },
        summary: panelSentence(title, weeks, numbers, chosen.id !== "as-trained", read),
        table: {
          columns: [
            { key: "week", label: "week" },
            { key: "all", label: "all" },
            { key: "mature", label: "known customers" },
            { key: "new", label: "new customers" },
          ],
          rows: weeks.map((week) => ({
            week: weekName(week.week, FIRST),
            all: shareOf(read(week.all)),
            mature: shareOf(read(week.mature)),
            new: shareOf(read(week.new)),
          })),
        },
      };
    },
  };
}

const shareOf = (value: number | null) => (value === null ? null : share(value));

type End = { rows: { x: number; value: number }[]; text: string; color: string; strong: boolean };

/** Names at the ends of the lines, moved apart where two lines end together. */
function ends(all: readonly End[], top: number): Markish[] {
  const here = all.filter((one) => one.rows.length > 0);
  const gap = 0.072 * top;
  const order = [...here].sort((a, b) => a.rows[0]!.value - b.rows[0]!.value);
  let floor = Number.NEGATIVE_INFINITY;
  return order.map(({ rows, text, color, strong }) => {
    const y = Math.max(Math.min(rows[0]!.value, top), floor + gap);
    floor = y;
    return directLabel([{ x: LAST - 0.3, y }], { x: "x", y: "y", text: () => text, color, strong, gap: 4 });
  });
}

function panelSentence(
  title: string,
  weeks: readonly Week[],
  { liveDay }: Numbers,
  isRepaired: boolean,
  read: (tally: Tally) => number | null,
): string {
  const name = title.split(":")[0]!;
  const held = read(
    sumOf(
      weeks.filter((week) => week.week < 0),
      "all",
    ),
  );
  const last = weeks.filter((week) => week.week >= liveDay / 7);
  const [all, cohort, mature] = (["all", "new", "mature"] as const).map((of) => read(sumOf(last, of)));
  if (held === null || all === null || all === undefined) return `${name} cannot be told: too few frauds.`;
  const whose =
    cohort === null || cohort === undefined || mature === null || mature === undefined
      ? ""
      : `; ${share(cohort)} among the new customers, ${share(mature)} among the others`;
  return `${name} is ${share(held)} in held-out training and ${share(all)} in the last weeks${isRepaired ? ", after the repair" : ""}${whose}.`;
}

export const precision = panel("Precision: how many of the stopped payments are fraud", TOP, precisionOf);
export const recall = panel("Recall: how much of the fraud is stopped", TOP, recallOf);
