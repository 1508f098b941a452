import type { Figure } from "../contracts.ts";
import { hatchFill, Plot } from "../shared/plot.ts";
import type { Read, Result } from "./result.ts";
import { LAST, share } from "./words.ts";

export const triangle: Figure<Result> = {
  title: "Every week’s fraud rate, read again every seven days",
  needs: ["triangle"],
  height: (width) => (width < 480 ? 330 : 350),
  draw({ triangle }, width, theme) {
    const narrow = width < 480;
    const cells = triangle.map((read) => ({ ...read, x: read.day - 7, age: (read.day - 7 * read.week) / 7 }));
    const known = cells.filter((cell) => cell.rate !== null);
    const open = cells.filter((cell) => cell.rate === null);
    const most = Math.max(0.02, ...known.map((cell) => cell.rate!));
    const box = { x1: (c: Read) => c.day - 6.85, x2: (c: Read) => c.day - 0.15 };
    const rows = { y1: (c: Read) => c.week - 0.46, y2: (c: Read) => c.week + 0.46 };
    const text = (rate: number) => (100 * rate).toFixed(1);
    return {
      plot: {
        marginLeft: narrow ? 56 : 66,
        marginRight: 6,
        marginTop: 30,
        marginBottom: 42,
        x: { domain: [0, LAST] },
        y: { domain: [-0.5, LAST / 7 - 0.5], reverse: true, axis: null },
        marks: [
          Plot.rect(open, { ...box, ...rows, fill: hatchFill, fillOpacity: 0.55 } as never),
          Plot.rect(known, {
            ...box,
            ...rows,
            fill: theme.production,
            fillOpacity: (cell: Read) => 0.06 + 0.62 * Math.min(1, cell.rate! / most) ** 2,
          } as never),
          Plot.text(known, {
            x: (cell: Read) => cell.day - 3.5,
            y: "week",
            text: (cell: Read) => text(cell.rate!),
            fill: theme.ink,
            fontSize: narrow ? 10.5 : 12.5,
            fontWeight: (cell: Read) => (cell.day === 7 * (cell.week + 1) ? 700 : 450),
          } as never),
          Plot.text(
            Array.from({ length: LAST / 7 }, (_, week) => ({ week })),
            {
              y: "week",
              text: ({ week }: { week: number }) =>
                narrow && week > 0 ? String(week + 1) : `week ${week + 1}`,
              frameAnchor: "left",
              textAnchor: "end",
              dx: -8,
              fill: theme.quiet,
            } as never,
          ),
          Plot.text(["% fraud; bold: the newest week, as it was first read"], {
            frameAnchor: "top-left",
            textAnchor: "start",
            dx: narrow ? -50 : -58,
            dy: -20,
            fill: theme.quiet,
          } as never),
          Plot.axisX(
            Array.from({ length: LAST / 7 }, (_, i) => i * 7 + 3.5),
            {
              tickSize: 0,
              tickPadding: 6,
              tickFormat: ((at: number) => String(Math.round(at + 3.5))) as never,
              label: "read on day",
              labelAnchor: "center",
              labelArrow: "none",
              color: theme.quiet,
            } as never,
          ),
        ],
      },
      summary: sentence(triangle),
      table: {
        columns: [
          { key: "week", label: "week" },
          ...Array.from({ length: LAST / 7 }, (_, i) => ({
            key: `day${7 * (i + 1)}`,
            label: `day ${7 * (i + 1)}`,
          })),
        ],
        rows: Array.from({ length: LAST / 7 }, (_, week) => ({
          week: week + 1,
          ...Object.fromEntries(
            Array.from({ length: LAST / 7 }, (_, i) => {
              const day = 7 * (i + 1);
              const read = triangle.find((one) => one.week === week && one.day === day);
              return [`day${day}`, read === undefined ? "" : read.rate === null ? null : share(read.rate)];
            }),
          ),
        })),
      },
    };
  },
};

/** How low a week stood when it was the newest, against the same week read two weeks later. */
function sentence(triangle: readonly Read[]): string {
  const pairs = triangle.flatMap((first) => {
    if (first.rate === null || first.day !== 7 * (first.week + 1)) return [];
    const later = triangle.find((one) => one.week === first.week && one.day === first.day + 14);
    return later === undefined || later.rate === null || later.rate === 0
      ? []
      : [{ first: first.rate, later: later.rate }];
  });
  if (pairs.length === 0) return "No week has been read again two weeks later yet.";
  const mean = (of: (pair: (typeof pairs)[0]) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [low, high] = [mean(({ first }) => first), mean(({ later }) => later)];
  const rose = pairs.filter(({ first, later }) => later > first).length;
  return `Down the diagonal, the newest week is ${share(low)} on average when it is first read, and ${share(high)} when it is read two weeks later; ${rose} of ${pairs.length} weeks rose.`;
}
