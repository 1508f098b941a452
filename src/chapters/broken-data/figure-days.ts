import type { Figure } from "../contracts.ts";
import { axisX, axisY, hatchFill, Plot } from "../shared/plot.ts";
import type { Day, Result } from "./result.ts";
import { count, whole } from "./words.ts";

type Piece = {
  day: number;
  y1: number;
  y2: number;
  what: "through" | "falseAlarms" | "caught" | "silent" | "notThere";
};
const ORDER: readonly Piece["what"][] = ["through", "falseAlarms", "silent", "caught", "notThere"];

export const days: Figure<Result> = {
  title: "The rows of each day, by what became of them",
  needs: ["days"],
  height: (width) => Math.round(Math.max(270, Math.min(320, width * 0.5))),
  draw({ days }, width, theme) {
    const narrow = width < 480;
    const pieces = days.flatMap((day): Piece[] => {
      let y = 0;
      return ORDER.map((what) => {
        const y1 = y;
        y += day[what];
        return { day: day.day, y1, y2: y, what };
      });
    });
    const of = (what: Piece["what"]) => pieces.filter((piece) => piece.what === what && piece.y2 > piece.y1);
    const top = Math.ceil((Math.max(...days.map(({ rows }) => rows)) * 1.02) / 100) * 100;
    const bar = {
      x1: ({ day }: Piece) => day + 0.08,
      x2: ({ day }: Piece) => day + 0.92,
      y1: "y1",
      y2: "y2",
    };
    const named = [
      { on: true, text: "□ good, scored", fill: theme.quiet },
      {
        on: of("silent").length > 0,
        text: narrow ? "◆ broken, scored" : "◆ broken, scored all the same",
        fill: theme.production,
      },
      {
        on: of("caught").length > 0 || of("falseAlarms").length > 0,
        text: days.some((day) => day.waited === 1 && day.caught > 0) ? "▲ waited for" : "▲ set aside",
        fill: theme.alarm,
      },
      { on: of("notThere").length > 0, text: "▨ not there in time", fill: theme.ink },
    ].filter(({ on }) => on);
    const places = narrow ? [0, 5.6, 13] : [0, 3.6, 9.8, 14.5];
    return {
      plot: {
        marginLeft: 46,
        marginRight: 10,
        marginTop: 34,
        x: { domain: [0, days.length] },
        y: { domain: [0, top] },
        marks: [
          axisY({ ticks: 5 }),
          axisX({
            label: "day of production",
            ticks: (narrow ? [0, 5, 10, 15, 20] : [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]).map(
              (day) => day + 0.5,
            ),
            format: ((at: number) => String(Math.floor(at))) as never,
          }),
          Plot.rect(of("through"), { ...bar, fill: theme.rule, fillOpacity: 0.75 } as never),
          Plot.rect(of("silent"), { ...bar, fill: theme.production } as never),
          Plot.rect(of("caught"), {
            ...bar,
            fill: theme.alarm,
            fillOpacity: 0.2,
            stroke: theme.alarm,
          } as never),
          Plot.rect(of("falseAlarms"), { ...bar, fill: theme.alarm } as never),
          Plot.rect(of("notThere"), { ...bar, fill: hatchFill, stroke: theme.rule } as never),
          ...named.map(({ text, fill }, i) =>
            Plot.text([text], {
              x: () => places[i]!,
              frameAnchor: "top",
              lineAnchor: "bottom",
              textAnchor: "start",
              dy: -10,
              dx: i === 0 ? -38 : 0,
              fill,
              fontWeight: 650,
            } as never),
          ),
        ],
      },
      summary: sentence(days),
      table: {
        columns: [
          { key: "day", label: "day" },
          { key: "rows", label: "payments" },
          { key: "through", label: "good, scored" },
          { key: "silent", label: "broken, scored" },
          { key: "caught", label: "broken, set aside or waited for" },
          { key: "falseAlarms", label: "good, set aside" },
          { key: "notThere", label: "not there in time" },
          { key: "waited", label: "batch waited" },
        ],
        rows: days.map((day) => ({ ...day, waited: day.waited === 1 ? "yes" : "no" })),
      },
    };
  },
};

function sentence(days: readonly Day[]): string {
  const sum = (what: (day: Day) => number) => days.reduce((all, day) => all + what(day), 0);
  const rows = sum((day) => day.rows);
  const [silent, caught, absent] = [sum((d) => d.silent), sum((d) => d.caught), sum((d) => d.notThere)];
  const idle = sum((d) => d.falseAlarms);
  const waits = sum((d) => d.waited);
  const parts = [
    ...(silent > 0
      ? [`${count(silent, "broken row is", "broken rows are")} scored as if nothing were wrong`]
      : []),
    ...(caught > 0
      ? [`${count(caught, "is", "are")} ${waits > 0 ? "set aside or waited for" : "set aside"}`]
      : []),
    ...(absent > 0 ? [`${count(absent, "is", "are")} not there when the batch is scored`] : []),
    ...(idle > 0 ? [`${count(idle, "good row is", "good rows are")} set aside for nothing`] : []),
    ...(waits > 0 ? [`${count(waits, "batch waits", "batches wait")} a day`] : []),
  ];
  const head = `Of ${whole(rows)} payments in ${days.length} days`;
  return parts.length === 0 ? `${head} all are well, and all are scored.` : `${head} ${parts.join(", ")}.`;
}
