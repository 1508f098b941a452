import type { Figure } from "../contracts.ts";
import { Plot } from "../shared/plot.ts";
import { crisisBand, crisisLabel, monthAxis, productionDomain } from "./marks.ts";
import type { ChangePoint, Result } from "./result.ts";
import { LAST, one } from "./words.ts";

const STREAMS = ["out of work", "credit in use", "income", "missed instalments", "score", "defaults"];
const ROW = 46;

/** Where ADWIN finds changes in each stream, in the order in which it could be read. */
export const changes: Figure<Result> = {
  title: "Changes found in each stream, when they could be found",
  needs: ["when", "changes"],
  height: () => STREAMS.length * ROW + 70,
  draw({ when, changes: found }, width, theme) {
    const place = (stream: string) => -STREAMS.indexOf(stream);
    const rows = found.map((change) => ({ ...change, y: place(change.stream) }));
    const here = rows.filter(({ world }) => world === "shock");
    const twin = rows.filter(({ world }) => world === "twin");
    const path = (stream: string) => {
      const own = here.filter((row) => row.stream === stream).map(({ month }) => month);
      return own.length === 0 ? "no change found" : `month ${own.map((month) => one(month)).join(", ")}`;
    };
    return {
      plot: {
        marginTop: 26,
        marginBottom: 40,
        marginLeft: 8,
        marginRight: 8,
        x: { domain: productionDomain },
        y: { domain: [-STREAMS.length + 0.6, 0.85], axis: null },
        marks: [
          ...crisisBand(when, theme),
          ...crisisLabel(when, theme),
          monthAxis(width, false),
          Plot.ruleY(
            STREAMS.map((_, i) => -i),
            { stroke: theme.rule },
          ),
          Plot.dot(twin, {
            x: "month",
            y: "y",
            r: 5,
            fill: theme.paper,
            stroke: theme.quiet,
            strokeWidth: 1.6,
          } as never),
          Plot.dot(here, {
            x: "month",
            y: "y",
            r: 6,
            symbol: "triangle",
            fill: theme.alarm,
            stroke: theme.paper,
            strokeWidth: 1.5,
          } as never),
          Plot.text(
            STREAMS.map((stream, i) => ({
              y: -i + 0.5,
              text: stream === "defaults" ? "defaults, as booked" : stream,
            })),
            {
              x: () => 0.2,
              y: "y",
              text: "text",
              textAnchor: "start",
              fill: theme.ink,
              fontWeight: 600,
              stroke: theme.paper,
              strokeWidth: 4,
            } as never,
          ),
          Plot.text(
            STREAMS.map((stream, i) => ({ y: -i + 0.5, text: path(stream) })),
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
      summary: sentence(found),
      table: {
        columns: [
          { key: "stream", label: "stream" },
          { key: "here", label: "this world, months" },
          { key: "twin", label: "healthy twin, months" },
        ],
        rows: STREAMS.map((stream) => {
          const of = (world: ChangePoint["world"]) => {
            const own = found.filter((change) => change.stream === stream && change.world === world);
            return own.length === 0 ? "none" : own.map(({ month }) => one(month)).join(", ");
          };
          return { stream, here: of("shock"), twin: of("twin") };
        }),
      },
    };
  },
};

function sentence(found: readonly ChangePoint[]): string {
  const of = (world: ChangePoint["world"], isOutcome: boolean) =>
    found
      .filter((change) => change.world === world && (change.stream === "defaults") === isOutcome)
      .map(({ month }) => month);
  const [features, outcomes] = [of("shock", false), of("shock", true)];
  const alarms = found.filter(({ world }) => world === "twin").length;
  const twin = `on the healthy twin there ${alarms === 1 ? "is 1" : `are ${alarms === 0 ? "none" : alarms}`}`;
  if (features.length === 0 && outcomes.length === 0) return `No change is found in any stream; ${twin}.`;
  const first =
    features.length === 0
      ? "In the features no change is found"
      : `The first change in a feature is found in month ${one(Math.min(...features))}`;
  const later =
    outcomes.length === 0
      ? "in the outcomes none is"
      : `in the outcomes in month ${one(Math.min(...outcomes))}`;
  return `${first}, ${later}; ${twin}.`;
}
