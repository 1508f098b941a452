import type { Figure } from "../contracts.ts";
import { hatchFill, Plot } from "../shared/plot.ts";
import type { Result } from "./result.ts";
import { counted, percent } from "./words.ts";

/** Which failures a set of detectors sees, by name: what the team would have been told, and what not. */
export const watched: Figure<Result> = {
  title: "What this set of detectors sees",
  needs: ["watched"],
  height: (width) => (width < 480 ? 540 : 420),
  draw({ watched: { failures, detectors, seen, falseAlarms, low, high } }, width, theme) {
    const columns = width < 300 ? 1 : 2;
    const perColumn = Math.ceil(failures.length / columns);
    const cells = failures.map(({ name, seenBy }, at) => ({
      x: Math.floor(at / perColumn),
      y: at % perColumn,
      name: fitted(name, width / columns - 34),
      seen: seenBy.length > 0,
    }));
    const square = { x: "x", y: "y", r: 5.5, symbol: "square", dx: 8 } as const;
    return {
      plot: {
        marginLeft: 0,
        marginRight: 0,
        marginTop: 8,
        marginBottom: 8,
        x: { domain: [0, columns], axis: null },
        y: { domain: [perColumn - 0.5, -0.5], axis: null },
        marks: [
          Plot.dot(
            cells.filter((cell) => cell.seen),
            { ...square, fill: theme.alarm } as never,
          ),
          Plot.dot(
            cells.filter((cell) => !cell.seen),
            { ...square, fill: hatchFill, stroke: theme.quiet, strokeWidth: 1 } as never,
          ),
          Plot.text(cells, {
            x: "x",
            y: "y",
            text: "name",
            textAnchor: "start",
            dx: 22,
            fill: (cell: { seen: boolean }) => (cell.seen ? theme.ink : theme.quiet),
            fontWeight: (cell: { seen: boolean }) => (cell.seen ? 600 : 400),
          } as never),
        ],
      },
      summary: `${counted(detectors.length, "detector")} (${detectors.join(", ")}) see ${seen} of ${counted(failures.length, "failure")}. On the healthy twin at least one of them rings in ${percent(falseAlarms)} of the seeds (${percent(low)} to ${percent(high)}).`,
      table: {
        columns: [
          { key: "failure", label: "failure" },
          { key: "seenBy", label: "seen by" },
        ],
        rows: failures.map(({ name, seenBy }) => ({
          failure: name,
          seenBy: seenBy.length > 0 ? seenBy.join(", ") : "none of them",
        })),
      },
    };
  },
};

/** As much of a name as fits so many pixels. */
function fitted(name: string, pixels: number): string {
  const most = Math.max(8, Math.floor(pixels / 6.2));
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}
