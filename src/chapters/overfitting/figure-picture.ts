import type { Figure, Theme } from "../contracts.ts";
import { axisX, type Markish, Plot } from "../shared/plot.ts";
import type { Overlap, Result, SplitId } from "./result.ts";
import { capital, ORDER, SPLIT_NAMES, share, whole } from "./words.ts";

/** Two by two where there is room, one above the other on a phone. */
const isStacked = (width: number) => width < 560;

type Dot = { x: number; y: number; panel: SplitId; side: string; fraud: boolean };

export const splits: Figure<Result> = {
  title: "One customer a line, one payment a mark: what each split does",
  needs: ["picture", "overlaps"],
  height: (width) => (isStacked(width) ? 900 : 600),
  draw({ picture, overlaps }, width, theme) {
    const stacked = isStacked(width);
    const column = (panel: SplitId) => (stacked ? 0 : ORDER.indexOf(panel) % 2);
    const line = (panel: SplitId) => (stacked ? ORDER.indexOf(panel) : Math.floor(ORDER.indexOf(panel) / 2));
    const facet = {
      fx: ({ panel }: { panel: SplitId }) => column(panel),
      fy: ({ panel }: { panel: SplitId }) => line(panel),
    };
    const dots = ORDER.flatMap((panel, p) =>
      picture.points.map(
        ({ line, day, fraud, sides }): Dot => ({ x: day, y: line, panel, side: sides[p]!, fraud }),
      ),
    );
    const panels = ORDER.map((panel) => ({ panel }));
    const lines = ORDER.flatMap((panel) => picture.customers.map((_, y) => ({ panel, y })));
    return {
      plot: {
        marginTop: 40,
        marginBottom: 42,
        marginLeft: 8,
        marginRight: 8,
        x: { domain: [-0.5, picture.end + 0.5] },
        y: { domain: [picture.customers.length - 0.4, -0.6], axis: null },
        fx: { domain: stacked ? [0] : [0, 1], axis: null, padding: 0.06 },
        fy: { domain: stacked ? [0, 1, 2, 3] : [0, 1], axis: null, padding: 0.2 },
        marks: [
          axisX({
            label: stacked
              ? "day, from the first of training"
              : "day, from the first of training; payments of one day stand side by side",
            ticks: [0, 14, 28, 42, 56],
          }),
          Plot.ruleY(lines, { y: "y", stroke: theme.rule, ...facet } as never),
          Plot.rect(panels, {
            x1: () => picture.production - 0.25,
            x2: () => picture.end + 0.5,
            y1: () => -0.6,
            y2: () => picture.customers.length - 0.4,
            fill: theme.production,
            fillOpacity: 0.09,
            ...facet,
          } as never),
          ...(["time", "time-customer"] as const).map((panel) =>
            Plot.ruleX([{ panel }], {
              x: () => picture.cut,
              stroke: theme.quiet,
              strokeDasharray: "3,3",
              ...facet,
            } as never),
          ),
          ...marksOf(dots, facet, theme),
          Plot.text(panels, {
            frameAnchor: "top-left",
            lineAnchor: "bottom",
            textAnchor: "start",
            dy: -6,
            text: ({ panel }: { panel: SplitId }) =>
              `${capital(SPLIT_NAMES[panel])}${panel === "time-customer" ? " (× left out)" : ""}`,
            fill: theme.ink,
            fontWeight: 650,
            ...facet,
          } as never),
          Plot.text(panels, {
            frameAnchor: "top-right",
            lineAnchor: "bottom",
            textAnchor: "end",
            dy: -6,
            text: () => "production",
            fill: theme.production,
            ...facet,
          } as never),
          Plot.text([{ panel: ORDER[0]! }], {
            frameAnchor: "top-left",
            lineAnchor: "bottom",
            textAnchor: "start",
            dy: -24,
            text: () => "● learned from   ○ judged on   ■ □ ◆ fraud",
            fill: theme.quiet,
            ...facet,
          } as never),
        ],
      },
      summary: sentence(overlaps),
      table: {
        columns: [
          { key: "name", label: "split" },
          { key: "fit", label: "payments learned from" },
          { key: "held", label: "judged on" },
          { key: "frauds", label: "of them fraud" },
          { key: "known", label: "customer is learned from too" },
          { key: "older", label: "older than the newest learned from" },
          { key: "shown", label: "customers drawn in the picture" },
        ],
        rows: overlaps.map(({ split, fitRows, heldRows, heldFrauds, knownShare, olderShare }) => ({
          name: SPLIT_NAMES[split],
          fit: fitRows,
          held: heldRows,
          frauds: heldFrauds,
          known: share(knownShare),
          older: share(olderShare),
          shown: picture.customers.length,
        })),
      },
    };
  },
};

/** Filled where learned from, open where judged on, a diamond in production; frauds as squares; what is left out as a small cross. */
function marksOf(dots: readonly Dot[], facet: object, theme: Theme): Markish[] {
  const of = (side: string, fraud: boolean) => dots.filter((dot) => dot.side === side && dot.fraud === fraud);
  const dot = (side: string, fraud: boolean, look: object) =>
    Plot.dot(of(side, fraud), { x: "x", y: "y", r: fraud ? 3.4 : 2.8, ...look, ...facet } as never);
  const open = { fill: theme.paper, strokeWidth: 1.4 };
  return [
    dot("t", false, { fill: theme.training }),
    dot("v", false, { ...open, stroke: theme.ink }),
    dot("p", false, { symbol: "square", rotate: 45, fill: theme.production }),
    dot("-", false, { symbol: "times", stroke: theme.quiet, strokeOpacity: 0.6, r: 2 }),
    dot("-", true, { symbol: "times", stroke: theme.alarm, r: 2.4 }),
    dot("t", true, { symbol: "square", fill: theme.alarm }),
    dot("v", true, { ...open, symbol: "square", stroke: theme.alarm, strokeWidth: 1.8 }),
    dot("p", true, { symbol: "square", rotate: 45, fill: theme.alarm }),
  ];
}

function sentence(overlaps: readonly Overlap[]): string {
  const of = (id: SplitId) => overlaps.find(({ split }) => split === id)!;
  const [random, time, honest] = [of("random"), of("time"), of("time-customer")];
  return `Split at random, ${share(random.knownShare)} of the payments judged on are by customers the model has learned from; in time, ${share(time.knownShare)}; in time with new customers only, ${honest.knownRows === 0 ? "none" : whole(honest.knownRows)}, as ${whole(honest.heldRows)} payments are left to judge on.`;
}
