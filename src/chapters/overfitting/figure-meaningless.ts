import type { Figure } from "../contracts.ts";
import { axisX, Plot } from "../shared/plot.ts";
import { splitDot } from "./figure-promises.ts";
import type { Meaningless, Result, SplitId } from "./result.ts";
import { ORDER, range, SPLIT_NAMES, SPLIT_SHORT, two } from "./words.ts";

const X = [0.35, 0.85] as const;
const clamped = (value: number) => Math.max(X[0], Math.min(X[1], value));

/** What each split promises where the labels mean nothing. */
export const meaningless: Figure<Result> = {
  title: "Labels that mean nothing: what each split promises",
  needs: ["meaningless"],
  height: () => 270,
  draw({ meaningless }, width, theme) {
    const narrow = width < 480;
    const rows = meaningless.map(({ split, auc }, place) => ({
      split,
      place,
      text: two(auc.value),
      value: clamped(auc.value),
      low: clamped(auc.low),
      high: clamped(auc.high),
    }));
    return {
      plot: {
        marginTop: 34,
        marginBottom: 42,
        marginLeft: narrow ? 96 : 170,
        marginRight: 46,
        x: { domain: [...X] },
        y: { domain: [3.5, -0.5], axis: null },
        marks: [
          axisX({ label: "ROC AUC promised", ticks: [0.4, 0.5, 0.6, 0.7, 0.8], format: two as never }),
          Plot.ruleY(rows, { y: "place", stroke: theme.rule } as never),
          Plot.ruleX([0.5], { stroke: theme.production, strokeWidth: 2 } as never),
          Plot.text([{}], {
            x: () => 0.5,
            text: () => "all there is to know",
            frameAnchor: "top",
            dy: -18,
            fill: theme.production,
          } as never),
          Plot.link(rows, {
            x1: "low",
            x2: "high",
            y1: "place",
            y2: "place",
            stroke: theme.ink,
            strokeWidth: 2,
            strokeOpacity: 0.5,
          } as never),
          ...ORDER.map((id) =>
            splitDot(
              id,
              rows.filter(({ split }) => split === id),
              { x: "value", y: "place", r: 6 },
              theme,
            ),
          ),
          Plot.text(rows, {
            frameAnchor: "left",
            y: "place",
            text: ({ split }: { split: SplitId }) => (narrow ? SPLIT_SHORT : SPLIT_NAMES)[split],
            textAnchor: "end",
            dx: -10,
            fill: theme.ink,
          } as never),
          Plot.text(rows, {
            frameAnchor: "right",
            y: "place",
            text: "text",
            textAnchor: "start",
            dx: 8,
            fill: theme.ink,
          } as never),
        ],
      },
      summary: sentence(meaningless),
      table: {
        columns: [
          { key: "split", label: "split" },
          { key: "auc", label: "ROC AUC promised" },
          { key: "interval", label: "95 % interval over redrawn customers" },
        ],
        rows: meaningless.map(({ split, auc }) => ({
          split: SPLIT_NAMES[split],
          auc: two(auc.value),
          interval: range(auc.low, auc.high),
        })),
      },
    };
  },
};

function sentence(rows: readonly Meaningless[]): string {
  const of = (id: SplitId) => two(rows.find(({ split }) => split === id)!.auc.value);
  return `There is nothing to learn, and the random split promises ${of("random")}; split by customer it is ${of("customer")}, in time with new customers ${of("time-customer")}.`;
}
