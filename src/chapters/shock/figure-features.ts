import type { Figure } from "../contracts.ts";
import { Plot } from "../shared/plot.ts";
import { crisisBand, crisisLabel, monthAxis, productionDomain } from "./marks.ts";
import type { FeatureLine, Result, When } from "./result.ts";
import { FEATURE_NAMES, LAST, mean, two } from "./words.ts";

/** The default threshold of the Wasserstein detector. */
const RINGS = 0.1;
/** The distance that fills a row. */
const FULL = 0.9;
const ROW = 52;
/** The height of such a bar, as a share of the row; roots of the distances, so that small ones can be seen. */
const TALL = 0.58;

/** Each feature's distance from training, month by month: one row of bars a feature, filled where it rings. */
export const features: Figure<Result> = {
  title: "How far each feature lies from training, month by month",
  needs: ["when", "features"],
  height: () => 6 * ROW + 70,
  draw({ when, features: lines }, width, theme) {
    const bars = lines.flatMap(({ feature, distances }, i) =>
      distances.map((distance, month) => ({
        x1: month + 0.12,
        x2: month + 0.88,
        base: -i,
        top: -i + TALL * Math.sqrt(Math.min(1, distance / FULL)),
        rings: distance >= RINGS,
        feature,
      })),
    );
    return {
      plot: {
        marginTop: 26,
        marginBottom: 40,
        marginLeft: 8,
        marginRight: 8,
        x: { domain: productionDomain },
        y: { domain: [-lines.length + 0.9, 1], axis: null, clamp: true },
        marks: [
          ...crisisBand(when, theme),
          ...crisisLabel(when, theme),
          monthAxis(width, false),
          Plot.ruleY(
            lines.map((_, i) => -i),
            { stroke: theme.rule },
          ),
          Plot.ruleY(
            lines.map((_, i) => -i + TALL * Math.sqrt(RINGS / FULL)),
            { stroke: theme.quiet, strokeDasharray: "1,4" },
          ),
          Plot.rect(
            bars.filter(({ rings }) => rings),
            { x1: "x1", x2: "x2", y1: "base", y2: "top", fill: theme.alarm, fillOpacity: 0.85 } as never,
          ),
          Plot.rect(
            bars.filter(({ rings }) => !rings),
            { x1: "x1", x2: "x2", y1: "base", y2: "top", fill: theme.quiet, fillOpacity: 0.55 } as never,
          ),
          Plot.text(
            lines.map((line, i) => ({ y: -i + 0.8, name: FEATURE_NAMES[line.feature] })),
            {
              x: () => 0.2,
              y: "y",
              text: "name",
              textAnchor: "start",
              fill: theme.ink,
              fontWeight: 600,
              stroke: theme.paper,
              strokeWidth: 4,
            } as never,
          ),
          Plot.text(
            lines.map((line, i) => ({ y: -i + 0.8, text: said(line) })),
            {
              x: () => LAST - 0.2,
              y: "y",
              text: "text",
              textAnchor: "end",
              fill: theme.quiet,
              stroke: theme.paper,
              strokeWidth: 4,
            } as never,
          ),
        ],
      },
      summary: sentence(when, lines),
      table: {
        columns: [
          { key: "feature", label: "feature" },
          { key: "first", label: "rings first in month" },
          { key: "last", label: "and last in month" },
          { key: "peak", label: "farthest", unit: "standard deviations" },
          { key: "crisis", label: "mean in the crisis" },
          { key: "end", label: "mean of the last six months" },
        ],
        rows: lines.map(({ feature, distances }) => {
          const ringing = ringsIn(distances);
          return {
            feature,
            first: ringing.length === 0 ? null : String(ringing[0]),
            last: ringing.length === 0 ? null : String(ringing.at(-1)),
            peak: two(Math.max(...distances)),
            crisis: two(mean(distances.slice(when.start, when.end))),
            end: two(mean(distances.slice(-6))),
          };
        }),
      },
    };
  },
};

const ringsIn = (distances: readonly number[]) =>
  distances.flatMap((distance, month) => (distance >= RINGS ? [month] : []));

function said({ distances }: FeatureLine): string {
  const ringing = ringsIn(distances);
  return ringing.length === 0 ? "silent" : `rings in ${ringing.length} of ${distances.length} months`;
}

function sentence({ depth, start }: When, lines: readonly FeatureLine[]): string {
  const firsts = lines
    .map((line) => ({ name: FEATURE_NAMES[line.feature]!, months: ringsIn(line.distances) }))
    .filter(({ months }) => months.length > 2)
    .map(({ name, months }) => ({
      name,
      first: months.find((month) => month >= start) ?? months[0]!,
      last: months.at(-1)!,
    }));
  if (firsts.length === 0)
    return depth === 0
      ? "Without a crisis no feature keeps ringing: what is left is chance."
      : "No feature rings in more than two months: so mild a crisis hardly moves them.";
  const sorted = [...firsts].sort((a, b) => a.first - b.first);
  const [early, late] = [sorted[0]!, sorted.at(-1)!];
  const longest = [...firsts].sort((a, b) => b.last - a.last)[0]!;
  return `First to ring is “${early.name}”, in month ${early.first}${late === early ? "" : `, last “${late.name}”, in month ${late.first}`}; “${longest.name}” still rings in month ${longest.last}.`;
}
