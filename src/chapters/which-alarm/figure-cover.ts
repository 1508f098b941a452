import type { Figure } from "../contracts.ts";
import { hatch, Plot } from "../shared/plot.ts";
import type { Grown, Result } from "./result.ts";
import { counted, percent } from "./words.ts";

/** Rows that the picture has room for at any setting; a longer cover is drawn tighter. */
const ROOM = 9;

/** How many detectors it takes to see how many failures: the greedy cover, one row a detector, what it adds in full colour. */
export const cover: Figure<Result> = {
  title: "The smallest set that sees most, one detector more at a time",
  needs: ["grown", "numbers"],
  height: () => 372,
  draw({ grown, numbers }, width, theme) {
    const narrow = width < 520;
    const rows = grown.map((step, at) => ({
      ...step,
      at,
      before: at === 0 ? 0 : grown[at - 1]!.seen,
      label: `${at + 1}  ${narrow ? shorter(step.name) : step.name}`,
    }));
    type Row = (typeof rows)[number];
    const count = Math.max(ROOM, rows.length);
    const half = 0.34;
    const bar = (x1: keyof Row, x2: keyof Row, opacity: number) =>
      Plot.rect(rows, {
        x1,
        x2,
        y1: (row: Row) => row.at - half,
        y2: (row: Row) => row.at + half,
        fill: theme.alarm,
        fillOpacity: opacity,
      } as never);
    const zero = rows.map((row) => ({ ...row, zero: 0 }));
    const last = grown.at(-1);
    return {
      plot: {
        marginLeft: narrow ? 122 : 208,
        marginRight: narrow ? 58 : 92,
        marginTop: 34,
        marginBottom: 36,
        x: { domain: [0, numbers.failures] },
        y: { domain: [count - 0.5, -0.5], axis: null },
        marks: [
          Plot.axisX({
            ticks: narrow ? 3 : 6,
            tickSize: 0,
            tickPadding: 6,
            label: "failures seen",
            labelAnchor: "center",
            labelArrow: "none",
            color: theme.quiet,
          } as never),
          Plot.gridX({ ticks: narrow ? 3 : 6, stroke: theme.rule, strokeOpacity: 1 } as never),
          ...(numbers.blind > 0
            ? [
                hatch([{ x1: numbers.seen, x2: numbers.failures }], { x1: "x1", x2: "x2" }),
                Plot.text([`${numbers.blind} seen by none`], {
                  x: numbers.failures,
                  frameAnchor: "top",
                  textAnchor: "end",
                  dy: -13,
                  fill: theme.quiet,
                } as never),
              ]
            : []),
          Plot.rect(zero, {
            x1: "zero",
            x2: "before",
            y1: (row: Row) => row.at - half,
            y2: (row: Row) => row.at + half,
            fill: theme.alarm,
            fillOpacity: 0.22,
          } as never),
          bar("before", "seen", 1),
          Plot.text(rows, {
            y: "at",
            text: "label",
            frameAnchor: "left",
            textAnchor: "start",
            dx: narrow ? -118 : -204,
            fill: theme.ink,
            fontWeight: 500,
          } as never),
          Plot.text(rows, {
            x: "seen",
            y: "at",
            text: (row: Row) => String(row.seen),
            textAnchor: "start",
            dx: 6,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
            fontWeight: 650,
          } as never),
          Plot.text(rows, {
            y: "at",
            text: (row: Row) => percent(row.falseAlarms),
            frameAnchor: "right",
            textAnchor: "end",
            dx: narrow ? 54 : 88,
            fill: theme.ink,
          } as never),
          Plot.text([narrow ? "false\nalarms" : "false alarms"], {
            frameAnchor: "top-right",
            textAnchor: "end",
            lineAnchor: "bottom",
            dx: narrow ? 54 : 88,
            dy: -6,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: last
        ? `${counted(grown.length, "detector")} see ${numbers.seen} of ${counted(numbers.failures, "failure")}, and at least one of them rings on ${percent(last.falseAlarms)} of the healthy companies. ${numbers.halfSize === 1 ? "The first sees" : `The first ${numbers.halfSize} see`} half of what can be seen.`
        : "At this strength and with so few seeds no detector sees anything for certain.",
      table: {
        columns: [
          { key: "step", label: "detectors" },
          { key: "name", label: "the one that is added" },
          { key: "adds", label: "failures that it adds" },
          { key: "seen", label: "failures seen" },
          { key: "falseAlarms", label: "rings on the healthy twin", unit: "share of seeds" },
          { key: "low", label: "from" },
          { key: "high", label: "to" },
        ],
        rows: grown.map((step: Grown, i) => ({ ...step, step: i + 1, adds: step.adds.join(", ") })),
      },
    };
  },
};

const shorter = (name: string) => (name.length > 16 ? `${name.slice(0, 15).trimEnd()}…` : name);
