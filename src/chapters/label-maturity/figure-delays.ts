import type { Figure } from "../contracts.ts";
import { axisX, hatchFill, Plot } from "../shared/plot.ts";
import type { Delay, Result } from "./result.ts";
import { days } from "./words.ts";

export const delays: Figure<Result> = {
  title: "A real wave of fraud: days until a detector rings",
  needs: ["delays", "numbers"],
  height: (width) => (width < 480 ? 270 : 240),
  draw({ delays }, width, theme) {
    const narrow = width < 480;
    const rows = delays.map((delay, y) => ({ ...delay, y }));
    const split = rows.filter((row) => row.delay !== null);
    // What waiting adds may be negative where early reports happen to come in a rush: then there is one bar, of the whole.
    const found = (row: Delay) => Math.max(0, Math.min(row.detection!, row.delay!));
    const longest = Math.max(7, ...split.map((row) => row.delay!));
    const end = Math.ceil((longest * 1.05) / 7) * 7;
    const place = narrow ? { frameAnchor: "left", dx: 0, dy: -24 } : { frameAnchor: "left", dx: -98, dy: 0 };
    return {
      plot: {
        marginLeft: narrow ? 14 : 108,
        marginRight: 76,
        marginTop: 40,
        marginBottom: 42,
        x: { domain: [0, end] },
        y: { domain: [-0.6, rows.length - 0.4], reverse: true, axis: null },
        marks: [
          Plot.gridX({ ticks: narrow ? 4 : 7, stroke: theme.rule, strokeOpacity: 1 } as never),
          axisX({ label: "days since the wave began", ticks: narrow ? 4 : 7 }),
          Plot.rect(split, {
            x1: () => 0,
            x2: found,
            y1: (row: { y: number }) => row.y - 0.2,
            y2: (row: { y: number }) => row.y + 0.2,
            fill: theme.alarm,
          } as never),
          Plot.rect(split, {
            x1: found,
            x2: "delay",
            y1: (row: { y: number }) => row.y - 0.2,
            y2: (row: { y: number }) => row.y + 0.2,
            fill: hatchFill,
            stroke: theme.quiet,
          } as never),
          Plot.text(rows, {
            y: "y",
            text: "name",
            textAnchor: "start",
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
            ...place,
          } as never),
          Plot.text(split, {
            x: "delay",
            y: "y",
            text: (row: Delay) => days(row.delay!),
            textAnchor: "start",
            dx: 6,
            fill: theme.ink,
            fontWeight: 650,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text(
            rows.filter((row) => row.delay === null),
            {
              x: () => 0,
              y: "y",
              text: () => "cannot be told",
              textAnchor: "start",
              dx: 4,
              fill: theme.quiet,
            } as never,
          ),
          Plot.text(["■ finding it   ▨ waiting for labels"], {
            frameAnchor: "top-left",
            textAnchor: "start",
            dx: narrow ? -8 : -98,
            dy: -30,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(delays),
      table: {
        columns: [
          { key: "name", label: "detector" },
          { key: "detection", label: "with every label at once" },
          { key: "maturity", label: "added by waiting" },
          { key: "delay", label: "until it rings" },
        ],
        rows: delays.map(({ name, delay, detection, maturity }) => ({
          name,
          detection: detection === null ? null : days(detection),
          maturity: maturity === null ? null : maturity < 0 ? `−${days(-maturity)}` : days(maturity),
          delay: delay === null ? null : days(delay),
        })),
      },
    };
  },
};

function sentence(delays: readonly Delay[]): string {
  const rang = delays.filter((one) => one.delay !== null);
  if (rang.length === 0)
    return "No delay can be told: there is no wave to ring for, or too few labels come in time.";
  const first = rang.reduce((a, b) => (b.delay! < a.delay! ? b : a));
  const mean = (of: (one: Delay) => number) => rang.reduce((sum, one) => sum + of(one), 0) / rang.length;
  const waited = mean((one) => one.maturity!) / mean((one) => one.delay!);
  const split =
    waited > 0.02
      ? `On average ${Math.round(100 * waited)}\u00a0% of the delay is waiting for labels`
      : "Waiting for labels adds next to nothing";
  return `${first.name} rings first, ${days(first.delay!)} after the wave began; with every label at once it would have been ${days(first.detection!)}. ${split}.`;
}
