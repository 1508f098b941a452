import type { Figure } from "../contracts.ts";
import { Plot } from "../shared/plot.ts";
import type { Cell, Result } from "./result.ts";
import { share, TOP, whole } from "./words.ts";

const VALUES = Array.from({ length: TOP + 1 }, (_, value) => value);
const nameOf = (value: number) => (value === TOP ? `${TOP} or more` : String(value));
const ticks = (value: number) => (value === TOP ? `${TOP}+` : String(value));

export const rows: Figure<Result> = {
  title: "One row, two numbers: the count in training, and as it was served",
  needs: ["rows"],
  height: (width) => Math.round(Math.max(300, Math.min(380, width * 0.75))),
  draw({ rows }, width, theme) {
    const most = Math.max(1, ...rows.map((cell) => cell.rows));
    const narrow = width < 420;
    const cells = rows.map((cell) => ({
      ...cell,
      rate: cell.frauds / cell.rows,
      words: narrow ? whole(cell.rows) : `${whole(cell.rows)} rows`,
      fraud: narrow ? share(cell.frauds / cell.rows) : `${share(cell.frauds / cell.rows)} fraud`,
    }));
    return {
      plot: {
        marginLeft: 60,
        marginBottom: 44,
        marginTop: 14,
        padding: 0,
        x: { domain: VALUES, type: "band", padding: 0.06, axis: null },
        y: { domain: [...VALUES].reverse(), type: "band", padding: 0.06, axis: null },
        marks: [
          Plot.cell(
            VALUES.flatMap((trained) => VALUES.map((served) => ({ trained, served }))),
            { x: "served", y: "trained", stroke: theme.rule, fill: "none" } as never,
          ),
          Plot.cell(
            VALUES.map((value) => ({ value })),
            { x: "value", y: "value", stroke: theme.quiet, strokeWidth: 1.5, fill: "none" } as never,
          ),
          // The area of the wash grows with the share of fraud, its opacity: one hue, said again by the words.
          Plot.cell(cells, {
            x: "served",
            y: "trained",
            fill: theme.alarm,
            fillOpacity: (cell: { rate: number }) => 0.02 + 0.3 * Math.min(1, cell.rate / 0.6),
          } as never),
          Plot.text(cells, {
            x: "served",
            y: "trained",
            text: "words",
            dy: -7,
            fill: theme.ink,
            fontWeight: (cell: { rows: number }) => (cell.rows === most ? 650 : 500),
          } as never),
          Plot.text(cells, { x: "served", y: "trained", text: "fraud", dy: 8, fill: theme.ink } as never),
          Plot.axisX({
            tickSize: 0,
            tickFormat: ticks as never,
            label: narrow
              ? "as served (in a cell: rows, share of fraud)"
              : "as served: chargebacks in 30 days",
            labelAnchor: "center",
            labelArrow: "none",
            color: theme.production,
          } as never),
          Plot.axisY({
            tickSize: 0,
            tickFormat: ticks as never,
            label: "in training",
            labelAnchor: "center",
            labelArrow: "none",
            color: theme.training,
          } as never),
        ],
      },
      summary: sentence(rows),
      table: {
        columns: [
          { key: "trained", label: "in training" },
          { key: "served", label: "as served" },
          { key: "rows", label: "training rows" },
          { key: "frauds", label: "reported frauds" },
          { key: "rate", label: "fraud rate" },
        ],
        rows: rows.map((cell) => ({
          trained: nameOf(cell.trained),
          served: nameOf(cell.served),
          rows: whole(cell.rows),
          frauds: whole(cell.frauds),
          rate: share(cell.frauds / cell.rows),
        })),
      },
    };
  },
};

function sentence(rows: readonly Cell[]): string {
  const sum = (cells: readonly Cell[]) =>
    cells.reduce((all, cell) => ({ rows: all.rows + cell.rows, frauds: all.frauds + cell.frauds }), {
      rows: 0,
      frauds: 0,
    });
  const more = sum(rows.filter((cell) => cell.trained > cell.served));
  const zeros = sum(rows.filter((cell) => cell.trained === 0 && cell.served === 0));
  if (more.rows === 0)
    return "No training row holds more than production would have served: the two columns tell the same story.";
  return `${whole(more.rows)} training rows hold more than was ever served; ${share(more.frauds / more.rows)} of them are fraud, against ${share(
    zeros.rows === 0 ? 0 : zeros.frauds / zeros.rows,
  )} where both say 0.`;
}
