import type { Figure } from "../contracts.ts";
import { axisX, Plot, productionDot } from "../shared/plot.ts";
import { splitDot } from "./figure-promises.ts";
import type { Choice, Result, SplitId } from "./result.ts";
import { ORDER, SPLIT_NAMES, SPLIT_SHORT, two } from "./words.ts";

const X = [0.55, 0.95] as const;
const clamped = (value: number) => Math.max(X[0], Math.min(X[1], value));

/** What a team ships that lets each split choose, and what becomes of the promise. */
export const choices: Figure<Result> = {
  title: "The model that each split chooses",
  needs: ["choices", "chosen"],
  height: (width) => (width < 480 ? 330 : 300),
  draw({ choices, chosen }, width, theme) {
    const narrow = width < 480;
    const rows = choices.map((choice, place) => ({
      ...choice,
      place,
      from: clamped(choice.promise),
      to: clamped(choice.production),
    }));
    const best = Math.max(...choices.map(({ production }) => production));
    return {
      plot: {
        marginTop: 38,
        marginBottom: 42,
        marginLeft: narrow ? 10 : 176,
        marginRight: narrow ? 16 : 130,
        x: { domain: [...X] },
        y: { domain: [3.5, -0.5], axis: null },
        marks: [
          axisX({ label: "ROC AUC", ticks: [0.6, 0.7, 0.8, 0.9], format: two as never }),
          Plot.ruleY(rows, { y: "place", stroke: theme.rule } as never),
          Plot.ruleX([clamped(best)], { stroke: theme.production, strokeDasharray: "3,3" } as never),
          Plot.link(rows, {
            x1: "from",
            x2: "to",
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
              { x: "from", y: "place", r: 5.5 },
              theme,
            ),
          ),
          productionDot(rows, { x: "to", y: "place", r: 6.5 }),
          Plot.text(rows, {
            ...(narrow
              ? { x: () => X[0], textAnchor: "start", dy: -18 }
              : { frameAnchor: "left", textAnchor: "end", dx: -12 }),
            y: "place",
            text: (row: Choice) =>
              `${(narrow ? SPLIT_SHORT : SPLIT_NAMES)[row.split]}${narrow ? `: ${sizeOf(row)}` : ""}`,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
            fontWeight: ({ split }: { split: SplitId }) => (split === chosen.split ? 650 : 500),
          } as never),
          ...(narrow
            ? []
            : [
                Plot.text(rows, {
                  frameAnchor: "right",
                  y: "place",
                  text: sizeOf,
                  textAnchor: "start",
                  dx: 10,
                  fill: theme.quiet,
                } as never),
              ]),
          Plot.text([rows[0]!], {
            x: "from",
            y: "place",
            text: () => "promised",
            dy: narrow ? -14 : -18,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text([{}], {
            x: () => clamped(best),
            text: () => "best in production",
            frameAnchor: "top",
            dy: -22,
            fill: theme.production,
          } as never),
        ],
      },
      summary: sentence(choices),
      table: {
        columns: [
          { key: "split", label: "split" },
          { key: "depth", label: "depth chosen" },
          { key: "trees", label: "trees chosen" },
          { key: "promise", label: "promised" },
          { key: "production", label: "production" },
        ],
        rows: choices.map(({ split, depth, trees, promise, production }) => ({
          split: SPLIT_NAMES[split],
          depth,
          trees,
          promise: two(promise),
          production: two(production),
        })),
      },
    };
  },
};

const sizeOf = ({ depth, trees }: Choice): string => `depth ${depth}, ${trees} trees`;

function sentence(choices: readonly Choice[]): string {
  const of = (id: SplitId) => choices.find(({ split }) => split === id)!;
  const say = ({ depth, trees, promise, production }: Choice) =>
    `depth ${depth} and ${trees} trees, promises ${two(promise)} and gets ${two(production)}`;
  return `The random split chooses ${say(of("random"))}; the split in time with new customers ${say(of("time-customer"))}.`;
}
