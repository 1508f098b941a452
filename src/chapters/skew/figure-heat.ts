import type { Figure } from "../contracts.ts";
import { hatchFill, Plot } from "../shared/plot.ts";
import type { Heat, Result } from "./result.ts";
import { FEATURE_WORDS, inWords, share } from "./words.ts";

export const heat: Figure<Result> = {
  title: "Where the pipelines disagree: each feature on each day of production",
  needs: ["heat", "numbers"],
  height: (width) => (width < 480 ? 300 : 290),
  draw({ heat, numbers }, width, theme) {
    const narrow = width < 480;
    const days = heat.payments.map((_, day) => day);
    const cells = heat.features.flatMap(({ feature, different }) =>
      different.flatMap((value, day) => (value > 0 ? [{ feature, day, value }] : [])),
    );
    const names = heat.features.map(({ feature }) => ({
      feature,
      text: narrow ? FEATURE_WORDS[feature].split(",")[0]! : FEATURE_WORDS[feature],
    }));
    return {
      plot: {
        marginLeft: narrow ? 90 : 146,
        marginRight: 52,
        marginTop: 26,
        marginBottom: 42,
        padding: 0,
        x: { domain: days, type: "band", padding: 0.08, axis: null },
        y: { domain: heat.features.map(({ feature }) => feature), type: "band", padding: 0.14, axis: null },
        marks: [
          Plot.cell(
            heat.features.flatMap(({ feature }) => days.map((day) => ({ feature, day }))),
            { x: "day", y: "feature", fill: "none", stroke: theme.rule } as never,
          ),
          Plot.cell(cells, {
            x: "day",
            y: "feature",
            fill: theme.production,
            // A hundredth of the rows must be as plain to see as all of them, so the shade grows with the square root.
            fillOpacity: ({ value }: { value: number }) => 0.18 + 0.72 * Math.sqrt(value),
          } as never),
          Plot.cell(cells, {
            x: "day",
            y: "feature",
            fill: hatchFill,
            fillOpacity: 0.35,
          } as never),
          Plot.text(names, {
            y: "feature",
            text: "text",
            frameAnchor: "left",
            textAnchor: "end",
            dx: -8,
            fill: (row: { feature: string }) =>
              cells.some((cell) => cell.feature === row.feature) ? theme.ink : theme.quiet,
            fontWeight: (row: { feature: string }) =>
              cells.some((cell) => cell.feature === row.feature) ? 650 : 500,
          } as never),
          Plot.text(heat.features, {
            y: "feature",
            text: ({ all }: { all: number }) => (all === 0 ? "equal" : share(all)),
            frameAnchor: "right",
            textAnchor: "start",
            dx: 8,
            fill: theme.ink,
            fontWeight: ({ all }: { all: number }) => (all === 0 ? 500 : 650),
          } as never),
          Plot.text(["rows that differ"], {
            frameAnchor: "top-right",
            textAnchor: "end",
            dx: 46,
            dy: -20,
            fill: theme.quiet,
          } as never),
          Plot.axisX(narrow ? [0, 5, 10, 15, 20] : [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20], {
            tickSize: 0,
            tickPadding: 6,
            label: "day of production",
            labelAnchor: "center",
            labelArrow: "none",
            color: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(heat, numbers.features),
      table: {
        columns: [
          { key: "day", label: "day" },
          { key: "payments", label: "payments" },
          ...names.map(({ feature, text }) => ({ key: feature, label: `${text}, % differ` })),
        ],
        rows: days.map((day) => ({
          day,
          payments: heat.payments[day]!,
          ...Object.fromEntries(
            heat.features.map(({ feature, different }) => [
              feature,
              Number((100 * different[day]!).toFixed(1)),
            ]),
          ),
        })),
      },
    };
  },
};

function sentence({ features }: Heat, count: number): string {
  const other = features.filter(({ all }) => all > 0);
  if (other.length === 0) return `All ${count} features are equal in every row of every day.`;
  const { feature, different } = other.reduce((a, b) => (b.all > a.all ? b : a));
  const first = different.findIndex((value) => value > 0);
  const largest = Math.max(...different);
  return `${other.length} of ${count} features ${other.length === 1 ? "differs" : "differ"}: from day ${first} on the ${inWords(feature)} is another one in up to ${share(largest)} of a day’s rows, and the other features are equal in all of them.`;
}
