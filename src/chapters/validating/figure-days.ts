import type { Figure } from "../contracts.ts";
import { axisX, axisY, hatchFill, Plot, roundDomain } from "../shared/plot.ts";
import type { DayLine, Result } from "./result.ts";
import { count, FATES, whole } from "./words.ts";

const ORDER = ["passed", "silent", "right", "wrong"] as const;
type Bar = { day: number; y1: number; y2: number; what: (typeof ORDER)[number] | "absent" };

export const days: Figure<Result> = {
  title: "Day by day: what passes, and what waits",
  needs: ["days"],
  height: (width) => Math.round(Math.max(280, Math.min(330, width * 0.5))),
  draw({ days }, width, theme) {
    const narrow = width < 480;
    const bars: Bar[] = days.flatMap((day) => {
      let at = 0;
      return [...ORDER, "absent" as const].map((what): Bar => {
        const from = at;
        at += day[what];
        return { day: day.day, y1: from, y2: at, what };
      });
    });
    const [, high] = roundDomain(0, Math.max(100, ...bars.map(({ y2 }) => y2)) * 1.12, 100);
    const fill: Record<Bar["what"], object> = {
      passed: { fill: theme.quiet, fillOpacity: 0.28 },
      silent: { fill: theme.production },
      right: { fill: theme.alarm },
      wrong: { fill: theme.paper, stroke: theme.ink, strokeWidth: 1 },
      absent: { fill: hatchFill },
    };
    const stopped = days.filter((day) => day.stopped === 1);
    const key = flow(
      [
        { words: "good, scored", color: theme.quiet },
        { words: "◆ broken, scored", color: theme.production },
        { words: "▲ broken, held", color: theme.alarm },
        { words: "□ good, held", color: theme.ink },
        ...(days.some(({ absent }) => absent > 0) ? [{ words: "▨ not there", color: theme.quiet }] : []),
        ...(stopped.length > 0 ? [{ words: "■ batch stopped", color: theme.ink }] : []),
      ],
      width - 20,
    );
    const rows = key.at(-1)!.line + 1;
    return {
      plot: {
        marginLeft: 48,
        marginRight: 12,
        marginTop: 30 + 16 * rows,
        marginBottom: 40,
        x: { domain: [-0.6, Math.max(...days.map(({ day }) => day)) + 0.6] },
        y: { domain: [0, high] },
        marks: [
          axisY({ label: "rows", ticks: 4, format: whole as never }),
          axisX({ label: "day of production", ticks: narrow ? [0, 5, 10, 15, 20] : 11 }),
          ...([...ORDER, "absent"] as const).map((what) =>
            Plot.rect(
              bars.filter((bar) => bar.what === what && bar.y2 > bar.y1),
              {
                x1: ({ day }: Bar) => day - 0.4,
                x2: ({ day }: Bar) => day + 0.4,
                y1: "y1",
                y2: "y2",
                ...fill[what],
              } as never,
            ),
          ),
          Plot.text(stopped, {
            x: "day",
            y: ({ passed, silent, right, wrong, absent }: DayLine) =>
              passed + silent + right + wrong + absent,
            text: () => "■",
            lineAnchor: "bottom",
            dy: -3,
            fill: theme.ink,
          } as never),
          ...key.map(({ words, color, dx, line }) =>
            Plot.text([words], {
              frameAnchor: "top-left",
              lineAnchor: "bottom",
              textAnchor: "start",
              dx: dx - 40,
              dy: -24 - 16 * (rows - 1 - line),
              fill: color,
              fontWeight: 600,
            } as never),
          ),
        ],
      },
      summary: sentence(days),
      table: {
        columns: [
          { key: "day", label: "day" },
          ...ORDER.map((key) => ({ key, label: FATES[key] })),
          { key: "absent", label: "not there" },
          { key: "stopped", label: "batch" },
        ],
        rows: days.map((day) => ({ ...day, stopped: day.stopped === 1 ? "stopped" : "went through" })),
      },
    };
  },
};

/** Words of a key, one behind the other, in as many lines as they need. */
function flow<W extends { words: string }>(
  all: readonly W[],
  room: number,
): (W & { dx: number; line: number })[] {
  let [dx, line] = [0, 0];
  return all.map((one) => {
    const wide = 7 * one.words.length + 12;
    if (dx > 0 && dx + wide > room) [dx, line] = [0, line + 1];
    const placed = { ...one, dx, line };
    dx += wide;
    return placed;
  });
}

function sentence(days: readonly DayLine[]): string {
  const sum = (of: (day: DayLine) => number) => days.reduce((all, day) => all + of(day), 0);
  const [right, silent, wrong, absent, stopped] = [
    sum((day) => day.right),
    sum((day) => day.silent),
    sum((day) => day.wrong),
    sum((day) => day.absent),
    sum((day) => day.stopped),
  ];
  const stops =
    stopped === 0 ? "no batch is stopped" : `${count(stopped, "batch is", "batches are")} stopped`;
  const late = absent > 0 ? `${whole(absent)} have not come in time, ` : "";
  if (right + silent + absent === 0)
    return `Over ${days.length} days no row is touched; ${whole(wrong)} good ones are held, and ${stops}.`;
  return `Over ${days.length} days ${late}${count(right, "broken row is", "broken rows are")} held and ${whole(silent)} scored; ${count(wrong, "good row is", "good rows are")} held, and ${stops}.`;
}
