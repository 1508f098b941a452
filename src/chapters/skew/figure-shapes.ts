import type { Figure } from "../contracts.ts";
import { hatchFill, Plot } from "../shared/plot.ts";
import { diagonal, GAP, placed, planeOf, radiusOf } from "./plane.ts";
import type { Cause, Result, Shape } from "./result.ts";
import { capital, NAMES } from "./words.ts";

/** Distance between two squares: sideways in squares, upwards in pixels, for two lines of words. */
const ASIDE = 0.12;
const WORDS = 52;
const columnsFor = (width: number) => (width < 520 ? 2 : 3);
const squareFor = (width: number) => (width - 30) / (columnsFor(width) + (columnsFor(width) - 1) * ASIDE);

export const shapes: Figure<Result> = {
  title: "Six mismatches, six shapes: training value to the right, served value upwards",
  needs: ["shapes", "causes"],
  height(width) {
    const columns = columnsFor(width);
    return Math.round((6 / columns) * (squareFor(width) + WORDS) + 12);
  },
  draw({ shapes, causes }, width, theme) {
    const columns = columnsFor(width);
    const lines = Math.ceil(shapes.length / columns);
    const square = squareFor(width);
    const apart = WORDS / square;
    const origin = (i: number) => ({
      x: (i % columns) * (1 + ASIDE),
      y: -Math.floor(i / columns) * (1 + apart),
    });
    const frames = shapes.map((shape, i) => ({ ...origin(i), shape }));
    const all = shapes.flatMap((shape, i) => {
      const plane = planeOf(shape.mismatch, true);
      const from = plane.gaps ? GAP.from - 0.03 : -0.03;
      const inside = (value: number) => (value - from) / (1.05 - from);
      const most = Math.max(1, ...shape.cells.map(({ rows }) => rows));
      const { x, y } = origin(i);
      const marks = placed(shape, plane).map((one) => ({
        gx: x + inside(one.px),
        gy: y + inside(one.py),
        equal: one.equal,
        r: plane.slots === 0 ? 2.4 : radiusOf(one.rows, most, (0.34 * square) / Math.max(plane.slots, 8)),
      }));
      const line = diagonal(plane).map(({ px, py }) => ({ gx: x + inside(px), gy: y + inside(py), i }));
      const gap = plane.gaps ? [{ x1: x, x2: x + inside(GAP.to + 0.02), y1: y, y2: y + 1 }] : [];
      return [{ marks, line, gap }];
    });
    const marks = all.flatMap((one) => one.marks);
    const text = (dy: number, of: (shape: Shape) => string, strong: boolean) =>
      Plot.text(frames, {
        x: "x",
        y: (frame: { y: number }) => frame.y + 1,
        text: ({ shape }: { shape: Shape }) => of(shape),
        textAnchor: "start",
        lineAnchor: "bottom",
        dy,
        fill: strong ? theme.ink : theme.quiet,
        fontWeight: strong ? 650 : 500,
      } as never);
    return {
      plot: {
        marginLeft: 15,
        marginRight: 15,
        marginTop: WORDS,
        marginBottom: 12,
        x: { domain: [0, columns + (columns - 1) * ASIDE], axis: null },
        y: { domain: [-(lines - 1) * (1 + apart), 1], axis: null },
        r: { type: "identity" },
        marks: [
          Plot.rect(
            all.flatMap((one) => one.gap),
            {
              x1: "x1",
              x2: "x2",
              y1: "y1",
              y2: "y2",
              fill: hatchFill,
              fillOpacity: 0.5,
            } as never,
          ),
          Plot.rect(frames, {
            x1: "x",
            x2: (frame: { x: number }) => frame.x + 1,
            y1: "y",
            y2: (frame: { y: number }) => frame.y + 1,
            stroke: theme.rule,
            fill: "none",
          } as never),
          Plot.line(
            all.flatMap((one) => one.line),
            {
              x: "gx",
              y: "gy",
              z: "i",
              stroke: theme.quiet,
              strokeDasharray: "3,3",
            } as never,
          ),
          Plot.dot(
            marks.filter((one) => one.equal),
            {
              x: "gx",
              y: "gy",
              r: "r",
              fill: theme.paper,
              stroke: theme.quiet,
            } as never,
          ),
          Plot.dot(
            marks.filter((one) => !one.equal),
            {
              x: "gx",
              y: "gy",
              r: "r",
              symbol: "square",
              rotate: 45,
              fill: theme.production,
            } as never,
          ),
          text(-20, ({ mismatch }) => capital(NAMES[mismatch]), true),
          text(-5, ({ mismatch }) => shortCause(causes.find((one) => one.mismatch === mismatch)), false),
        ],
      },
      summary: sentence(causes),
      table: {
        columns: [
          { key: "mismatch", label: "mismatch" },
          { key: "feature", label: "feature" },
          { key: "different", label: "rows that differ, %" },
          { key: "cause", label: "cause that row parity names" },
        ],
        rows: causes.flatMap(({ mismatch, features }) =>
          features.map(({ feature, different, cause, value }) => ({
            mismatch: NAMES[mismatch],
            feature,
            different: Number((100 * different).toFixed(1)),
            cause:
              cause === "silent" ? "none: it is silent" : `${cause.replaceAll("-", " ")} ${value}`.trim(),
          })),
        ),
      },
    };
  },
};

/** What row parity names, in the few words that fit above a small square. */
function shortCause(cause: Cause | undefined): string {
  const { cause: id, value } = cause?.features[0] ?? { cause: "silent", value: "" };
  if (id === "constant-factor") return `a factor: × ${Number(Number(value).toPrecision(4))}`;
  if (id === "another-scale") return `a line: ${String(value).replace(" before", "")}`;
  if (id === "permuted-codes") return "codes change places";
  if (id === "shifted-hours") return `a shift: ${String(value).replace("-", "−")} h`;
  if (id === "stale-by-one") return "one refresh old";
  if (id === "missing-rule") return "missing on one side";
  return id === "silent" ? "all equal" : "no simple cause";
}

function sentence(causes: readonly Cause[]): string {
  const right = causes.filter((one) => one.right).length;
  const none = causes.filter((one) => one.features.every(({ cause }) => cause === "silent")).length;
  if (none === causes.length)
    return "No payment is served by the new code: all six squares show equal values alone.";
  return `Each mismatch leaves a shape of its own off the dashed line of equal values; row parity names the right cause for ${right === causes.length ? "all six" : `${right} of ${causes.length}`}.`;
}
