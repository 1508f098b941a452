import type { Figure } from "../contracts.ts";
import { hatch, Plot } from "../shared/plot.ts";
import type { Result } from "./result.ts";
import { listed } from "./summary.ts";
import { counted } from "./words.ts";

/** Every failure is a column, the best seen on the left; every family a row; a square where the family sees it. */
export const families: Figure<Result> = {
  title: "Which family of detectors sees which failures",
  needs: ["families", "hidden"],
  height: (width) => (width < 480 ? 300 : 316),
  draw({ families, hidden }, width, theme) {
    const narrow = width < 480;
    const order = hidden
      .map((_, at) => at)
      .sort(
        (a, b) =>
          hidden[b]!.families.length - hidden[a]!.families.length || hidden[b]!.seenBy - hidden[a]!.seenBy,
      );
    const rows = [...families].sort((a, b) => b.sees.length - a.sees.length);
    const cells = rows.flatMap((family) =>
      order.map((at, x) => ({ x, family: family.name, sees: family.sees.includes(at) })),
    );
    const blind = order.flatMap((at, x) => (hidden[at]!.seenBy === 0 ? [x] : []));
    const counts = rows.map(({ name, sees }) => ({ family: name, text: String(sees.length) }));
    const best = rows[0]!;
    const none = hidden.filter(({ seenBy }) => seenBy === 0);
    return {
      plot: {
        marginLeft: narrow ? 112 : 136,
        marginRight: 34,
        marginTop: 30,
        marginBottom: 40,
        x: { type: "band", domain: order.map((_, x) => x), axis: null, padding: 0.12 },
        y: { type: "band", domain: rows.map(({ name }) => name), axis: null, padding: 0.18 },
        marks: [
          ...(blind.length > 0
            ? [
                hatch(
                  rows.flatMap(({ name }) => blind.map((x) => ({ x, y: name }))),
                  { x: "x", y: "y" },
                ),
              ]
            : []),
          Plot.cell(
            cells.filter(({ x }) => !blind.includes(x)),
            { x: "x", y: "family", fill: theme.rule, fillOpacity: 0.45 } as never,
          ),
          Plot.cell(
            cells.filter(({ sees }) => sees),
            { x: "x", y: "family", fill: theme.alarm } as never,
          ),
          Plot.text(rows, {
            y: "name",
            text: "name",
            frameAnchor: "left",
            textAnchor: "start",
            dx: narrow ? -108 : -132,
            fill: theme.ink,
            fontWeight: 500,
          } as never),
          Plot.text(counts, {
            y: "family",
            text: "text",
            frameAnchor: "right",
            textAnchor: "end",
            dx: 28,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.text(["sees"], {
            frameAnchor: "top-right",
            textAnchor: "end",
            dx: 28,
            dy: -14,
            fill: theme.quiet,
          } as never),
          Plot.text([`${hidden.length} failures, the best seen first`], {
            frameAnchor: "bottom-left",
            textAnchor: "start",
            lineAnchor: "top",
            dy: 10,
            fill: theme.quiet,
          } as never),
          ...(blind.length > 0
            ? [
                Plot.text(["seen by none"], {
                  frameAnchor: "bottom-right",
                  textAnchor: "end",
                  lineAnchor: "top",
                  dy: narrow ? 24 : 10,
                  fill: theme.quiet,
                } as never),
              ]
            : []),
        ],
      },
      summary: `${capital(best.name)} see most: ${best.sees.length} of ${counted(hidden.length, "failure")}. ${
        none.length === 0
          ? "Every failure is seen by some family."
          : `No family sees ${listed(none.map(({ name }) => name.toLowerCase()))}.`
      }`,
      table: {
        columns: [
          { key: "failure", label: "failure" },
          { key: "seenBy", label: "detectors that see it" },
          { key: "heardBy", label: "that hear something" },
          { key: "families", label: "families that see it" },
        ],
        rows: order.map((at) => ({
          failure: hidden[at]!.name,
          seenBy: hidden[at]!.seenBy,
          heardBy: hidden[at]!.heardBy,
          families: listed(hidden[at]!.families.map((one) => families[one]!.name)),
        })),
      },
    };
  },
};

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
