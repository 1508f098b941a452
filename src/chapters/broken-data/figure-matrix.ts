import type { Figure } from "../contracts.ts";
import { Plot } from "../shared/plot.ts";
import type { Mark, MatrixRow, Result } from "./result.ts";
import { capital, NAMES, share } from "./words.ts";

const COLUMNS = [
  { id: "gate", name: "gate’s rules", short: "gate" },
  { id: "schema", name: "schema", short: "sch." },
  { id: "missing-share", name: "missing", short: "miss." },
  { id: "range", name: "range", short: "rng." },
  { id: "unseen-categories", name: "unseen", short: "uns." },
  { id: "lateness", name: "lateness", short: "late" },
  { id: "kolmogorov-smirnov", name: "KS", short: "KS" },
  { id: "population-stability", name: "PSI", short: "PSI" },
  { id: "chi-square", name: "chi-square", short: "χ²" },
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
type Drawn = { kind: string; id: string; mark: Mark; text: string };

export const matrix: Figure<Result> = {
  title: "Which check sees which break",
  needs: ["matrix"],
  height: (width) => (width < 560 ? 480 : 400),
  draw({ matrix }, width, theme) {
    const narrow = width < 560;
    const cells: Drawn[] = matrix.flatMap(({ kind, caught, marks }) =>
      COLUMNS.map(({ id }) =>
        id === "gate"
          ? {
              kind,
              id,
              mark: caught >= 0.5 ? ("rings" as const) : ("silent" as const),
              text: share(caught).replace(/\.\d/, ""),
            }
          : { kind, id, mark: marks[id]!, text: SIGNS[marks[id]!] },
      ),
    );
    const rings = cells.filter(({ mark }) => mark === "rings");
    const others = cells.filter(({ mark }) => mark !== "rings");
    return {
      plot: {
        marginLeft: narrow ? 6 : 190,
        marginRight: 6,
        marginTop: 34,
        marginBottom: 28,
        padding: 0,
        x: { domain: COLUMNS.map(({ id }) => id), type: "band", padding: 0.08, axis: null },
        y: {
          domain: matrix.map(({ kind }) => kind),
          type: "band",
          padding: narrow ? 0.48 : 0.16,
          axis: null,
        },
        marks: [
          Plot.cell(others, { x: "id", y: "kind", fill: "none", stroke: theme.rule } as never),
          Plot.cell(rings, {
            x: "id",
            y: "kind",
            fill: theme.alarm,
            fillOpacity: 0.13,
            stroke: theme.alarm,
          } as never),
          Plot.text(cells, {
            x: "id",
            y: "kind",
            text: "text",
            fill: ({ mark }: Drawn) => (mark === "rings" ? theme.alarm : theme.quiet),
            fontSize: ({ id }: Drawn) => (id === "gate" ? (narrow ? 10 : 12) : 14),
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
          Plot.text(matrix, {
            y: "kind",
            text: ({ kind }: MatrixRow) => capital(NAMES[kind]),
            frameAnchor: "left",
            textAnchor: narrow ? "start" : "end",
            dx: narrow ? 2 : -10,
            dy: narrow ? -24 : 0,
            fill: theme.ink,
            fontWeight: ({ caught }: MatrixRow) => (caught < 0.5 ? 650 : 500),
          } as never),
          Plot.text(
            [
              narrow
                ? "gate: broken rows caught   ▲ rings   ○ silent"
                : "gate’s rules: share of broken rows caught   ▲ rings here, silent on the healthy twin   ○ silent",
            ],
            {
              frameAnchor: "bottom-left",
              dx: narrow ? 2 : -180,
              dy: 22,
              fill: theme.quiet,
            } as never,
          ),
        ],
      },
      summary: sentence(matrix),
      table: {
        columns: [
          { key: "name", label: "break" },
          { key: "caught", label: "rows that the gate catches" },
          { key: "count", label: "alarms that ring" },
          ...COLUMNS.slice(1).map(({ id, name }) => ({ key: id, label: name })),
        ],
        rows: matrix.map(({ kind, caught, marks }) => ({
          name: NAMES[kind],
          caught: share(caught),
          count: Object.values(marks).filter((mark) => mark === "rings").length,
          ...Object.fromEntries(COLUMNS.slice(1).map(({ id }) => [id, WORDS[marks[id]!]])),
        })),
      },
    };
  },
};

function sentence(matrix: readonly MatrixRow[]): string {
  const loud = matrix.filter(({ caught }) => caught >= 0.95);
  const quiet = matrix.filter(({ caught }) => caught < 0.5);
  const ringing = matrix.filter(({ marks }) => Object.values(marks).includes("rings"));
  if (loud.length === 0 && ringing.length === 0) return "No row is hit, and nothing rings.";
  const names = quiet.map(({ kind }) => NAMES[kind]).join(" and ");
  return `The gate’s rules catch nearly all rows of ${loud.length} of the ${matrix.length} breaks${
    names === "" ? "" : ` and few of ${names}`
  }; ${ringing.length === matrix.length ? "each break is noticed by some alarm" : `${ringing.length} are noticed by some alarm`}.`;
}
