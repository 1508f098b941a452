import type { Figure } from "../contracts.ts";
import { axisX, axisY, Plot } from "../shared/plot.ts";
import { splitDot } from "./figure-promises.ts";
import type { Depth, Drawn, Result, SplitId } from "./result.ts";
import { ORDER, SPLIT_NAMES, signed, signedRange } from "./words.ts";

const Y = [-0.25, 0.35] as const;
const clamped = (value: number) => Math.max(Y[0], Math.min(Y[1], value));

/** Promise less production, for every split and depth. */
export const optimism: Figure<Result> = {
  title: "Promise less production",
  needs: ["depths", "numbers"],
  height: (width) => (width < 560 ? 480 : 320),
  draw({ depths, numbers }, width, theme) {
    const stacked = width < 560;
    const facet = {
      fx: ({ panel }: { panel: SplitId }) => (stacked ? ORDER.indexOf(panel) % 2 : ORDER.indexOf(panel)),
      fy: ({ panel }: { panel: SplitId }) => (stacked ? Math.floor(ORDER.indexOf(panel) / 2) : 0),
    };
    const rows = ORDER.flatMap((panel) =>
      depths.map(({ depth, optimism }, place) => ({ panel, place, depth, ...cut(optimism[panel]) })),
    );
    const panels = ORDER.map((panel) => ({ panel }));
    return {
      plot: {
        marginTop: 44,
        marginBottom: 42,
        marginLeft: 44,
        marginRight: 8,
        x: { domain: [-0.6, depths.length - 0.4] },
        y: { domain: [...Y] },
        fx: { domain: stacked ? [0, 1] : [0, 1, 2, 3], axis: null, padding: 0.06 },
        fy: { domain: stacked ? [0, 1] : [0], axis: null, padding: 0.22 },
        marks: [
          axisX({
            label: "depth of the trees",
            ticks: depths.map((_, place) => place),
            format: ((place: number) => String(depths[place]?.depth ?? "")) as never,
          }),
          axisY({ ticks: [-0.2, -0.1, 0, 0.1, 0.2, 0.3], format: signed as never }),
          Plot.ruleY(panels, {
            y: () => 0,
            stroke: theme.production,
            strokeWidth: 2,
            ...facet,
          } as never),
          Plot.link(rows, {
            x1: "place",
            x2: "place",
            y1: "low",
            y2: "high",
            stroke: theme.ink,
            strokeWidth: ({ depth }: { depth: number }) => (depth === numbers.depth ? 2.6 : 1.4),
            strokeOpacity: 0.6,
            ...facet,
          } as never),
          ...ORDER.map((id) =>
            splitDot(
              id,
              rows.filter(({ panel }) => panel === id),
              { x: "place", y: "value", r: 5, ...facet } as never,
              theme,
            ),
          ),
          Plot.text(panels, {
            frameAnchor: "top-left",
            lineAnchor: "bottom",
            textAnchor: "start",
            dy: -6,
            text: ({ panel }: { panel: SplitId }) => SPLIT_NAMES[panel],
            fill: theme.ink,
            fontWeight: 650,
            ...facet,
          } as never),
          Plot.text([{ panel: ORDER[0]! }], {
            x: () => -0.5,
            y: () => 0,
            textAnchor: "start",
            dy: 10,
            text: () => "as promised",
            fill: theme.production,
            stroke: theme.paper,
            strokeWidth: 4,
            ...facet,
          } as never),
          Plot.text([{ panel: ORDER[0]! }], {
            frameAnchor: "top-left",
            lineAnchor: "bottom",
            textAnchor: "start",
            dy: -26,
            text: () => "ROC AUC, promise less production",
            fill: theme.quiet,
            ...facet,
          } as never),
        ],
      },
      summary: sentence(depths, numbers.depth),
      table: {
        columns: [
          { key: "split", label: "split" },
          { key: "depth", label: "depth" },
          { key: "value", label: "promise less production" },
          { key: "interval", label: "95 % interval over redrawn customers" },
        ],
        rows: ORDER.flatMap((id) =>
          depths.map(({ depth, optimism: { [id]: one } }) => ({
            split: SPLIT_NAMES[id],
            depth,
            value: signed(one.value),
            interval: signedRange(one.low, one.high),
          })),
        ),
      },
    };
  },
};

const cut = ({ value, low, high }: Drawn) => ({
  value: clamped(value),
  low: clamped(low),
  high: clamped(high),
});

function sentence(depths: readonly Depth[], depth: number): string {
  const above = (id: SplitId) => depths.filter(({ optimism }) => optimism[id].low > 0).length;
  const set = depths.find((one) => one.depth === depth)!.optimism;
  const of = (id: SplitId) => `${signed(set[id].value)} (${signedRange(set[id].low, set[id].high)})`;
  const count = above("random");
  return `At depth ${depth} the random split promised ${of("random")} more than came, the split in time with new customers ${of("time-customer")}. The random split’s interval lies above zero at ${count === depths.length ? "every depth" : `${count} of ${depths.length} depths`}.`;
}
