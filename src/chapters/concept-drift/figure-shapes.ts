import type { Figure } from "../contracts.ts";
import { axisX, axisY, Plot } from "../shared/plot.ts";
import type { Result } from "./result.ts";
import { whole } from "./words.ts";

const WORDS: Readonly<Record<string, string>> = {
  sudden: "sudden",
  gradual: "gradual",
  incremental: "incremental",
  recurring: "recurring",
};
/** Doublings of EUR. */
const Y = [1, 8] as const;
const isNarrow = (width: number) => width < 620;

export const shapes: Figure<Result> = {
  title: "Four shapes of change: every square is a fraud, by its amount",
  needs: ["shapes", "strip"],
  height: (width) => (isNarrow(width) ? 470 : 280),
  draw({ shapes, strip }, width, theme) {
    const narrow = isNarrow(width);
    // Four panels in a row, or two by two.
    const cell = (i: number) => ({ fx: narrow ? i % 2 : i, fy: narrow ? Math.floor(i / 2) : 0 });
    const dots = shapes
      .flatMap(({ dots, isChosen }, i) =>
        dots.map(([day, amount]) => ({ day, y: Math.log2(amount), isChosen, ...cell(i) })),
      )
      .filter(({ y }) => y >= Y[0] && y <= Y[1]);
    const facet = { fx: "fx", fy: "fy" };
    const heads = shapes.map(({ shape, isChosen }, i) => ({
      text: `${isChosen ? "▸ " : ""}${WORDS[shape]!}`,
      isChosen,
      ...cell(i),
    }));
    return {
      plot: {
        marginTop: 30,
        marginBottom: 42,
        marginLeft: 58,
        marginRight: 10,
        x: { domain: [0, 56] },
        y: { domain: [...Y] },
        fx: { axis: null, padding: 0.08, domain: narrow ? [0, 1] : [0, 1, 2, 3] },
        fy: { axis: null, padding: 0.2, domain: narrow ? [0, 1] : [0] },
        marks: [
          axisX({ label: "day of production", ticks: [0, 14, 28, 42] }),
          axisY({ ticks: [1, 3, 5, 7], format: ((at: number) => `${whole(2 ** at)} EUR`) as never }),
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
            fillOpacity: (dot: { isChosen: boolean }) => (dot.isChosen ? 0.9 : 0.45),
            ...facet,
          } as never),
          Plot.text(heads, {
            text: "text",
            frameAnchor: "top-left",
            textAnchor: "start",
            lineAnchor: "bottom",
            dy: -5,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
            fontWeight: 600,
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
