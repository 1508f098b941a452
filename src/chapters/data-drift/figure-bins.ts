import type { Figure, Theme } from "../contracts.ts";
import { axisX, axisY, directLabel, Plot, percentTick } from "../shared/plot.ts";
import type { Result } from "./result.ts";
import { share, three, two } from "./words.ts";

type Bin = { place: number; first: number; second: number };
/** Each sample's name on the side of a bar on which the other is not, in the outer bin where they are farthest apart. */
function names(rows: readonly Bin[], theme: Theme) {
  const apart = (row: Bin) => Math.abs(row.first - row.second);
  const first = rows[0]!;
  const last = rows[rows.length - 1]!;
  const at = apart(first) >= apart(last) ? first : last;
  const up = at.second > at.first;
  const x = at === first ? 0.62 : last.place + 0.38;
  const anchor = at === first ? "start" : "end";
  const name = (y: number, words: string, above: boolean, fill: string) =>
    Plot.text([{ x, y }], {
      x: "x",
      y: "y",
      text: () => words,
      textAnchor: anchor,
      lineAnchor: above ? "bottom" : "top",
      dy: above ? -5 : 5,
      fill,
      stroke: theme.paper,
      strokeWidth: 4,
      fontWeight: 600,
    } as never);
  return [
    name(at.first, "first", !up, theme.training),
    name(at.second, "second", up && false, theme.production),
  ];
}

/** How both samples spread over the ten bins of the stability index. */
export const bins: Figure<Result> = {
  title: "The stability index: ten bins that the first sample fills alike",
  needs: ["samples"],
  height: (width) => Math.round(Math.max(280, Math.min(340, width * 0.6))),
  draw({ samples }, width, theme) {
    const narrow = width < 480;
    const rows = samples.bins.map((bin, i) => ({ ...bin, place: i + 1 }));
    const most = Math.max(...rows.map((row) => row.second), 0.2);
    const top = Math.ceil(most / 0.2) * 0.2;
    const worst = rows.reduce((far, row) => (row.part > far.part ? row : far));
    return {
      plot: {
        marginTop: 34,
        marginBottom: 40,
        marginLeft: 46,
        marginRight: 14,
        x: { domain: [0.4, rows.length + 0.6] },
        y: { domain: [0, top] },
        marks: [
          axisX({
            label: narrow ? "bin, from low to high" : "bin, from the lowest values to the highest",
            ticks: rows.map((row) => row.place),
            format: ((place: number) => String(place)) as never,
          }),
          axisY({ label: "share of the draws", ticks: 4, format: percentTick as never }),
          Plot.rect(rows, {
            x1: (row: { place: number }) => row.place - 0.38,
            x2: (row: { place: number }) => row.place + 0.38,
            y1: "first",
            y2: "second",
            fill: theme.ink,
            fillOpacity: 0.12,
          } as never),
          Plot.link(rows, {
            x1: (row: { place: number }) => row.place - 0.38,
            x2: (row: { place: number }) => row.place + 0.38,
            y1: "second",
            y2: "second",
            stroke: theme.production,
            strokeWidth: 3,
          } as never),
          Plot.link(rows, {
            x1: (row: { place: number }) => row.place - 0.38,
            x2: (row: { place: number }) => row.place + 0.38,
            y1: "first",
            y2: "first",
            stroke: theme.training,
            strokeWidth: 3,
          } as never),
          // Beside its bar, halfway up what it adds.
          directLabel([worst], {
            x: (row: { place: number }) => row.place + (worst.place > 5 ? -0.38 : 0.38),
            y: (row: { first: number; second: number }) => (row.first + row.second) / 2,
            text: () => `adds ${two(worst.part)}`,
            side: worst.place > 5 ? "left" : "right",
            strong: true,
            gap: 6,
          }),
          Plot.text([`PSI ${two(samples.stability)}`], {
            frameAnchor: "top-right",
            dy: -24,
            fill: samples.stability - samples.stabilityNoise >= 0.1 ? theme.alarm : theme.ink,
            fontWeight: 650,
          } as never),
          ...names(rows, theme),
        ],
      },
      summary: `The stability index is ${two(samples.stability)}, of which sampling alone would give ${three(samples.stabilityNoise)}; bin ${worst.place} adds most, ${share(worst.first)} of the first sample and ${share(worst.second)} of the second.`,
      table: {
        columns: [
          { key: "bin", label: "bin" },
          { key: "values", label: "values" },
          { key: "first", label: "first" },
          { key: "second", label: "second" },
          { key: "part", label: "adds" },
        ],
        rows: [
          ...rows.map((row) => ({
            bin: String(row.place),
            values: `${two(row.from)} to ${two(row.to)}`,
            first: share(row.first),
            second: share(row.second),
            part: three(row.part),
          })),
          { bin: "all", values: "", first: "100 %", second: "100 %", part: two(samples.stability) },
        ],
      },
    };
  },
};
