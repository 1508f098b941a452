import type { Figure } from "../contracts.ts";
import { hatchFill, Plot } from "../shared/plot.ts";
import type { BatchRow, Cell, Fate, Result } from "./result.ts";
import { count, FATES } from "./words.ts";

/** Where the columns stand, from 0 to 1, and which field of a row each shows; -1 is the time. */
type Column = { field: number; head: string; from: number; to: number };
const WIDE: readonly Column[] = [
  { field: -1, head: "time", from: 0, to: 0.075 },
  { field: 0, head: "customer", from: 0.075, to: 0.2 },
  { field: 1, head: "amount, €", from: 0.2, to: 0.33 },
  { field: 2, head: "category", from: 0.33, to: 0.48 },
  { field: 3, head: "method", from: 0.48, to: 0.61 },
  { field: 4, head: "device", from: 0.61, to: 0.71 },
];
const NARROW: readonly Column[] = [
  { field: -1, head: "time", from: 0, to: 0.13 },
  { field: 1, head: "amount, €", from: 0.13, to: 0.335 },
  { field: 2, head: "category", from: 0.335, to: 0.59 },
  { field: 4, head: "device", from: 0.59, to: 0.745 },
];
const SIGNS: Readonly<Record<Fate, string>> = {
  through: "",
  silent: "◆ scored",
  caught: "▲ set aside",
  "false-alarm": "△ set aside",
  "not-there": "not there",
};
const ROWS = 14;

type Drawn = Cell & { x1: number; x2: number; y: number };

