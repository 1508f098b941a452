import type { Figure } from "../contracts.ts";
import { axisX, axisY, directLabel, labelsApart, Plot, plainDot, seriesLine } from "../shared/plot.ts";
import type { Judged } from "./lines.ts";
import type { OnPageParts } from "./on-page.ts";
import { SIGNALS } from "./signals.ts";
import { capital, days, one } from "./words.ts";

const isLabelled = (id: string) => SIGNALS.find((signal) => signal.id === id)!.labelled;
/** False alarms against missed days: every line that one could draw, and the one that is drawn. */
export const tradeoff: Figure<OnPageParts> = {
  title: "What each line costs: alarms for nothing, against failing days without one",
  needs: ["judged", "together"],
  height: (width) => Math.round(Math.max(320, Math.min(380, width * 0.7))),
  draw({ judged, together }, width, theme) {
    const failing = together.failing;
    const narrow = width < 480;
    const height = this.height(width);
    const curves = judged.flatMap(({ id, curve }) => curve.map((point) => ({ id, ...point })));
    const points = labelsApart(
      [
        ...judged.map(({ id, falseDays, missed }) => ({ id, name: id, falseDays, missed })),
        {
          id: "together",
          name: "what wakes somebody",
          falseDays: together.falseDays,
          missed: together.missed,
        },
      ],
      "missed",
      (15 * failing) / (height - 86),
      [0, failing],
    );
    const single = points.filter(({ id }) => id !== "together");
    const line = (labelled: boolean) =>
      seriesLine(
        curves.filter(({ id }) => isLabelled(id) === labelled),
        {
          x: "falseDays",
          y: "missed",
          z: "id",
          color: labelled ? theme.production : theme.ink,
          width: 1.25,
          curve: "step-after",
          ...(labelled ? {} : { dash: "4,3" }),
        },
      );
    return {
      plot: {
        marginTop: 30,
        marginLeft: 40,
        marginBottom: 44,
        marginRight: narrow ? 18 : 84,
        x: { type: "sqrt", domain: [0, 28] },
        y: { domain: [0, failing] },
        insetLeft: 9,
        insetBottom: 6,
        insetTop: 10,
        marks: [
          axisX({ label: "days that ring for nothing, of 28 healthy ones", ticks: [0, 1, 4, 9, 16, 28] }),
          axisY({ label: `failing days without an alarm, of ${failing}`, ticks: 4 }),
          line(true),
          line(false),
          Plot.dot(
            single.filter(({ id }) => isLabelled(id)),
            {
              x: "falseDays",
              y: "missed",
              r: 5,
              symbol: "square",
              rotate: 45,
              fill: theme.production,
              stroke: theme.paper,
              strokeWidth: 1.5,
            } as never,
          ),
          plainDot(
            single.filter(({ id }) => !isLabelled(id)),
            { x: "falseDays", y: "missed", r: 4.5 },
          ),
          Plot.dot([together], {
            x: "falseDays",
            y: "missed",
            r: 8,
            fill: "none",
            stroke: theme.ink,
            strokeWidth: 2,
          } as never),
          ...(["right", "left"] as const).flatMap((side) =>
            [true, false].map((strong) =>
              directLabel(
                points.filter(
                  ({ id, falseDays }) =>
                    falseDays > 9 === (side === "left") && (id === "together") === strong,
                ),
                { x: "falseDays", y: "label", text: "name", side, strong, gap: 13 },
              ),
            ),
          ),
        ] as never,
      },
      summary: sentence(judged, together),
      table: {
        columns: [
          { key: "name", label: "alarm" },
          { key: "line", label: "line" },
          { key: "falseDays", label: "rings for nothing", unit: "days in 28" },
          { key: "delay", label: "first rings after", unit: "days" },
          { key: "missed", label: `failing days without it, of ${failing}` },
        ],
        rows: [
          ...judged.map(({ name, line: at, falseDays, delay, missed }) => ({
            name,
            line: at,
            falseDays,
            delay,
            missed,
          })),
          {
            name: "what wakes somebody",
            line: null,
            falseDays: together.falseDays,
            delay: together.delay < 0 ? null : together.delay,
            missed: together.missed,
          },
        ],
      },
    };
  },
};

function sentence(judged: readonly Judged[], together: OnPageParts["together"]): string {
  const nights = Number(one(together.falseDays));
  const noise =
    nights === 0
      ? "On 28 healthy days nobody is woken for nothing"
      : `Somebody is woken for nothing on ${nights} of 28 healthy days`;
  if (!together.fails) return `${noise}. At this strength nothing fails, so that there is nothing to miss.`;
  const missed = `${together.missed === 0 ? "none" : together.missed} of ${days(together.failing)} of failure ${together.missed === 1 ? "passes" : "pass"} without an alarm`;
  const loud = judged.filter(({ falseDays }) => falseDays > 7);
  const good = [...judged]
    .filter(({ falseDays, delay }) => falseDays <= 1 && delay !== null)
    .sort((a, b) => a.missed - b.missed)[0];
  const best = good
    ? ` ${capital(good.name.toLowerCase())} alone misses ${good.missed === 0 ? "none" : good.missed}, and hardly ever rings for nothing.`
    : " No line alone finds the failure and keeps quiet without it.";
  return `${noise}; ${missed}.${loud.length > 0 ? ` ${loud.length === 1 ? "One line rings" : `${loud.length} lines ring`} on more than every fourth healthy day.` : ""}${best}`;
}
