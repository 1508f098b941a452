import type { Figure } from "../contracts.ts";
import { axisX, Plot } from "../shared/plot.ts";
import type { Course, Money, Result } from "./result.ts";
import { euros, whole } from "./words.ts";

const isYours = (money: Money) => (course: Course) => course.id === money.yours.id;
const told = ({ verdict }: Course) =>
  verdict === null ? "" : `day ${verdict.day}: ${verdict.outcome === "promote" ? "promote" : "roll back"}`;

/** What each way to decide was worth, in EUR. */
export const money: Figure<Result> = {
  title: "What it was worth: EUR saved in six weeks, against keeping the champion",
  needs: ["money"],
  height: (width) => (width < 480 ? 440 : 340),
  draw({ money }, width, theme) {
    const narrow = width < 480;
    const yours = isYours(money);
    const rows = money.courses.map((course, place) => ({ ...course, place }));
    const least = Math.min(0, ...rows.map(({ saved }) => saved));
    const most = Math.max(0, ...rows.map(({ saved }) => saved));
    const span = Math.max(1000, most - least);
    type Row = (typeof rows)[number];
    return {
      plot: {
        marginTop: 16,
        marginBottom: 40,
        marginLeft: narrow ? 12 : 196,
        marginRight: narrow ? 12 : 20,
        x: {
          domain: [
            least - span * (least < 0 ? (narrow ? 0.32 : 0.2) : 0.04),
            most + span * (narrow ? 0.32 : 0.2),
          ],
        },
        y: { domain: [rows.length - 0.4, -0.7], axis: null },
        marks: [
          axisX({
            label: "EUR saved",
            ticks: narrow ? 3 : 5,
            format: ((value: number) => `${value < 0 ? "−" : ""}${whole(Math.abs(value))}`) as never,
          }),
          Plot.rect(rows, {
            x1: () => 0,
            x2: "saved",
            y1: ({ place }: Row) => place - 0.2,
            y2: ({ place }: Row) => place + 0.2,
            fill: theme.production,
            fillOpacity: ((row: Row) => (yours(row) ? 1 : 0.35)) as never,
          } as never),
          Plot.ruleX([0], { stroke: theme.ink } as never),
          ...([-1, 1] as const).map((sign) =>
            Plot.text(
              rows.filter(({ saved }) => saved < 0 === sign < 0),
              {
                x: "saved",
                y: "place",
                text: ({ saved }: Row) => `${saved < -0.5 ? "−" : ""}${euros(saved)}`,
                textAnchor: sign < 0 ? "end" : "start",
                dx: 7 * sign,
                fill: theme.ink,
                fontWeight: ((row: Row) => (yours(row) ? 650 : 500)) as never,
              } as never,
            ),
          ),
          Plot.text(rows, {
            frameAnchor: "left",
            y: "place",
            text: (row: Row) => (narrow && told(row) ? `${row.words} (${told(row)})` : row.words),
            textAnchor: "start",
            dx: narrow ? 0 : -188,
            dy: narrow ? -20 : -6,
            fill: theme.ink,
            fontWeight: ((row: Row) => (yours(row) ? 650 : 500)) as never,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          ...(narrow
            ? []
            : [
                Plot.text(rows, {
                  frameAnchor: "left",
                  y: "place",
                  text: told as never,
                  textAnchor: "start",
                  dx: -188,
                  dy: 8,
                  fill: theme.quiet,
                } as never),
              ]),
        ],
      },
      summary: sentence(money),
      table: {
        columns: [
          { key: "words", label: "way to decide" },
          { key: "decision", label: "decision" },
          { key: "why", label: "because of" },
          { key: "saved", label: "saved", unit: "EUR" },
        ],
        rows: money.courses.map((course) => ({
          words: course.words,
          decision: course.verdict === null ? null : told(course),
          why: course.verdict?.why ?? null,
          saved: Math.round(course.saved),
        })),
      },
    };
  },
};

function sentence({ yours, hindsight, missed }: Money): string {
  const { day, outcome } = yours.verdict!;
  const act = outcome === "promote" ? "Promoting" : "Rolling back";
  const worth = yours.saved < 0 ? `cost ${euros(yours.saved)}` : `saved ${euros(yours.saved)}`;
  const best = hindsight.id === "never" ? "keeping the champion" : "promoting at once";
  const rest =
    missed < 1
      ? "no plain course would have been better"
      : `in hindsight ${best} was better by ${euros(missed)}`;
  return `${act} on day ${day} ${worth} in all; ${rest}.`;
}