export const batch: Figure<Result> = {
  title: "A piece of one day’s file, as it came, and what the gate did with it",
  needs: ["batch"],
  height: () => ROWS * 25 + 62,
  draw({ batch }, width, theme) {
    const columns = width < 560 ? NARROW : WIDE;
    const gate = columns.at(-1)!.to + (width < 560 ? 0.035 : 0.03);
    const end = width < 560 ? gate + 0.03 : gate + 0.06;
    const rows = batch.rows.map((row, y) => ({ ...row, y }));
    const cells: Drawn[] = rows.flatMap((row) =>
      columns.map(({ field, from, to }) => ({
        ...(field < 0 ? ({ text: row.time, state: "good" } as Cell) : row.cells[field]!),
        x1: from,
        x2: to,
        y: row.y,
      })),
    );
    const of = (state: Cell["state"]) => cells.filter((cell) => cell.state === state);
    const goes = rows.filter(
      ({ fate }) => fate === "through" || fate === "silent" || (batch.waits && fate === "caught"),
    );
    const stopped = rows.filter(({ fate }) => (fate === "caught" && !batch.waits) || fate === "false-alarm");
    const narrow = width < 560;
    const sign = (fate: Fate) =>
      fate === "caught" && batch.waits
        ? "▲ waited"
        : narrow
          ? SIGNS[fate].replace("set aside", "aside")
          : SIGNS[fate];
    const colour = (fate: Fate) =>
      fate === "silent" ? theme.production : fate === "through" ? theme.quiet : theme.alarm;
    const isShut = batch.shut;
    const pad = 0.006;
    return {
      plot: {
        marginLeft: 8,
        marginRight: 4,
        marginTop: 34,
        marginBottom: 24,
        x: { domain: [0, 1], axis: null },
        y: { domain: [-0.5, ROWS - 0.5], reverse: true, axis: null },
        marks: [
          Plot.link(rows, {
            x1: 0,
            x2: gate - 0.012,
            y1: ({ y }: { y: number }) => y + 0.5,
            y2: ({ y }: { y: number }) => y + 0.5,
            stroke: theme.rule,
          } as never),
          Plot.rect(of("absent"), {
            x1: ({ x1 }: Drawn) => x1 + pad,
            x2: ({ x2 }: Drawn) => x2 - pad,
            y1: ({ y }: Drawn) => y - 0.38,
            y2: ({ y }: Drawn) => y + 0.38,
            fill: hatchFill,
          } as never),
          Plot.rect(of("wrong"), {
            x1: ({ x1 }: Drawn) => x1 + pad,
            x2: ({ x2 }: Drawn) => x2 - pad,
            y1: ({ y }: Drawn) => y - 0.38,
            y2: ({ y }: Drawn) => y + 0.38,
            fill: theme.production,
            fillOpacity: 0.16,
            stroke: theme.production,
            strokeWidth: 1.2,
            rx: 3,
          } as never),
          Plot.text(
            cells.filter(({ text }) => text !== ""),
            {
              x: ({ x1 }: Drawn) => x1 + pad,
              y: "y",
              text: "text",
              textAnchor: "start",
              dx: 5,
              fill: theme.ink,
              fontWeight: ({ state }: Drawn) => (state === "wrong" ? 650 : 450),
            } as never,
          ),
          Plot.text(columns, {
            x: ({ from }: Column) => from + pad,
            text: "head",
            frameAnchor: "top",
            lineAnchor: "bottom",
            textAnchor: "start",
            dx: 5,
            dy: -5,
            fill: theme.quiet,
          } as never),
          // The gate: a bar where it is shut, a broken line where it is open.
          Plot.ruleX([gate], {
            stroke: theme.ink,
            strokeWidth: isShut ? 5 : 1.5,
            ...(isShut ? {} : { strokeDasharray: "2,5" }),
          } as never),
          Plot.text([isShut ? "gate, shut" : "gate, open"], {
            x: () => gate,
            frameAnchor: "top",
            lineAnchor: "bottom",
            textAnchor: "start",
            dx: -6,
            dy: -5,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.arrow(goes, {
            x1: gate - 0.02,
            x2: end,
            y1: "y",
            y2: "y",
            stroke: ({ fate }: BatchRow) => colour(fate),
            strokeWidth: ({ fate }: BatchRow) => (fate === "silent" ? 2.4 : 1.2),
            headLength: 7,
            inset: 1,
          } as never),
          Plot.link(stopped, {
            x1: gate - 0.02,
            x2: gate - 0.004,
            y1: "y",
            y2: "y",
            stroke: theme.alarm,
            strokeWidth: 2.4,
          } as never),
          Plot.text(rows, {
            x: () => end,
            y: "y",
            text: ({ fate, copy }: BatchRow) =>
              `${sign(fate)}${copy && (fate === "silent" || fate === "caught") && width >= 560 ? " (copy)" : ""}`,
            textAnchor: "start",
            dx: 4,
            fill: ({ fate }: BatchRow) => (fate === "not-there" ? theme.quiet : colour(fate)),
            fontWeight: 650,
          } as never),
        ],
      },
      summary: sentence(rows, batch.day, batch.waits),
      table: {
        columns: [
          { key: "time", label: "time" },
          ...batch.columns.map((label, i) => ({ key: `c${i}`, label })),
          { key: "wrong", label: "wrong" },
          { key: "fate", label: "what became of it" },
        ],
        rows: rows.map(({ time, cells, fate, copy }) => ({
          time,
          ...Object.fromEntries(
            cells.map(({ text, state }, i) => [`c${i}`, state === "absent" ? null : text]),
          ),
          wrong:
            cells
              .flatMap(({ state }, i) => (state === "wrong" ? [batch.columns[i]!] : []))
              .concat(copy ? ["second copy"] : [])
              .join(", ") || "–",
          fate: FATES[fate],
        })),
      },
    };
  },
};

function sentence(rows: readonly BatchRow[], day: number, waits: boolean): string {
  const of = (fate: Fate) => rows.filter((row) => row.fate === fate).length;
  const [silent, caught, absent] = [of("silent"), of("caught"), of("not-there")];
  const head = `${rows.length} rows of day ${day} as they came`;
  const broken = silent + caught + absent;
  if (broken === 0)
    return `${head}: ${of("false-alarm") === 0 ? "all are well, and all are scored" : `all are well, and ${of("false-alarm")} of them set aside for nothing`}.`;
  const parts = [
    ...(silent > 0 ? [`${count(silent, "broken row")} scored like any other`] : []),
    ...(caught > 0 ? [`${caught} ${waits ? "waited for and scored a day later" : "set aside"}`] : []),
    ...(absent > 0 ? [`${absent} not there when the batch is scored`] : []),
  ];
  return `${head}: ${parts.join(", ")}.`;
}
