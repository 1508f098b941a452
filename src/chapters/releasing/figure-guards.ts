import type { Figure } from "../contracts.ts";
import { axisX, axisY, fraudDot, labelsApart, Plot, seriesLine } from "../shared/plot.ts";
import type { Guard, Result, Trial } from "./result.ts";
import { GUARD_SHORT, GUARD_WORDS } from "./words.ts";

const DAYS = 28;
const rounded = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Number(value.toPrecision(3));
const TOP = 4;
const LOOK: Readonly<Record<string, string>> = {
  latency: "none",
  complaints: "7,3",
  "new-complaints": "2,3",
  "new-chargebacks": "8,3,2,3",
};

/** How much of what it may do the challenger does, by guardrail. */
export const guards: Figure<Result> = {
  title: "Guardrails: what the challenger may not make worse",
  needs: ["trial"],
  height: (width) => Math.round(Math.max(300, Math.min(350, width * 0.6))),
  draw({ trial }, width, theme) {
    const narrow = width < 480;
    const points = (guard: Guard) =>
      guard.used.flatMap((used, day) =>
        used === null ? [] : [{ day: day + 1, used: Math.min(TOP, used), id: guard.id }],
      );
    const ends = trial.guards.flatMap((guard) => points(guard).slice(-1));
    const height = Math.round(Math.max(300, Math.min(350, width * 0.6)));
    const labels = labelsApart(ends, "used", (15 * TOP) / (height - 70), [0.06, TOP - 0.05]);
    const rang = trial.guards
      .filter((guard) => guard.rang >= 0)
      .map((guard) => ({ day: guard.rang + 1, used: Math.min(TOP, guard.used[guard.rang]!), id: guard.id }));
    const isRung = (id: string) => rang.some((one) => one.id === id);
    return {
      plot: {
        marginTop: 32,
        marginBottom: 40,
        marginLeft: 40,
        marginRight: narrow ? 110 : 186,
        x: { domain: [1, DAYS] },
        y: { domain: [0, TOP + 0.35], clamp: true },
        marks: [
          Plot.rect([{}], {
            x1: () => 1,
            x2: () => DAYS,
            y1: () => 1,
            y2: () => TOP + 0.35,
            fill: theme.alarm,
            fillOpacity: 0.05,
          } as never),
          axisX({ label: "day of the test", ticks: narrow ? [1, 14, 28] : [1, 7, 14, 21, 28] }),
          axisY({
            label: "times what is allowed",
            ticks: [0, 1, 2, 3, 4],
            format: ((value: number) => (value === TOP ? `${TOP}+` : String(value))) as never,
          }),
          Plot.ruleY([1], { stroke: theme.alarm, strokeWidth: 1.6 } as never),
          ...trial.guards.map((guard) =>
            seriesLine(points(guard), {
              x: "day",
              y: "used",
              color: isRung(guard.id) ? theme.alarm : theme.ink,
              dash: LOOK[guard.id]!,
              width: isRung(guard.id) ? 2.4 : 1.6,
            }),
          ),
          fraudDot(rang, { x: "day", y: "used", r: 6 }),
          Plot.text(labels, {
            x: () => DAYS,
            y: "label",
            text: ({ id }: { id: Guard["id"] }) => (narrow ? GUARD_SHORT : GUARD_WORDS)[id],
            textAnchor: "start",
            dx: 8,
            fill: (({ id }: { id: string }) => (isRung(id) ? theme.alarm : theme.ink)) as never,
            fontWeight: (({ id }: { id: string }) => (isRung(id) ? 650 : 500)) as never,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
        ],
      },
      summary: sentence(trial),
      table: {
        columns: [
          { key: "guard", label: "guardrail" },
          { key: "rang", label: "rings on day" },
          { key: "week", label: "day 7, times what is allowed" },
          { key: "end", label: "day 28, times what is allowed" },
        ],
        rows: trial.guards.map(({ words, rang, used }) => ({
          guard: words,
          rang: rang < 0 ? null : rang + 1,
          week: rounded(used[6]),
          end: rounded(used.at(-1)),
        })),
      },
    };
  },
};

function sentence({ first, guards }: Trial): string {
  const rung = guards.filter(({ rang }) => rang >= 0).length;
  if (!first) return `None of the ${guards.length} guardrails rings in 28 days.`;
  return `The first guardrail to ring is “${first.words}”, on day ${first.day}; ${rung} of ${guards.length} ring in 28 days.`;
}
