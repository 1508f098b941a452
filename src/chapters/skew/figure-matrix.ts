import type { Figure } from "../contracts.ts";
import { Plot } from "../shared/plot.ts";
import type { Mark, MatrixRow, Result } from "./result.ts";
import { capital, NAMES } from "./words.ts";

const COLUMNS = [
  { id: "row-parity", name: "row parity", short: "parity" },
  { id: "kolmogorov-smirnov", name: "Kolmogorov–Smirnov", short: "KS" },
  { id: "wasserstein", name: "Wasserstein", short: "Wass." },
  { id: "population-stability", name: "stability index", short: "PSI" },
  { id: "chi-square", name: "chi-square", short: "χ²" },
  { id: "range", name: "range", short: "range" },
  { id: "missing-share", name: "missing share", short: "miss." },
] as const;

const SIGNS: Readonly<Record<Mark, string>> = {
  rings: "▲",
  silent: "○",
  "cannot-tell": "–",
  "false-alarm": "△",
};
const WORDS: Readonly<Record<Mark, string>> = {
  rings: "rings",
  silent: "silent",
  "cannot-tell": "cannot tell",
  "false-alarm": "rings on the twin too",
};

export const matrix: Figure<Result> = {
  title: "Which alarm notices which mismatch",
  needs: ["matrix", "unseen"],
  height: (width) => (width < 520 ? 400 : 330),
  draw({ matrix, unseen }, width, theme) {
    const narrow = width < 520;
    const cells = matrix.flatMap(({ mismatch, marks }) =>
      COLUMNS.map(({ id }) => ({ mismatch, id, mark: marks[id]! })),
    );
    const rings = cells.filter(({ mark }) => mark === "rings");
    const others = cells.filter(({ mark }) => mark !== "rings");
    const rows = matrix.map(({ mismatch }) => ({ mismatch, text: capital(NAMES[mismatch]) }));
    return {
      plot: {
        marginLeft: narrow ? 8 : 164,
        marginRight: 8,
        marginTop: 34,
        marginBottom: 26,
        padding: 0,
        x: { domain: COLUMNS.map(({ id }) => id), type: "band", padding: 0.08, axis: null },
        y: {
          domain: matrix.map(({ mismatch }) => mismatch),
          type: "band",
          padding: narrow ? 0.5 : 0.16,
          axis: null,
        },
        marks: [
          Plot.cell(others, { x: "id", y: "mismatch", fill: "none", stroke: theme.rule } as never),
          Plot.cell(rings, {
            x: "id",
            y: "mismatch",
            fill: theme.alarm,
            fillOpacity: 0.13,
            stroke: theme.alarm,
          } as never),
          Plot.text(cells, {
            x: "id",
            y: "mismatch",
            text: ({ mark }: { mark: Mark }) => SIGNS[mark],
            fill: ({ mark }: { mark: Mark }) => (mark === "rings" ? theme.alarm : theme.quiet),
            fontSize: 14,
            fontWeight: 650,
          } as never),
          Plot.text(COLUMNS, {
            x: "id",
            text: narrow ? "short" : "name",
            frameAnchor: "top",
            lineAnchor: "bottom",
            dy: -8,
            fill: theme.ink,
          } as never),
          Plot.text(rows, {
            y: "mismatch",
            text: "text",
            frameAnchor: "left",
            textAnchor: narrow ? "start" : "end",
            dx: narrow ? 2 : -10,
            dy: narrow ? -25 : 0,
            fill: theme.ink,
            fontWeight: ({ mismatch }: { mismatch: string }) => (mismatch === unseen.which ? 650 : 500),
          } as never),
          Plot.text(["▲ rings here, silent on the healthy twin   ○ silent"], {
            frameAnchor: "bottom-left",
            dx: narrow ? 2 : -154,
            dy: 20,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(matrix, unseen),
      table: {
        columns: [
          { key: "name", label: "mismatch" },
          { key: "count", label: "alarms that ring" },
          ...COLUMNS.map(({ id, name }) => ({ key: id, label: name })),
        ],
        rows: matrix.map(({ mismatch, marks }) => ({
          name: NAMES[mismatch],
          count: Object.values(marks).filter((mark) => mark === "rings").length,
          ...Object.fromEntries(COLUMNS.map(({ id }) => [id, WORDS[marks[id]!]])),
        })),
      },
    };
  },
};

function sentence(matrix: readonly MatrixRow[], unseen: Result["unseen"]): string {
  const parity = matrix.filter(({ marks }) => marks["row-parity"] === "rings").length;
  const missed = matrix.filter(({ marks }) =>
    Object.entries(marks).every(([id, mark]) => id === "row-parity" || mark !== "rings"),
  );
  if (parity === 0) return "No payment is served by the new service: nothing rings.";
  const names = missed.map(({ mismatch }) => NAMES[mismatch]).join(", ");
  return `Row parity notices ${parity === matrix.length ? "all six" : `${parity} of ${matrix.length}`}; ${
    unseen.count === 0
      ? "each of them is noticed by some distribution test too"
      : `no distribution test notices ${names}`
  }.`;
}
