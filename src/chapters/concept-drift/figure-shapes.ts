import type { Figure } from "../contracts.ts";
import { axisX, axisY, Plot } from "../shared/plot.ts";
import type { Result } from "./result.ts";
import { whole } from "./words.ts";

const WORDS: Readonly<Record<string, string>> = {
  sudden: "sudden: overnight",
  gradual: "gradual: one by one",
  incremental: "incremental: all slide",
  recurring: "recurring: there and back",
};
/** Doublings of EUR. */
const Y = [1, 8] as const;
const isNarrow = (width: number) => width < 620;

export const shapes: Figure<Result> = {
  title: "Four shapes of change: every dot is a fraud",
  needs: ["shapes", "strip"],
  height: (width) => (isNarrow(width) ? 470 : 280),
  draw({ shapes, strip }, width, theme) {
    const narrow = isNarrow(width);
    // Four panels in a row, or two by two.
    const cell = (i: number) => ({ fx: narrow ? i % 2 : i, fy: narrow ? Math.floor(i / 2) : 0 });
    const dots = shapes
      .flatMap(({ dots }, i) => dots.map(([day, amount]) => ({ day, y: Math.log2(amount), ...cell(i) })))
      .filter(({ y }) => y >= Y[0] && y <= Y[1]);
    const facet = { fx: "fx", fy: "fy" };
    const heads = shapes.map(({ shape }, i) => ({ text: WORDS[shape]!, ...cell(i) }));
    return {
      plot: {
        marginTop: 36,
        marginBottom: 42,
        marginLeft: 44,
        marginRight: 10,
        x: { domain: [0, 56] },
        y: { domain: [...Y] },
        fx: { axis: null, padding: 0.08, domain: narrow ? [0, 1] : [0, 1, 2, 3] },
        fy: { axis: null, padding: 0.2, domain: narrow ? [0, 1] : [0] },
        marks: [
          axisX({ label: "day of production", ticks: [0, 28, 56] }),
          axisY({
            label: "amount of the fraud, EUR",
            ticks: [1, 3, 5, 7],
            format: ((at: number) => whole(2 ** at)) as never,
          }),
          Plot.ruleX(
            heads.map((head) => ({ ...head, x: strip.changes[0] })),
            { x: "x", stroke: theme.ink, strokeOpacity: 0.6, ...facet } as never,
          ),
          Plot.dot(dots, {
            x: "day",
            y: "y",
            r: 2.1,
            symbol: "square",
            fill: theme.alarm,
            fillOpacity: 0.75,
            ...facet,
          } as never),
          Plot.text(heads, {
            text: "text",
            frameAnchor: "top-left",
            textAnchor: "start",
            lineAnchor: "bottom",
            dy: narrow ? -2 : -18,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
            fontWeight: 650,
            ...facet,
          } as never),
        ],
      },
      summary:
        "A sudden change moves all thieves in one night, a gradual one thief after another, an incremental one moves them all a little every day, and a recurring one goes back and comes again.",
      table: {
        columns: [
          { key: "shape", label: "shape" },
          { key: "before", label: "middle amount before the change", unit: "EUR" },
          { key: "during", label: "in the week of the change", unit: "EUR" },
          { key: "last", label: "in the last week", unit: "EUR" },
        ],
        rows: shapes.map(({ shape, dots }) => {
          const change = strip.changes[0]!;
          const middle = (from: number, to: number) => {
            const own = dots.filter(([day]) => day >= from && day < to).map(([, amount]) => amount);
            return own.length === 0 ? null : Math.round(own.sort((a, b) => a - b)[own.length >> 1]!);
          };
          return {
            shape,
            before: middle(0, change),
            during: middle(change, change + 7),
            last: middle(49, 56),
          };
        }),
      },
    };
  },
};
