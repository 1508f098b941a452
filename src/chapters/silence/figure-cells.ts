import type { Figure } from "../contracts.ts";
import { hatchFill, Plot } from "../shared/plot.ts";
import type { Result, SilentCell } from "./result.ts";
import { clock, share, whole } from "./words.ts";

const NAMES = ["first week", "to 1 month", "to 6 months", "longer"];
const LONG = ["in the first week", "from a week to a month", "from one to six months", "over six months"];
const heightOf = (width: number) => (width < 480 ? 260 : 250);

export const cells: Figure<Result> = {
  title: "Where the average is silent: production, by hour and by how long the user has been there",
  needs: ["cells"],
  height: heightOf,
  draw({ cells }, width, theme) {
    const narrow = width < 480;
    const shown = cells
      .filter((cell) => cell.rows > 0)
      .map((cell) => ({ ...cell, share: cell.silent / cell.rows }));
    const groups = NAMES.map((name, tenure) => ({ name, tenure }));
    // The share of one row at the far right, in words, so that the shade is not the only carrier.
    const totals = groups.map(({ tenure }) => {
      const own = cells.filter((cell) => cell.tenure === tenure);
      const rows = own.reduce((sum, cell) => sum + cell.rows, 0);
      const silent = own.reduce((sum, cell) => sum + cell.silent, 0);
      return { tenure, text: rows === 0 ? "–" : share(silent / rows) };
    });
    return {
      plot: {
        marginLeft: 76,
        marginRight: 46,
        marginTop: 26,
        marginBottom: 42,
        padding: 0,
        x: { domain: Array.from({ length: 24 }, (_, hour) => hour), type: "band", padding: 0.06, axis: null },
        y: { domain: groups.map(({ tenure }) => tenure), type: "band", padding: 0.1, axis: null },
        marks: [
          Plot.cell(
            groups.flatMap(({ tenure }) => Array.from({ length: 24 }, (_, hour) => ({ hour, tenure }))),
            { x: "hour", y: "tenure", fill: "none", stroke: theme.rule } as never,
          ),
          Plot.cell(shown, {
            x: "hour",
            y: "tenure",
            fill: theme.production,
            fillOpacity: (cell: { share: number }) => 0.7 * cell.share,
          } as never),
          Plot.cell(shown, {
            x: "hour",
            y: "tenure",
            fill: hatchFill,
            fillOpacity: (cell: { share: number }) => Math.min(1, 1.4 * cell.share),
          } as never),
          Plot.text(groups, {
            y: "tenure",
            text: "name",
            frameAnchor: "left",
            textAnchor: "start",
            dx: -72,
            fill: theme.ink,
          } as never),
          Plot.text(totals, {
            y: "tenure",
            text: "text",
            frameAnchor: "right",
            textAnchor: "start",
            dx: 6,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.text([narrow ? "all day" : "silent"], {
            frameAnchor: "top-right",
            textAnchor: "start",
            dx: 4,
            dy: -20,
            fill: theme.quiet,
          } as never),
          Plot.axisX(narrow ? [0, 6, 12, 18] : [0, 3, 6, 9, 12, 15, 18, 21], {
            tickSize: 0,
            tickPadding: 6,
            tickFormat: clock as never,
            label: "hour of the payment",
            labelAnchor: "center",
            labelArrow: "none",
            color: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(cells),
      table: {
        columns: [
          { key: "hour", label: "hour" },
          ...NAMES.map((name, tenure) => ({ key: `group${tenure}`, label: `silent, ${name}` })),
        ],
        rows: Array.from({ length: 24 }, (_, hour) => ({
          hour: clock(hour),
          ...Object.fromEntries(
            NAMES.map((_, tenure) => {
              const cell = cells.find((one) => one.hour === hour && one.tenure === tenure)!;
              return [`group${tenure}`, cell.rows === 0 ? null : share(cell.silent / cell.rows)];
            }),
          ),
        })),
      },
    };
  },
};

function sentence(cells: readonly SilentCell[]): string {
  const byHour = Array.from({ length: 24 }, (_, hour) => {
    const own = cells.filter((cell) => cell.hour === hour && cell.tenure >= 2);
    const rows = own.reduce((sum, cell) => sum + cell.rows, 0);
    return { hour, rows, share: own.reduce((sum, cell) => sum + cell.silent, 0) / Math.max(1, rows) };
  });
  // At night there are few payments, and a share of few says little.
  const judged = byHour.filter(({ rows }) => rows >= 40);
  if (judged.length === 0) return "There are too few payments of older users to name an hour.";
  const usual = [...judged].sort((a, b) => a.share - b.share)[judged.length >> 1]!.share;
  // By far more than chance moves the share of so few rows.
  const loud = judged.filter(
    (one) => one.share - usual > Math.max(0.15, 6 * Math.sqrt((usual * (1 - usual)) / one.rows)),
  );
  const fresh = cells.filter((cell) => cell.tenure === 0);
  const newRows = fresh.reduce((sum, cell) => sum + cell.rows, 0);
  const newSilent = fresh.reduce((sum, cell) => sum + cell.silent, 0);
  const first =
    newRows === 0
      ? "Nobody is in the first week"
      : `${LONG[0]![0]!.toUpperCase()}${LONG[0]!.slice(1)}, ${share(newSilent / newRows)} of payments have no average, whatever the hour`;
  if (loud.length === 0)
    return `${first}; of users of more than a month it is ${share(usual)}, at all hours alike.`;
  const most = loud.reduce((a, b) => (b.share > a.share ? b : a));
  return `${first}; of users of more than a month it is usually ${share(usual)}, but ${share(most.share)} at ${clock(most.hour)}: that silence is not “new”. ${whole(loud.length)} ${loud.length === 1 ? "hour stands" : "hours stand"} out.`;
}
