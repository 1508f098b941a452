import type { Figure, FigureTable, Theme } from "../contracts.ts";
import { axisX, axisY, type Markish, Plot } from "../shared/plot.ts";
import type { Field, Places, Result } from "./result.ts";
import { share, whole } from "./words.ts";

/** Doublings: as far from 8 to 16 EUR as from 64 to 128. */
const X = [1, 8] as const;
const Y = [6, 11.5] as const;
const AMOUNT_TICKS = [1, 3, 5, 7];
const AGE_TICKS = [6, 7, 8, 9, 10, 11];
const power = (at: number) => whole(2 ** at);
const log2 = Math.log2;

type Dot = { x: number; y: number; panel: string };
const dots = (places: Places["payments"], panel: string): Dot[] =>
  places
    .map(([amount, age]) => ({ x: log2(amount), y: log2(Math.max(1, age)), panel }))
    .filter(({ x, y }) => x >= X[0] && x <= X[1] && y >= Y[0] && y <= Y[1]);

/** Payments as pale points, frauds as crimson squares. */
function marksOf(panels: readonly (readonly [string, Places])[], facet: object, theme: Theme): Markish[] {
  const payments = panels.flatMap(([panel, places]) => dots(places.payments, panel));
  const stolen = panels.flatMap(([panel, places]) => dots(places.stolen, panel));
  return [
    Plot.dot(payments, { x: "x", y: "y", r: 1.6, fill: theme.quiet, fillOpacity: 0.45, ...facet } as never),
    Plot.dot(stolen, {
      x: "x",
      y: "y",
      r: 2.8,
      symbol: "square",
      fill: theme.alarm,
      stroke: theme.paper,
      strokeWidth: 0.6,
      ...facet,
    } as never),
  ];
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const placeWords = ({ stolen }: Places): string =>
  `${whole(middle(stolen.map(([amount]) => amount)))} EUR from an account of ${whole(middle(stolen.map(([, age]) => age)))} days`;

const label = (
  panel: string,
  x: number,
  y: number,
  text: string,
  facet: object,
  theme: Theme,
  color: string,
) =>
  Plot.text([{ x, y, panel, text }], {
    x: "x",
    y: "y",
    text: "text",
    fill: color,
    stroke: theme.paper,
    strokeWidth: 4,
    fontWeight: 650,
    ...facet,
  } as never);

export const before: Figure<Result> = {
  title: "Where the thieves were: the last three weeks of training",
  needs: ["before"],
  height: (width) => Math.round(Math.max(270, Math.min(360, width * 0.6))),
  draw({ before: places }, _width, theme) {
    return {
      plot: {
        marginTop: 30,
        marginBottom: 42,
        marginLeft: 52,
        marginRight: 14,
        x: { domain: [...X] },
        y: { domain: [...Y] },
        marks: [
          axisX({ label: "amount, EUR", ticks: AMOUNT_TICKS, format: power as never }),
          axisY({ label: "age of the account, days", ticks: AGE_TICKS, format: power as never }),
          ...marksOf([["before", places]], {}, theme),
          label("before", 6, 11.25, "■ frauds", {}, theme, theme.alarm),
          label("before", 2.4, 11.25, "· other payments", {}, theme, theme.quiet),
        ],
      },
      summary:
        places.frauds === 0
          ? "There is no fraud in these three weeks."
          : `Thieves had a taste: half way along their list lies a payment of ${placeWords(places)}, and most frauds are near it. ${whole(places.frauds)} of ${whole(places.rows)} payments were theft.`,
      table: {
        columns: [
          { key: "kind", label: "dots shown" },
          { key: "rows", label: "payments" },
          { key: "amount", label: "middle amount", unit: "EUR" },
          { key: "age", label: "middle age of the account", unit: "days" },
        ],
        rows: [
          ["frauds", places.frauds, places.stolen] as const,
          ["other payments", places.rows - places.frauds, places.payments] as const,
        ].map(([kind, rows, shown]) => ({
          kind,
          rows,
          amount: Math.round(middle(shown.map(([amount]) => amount))),
          age: Math.round(middle(shown.map(([, age]) => age))),
        })),
      },
    };
  },
};

/** Beside each other where there is room, one above the other on a phone. */
const isStacked = (width: number) => width < 560;

export const map: Figure<Result> = {
  title: "The same payments, and what they mean: then and now",
  needs: ["before", "after", "stops", "fields"],
  height: (width) => (isStacked(width) ? 660 : Math.round(Math.max(330, Math.min(430, width * 0.47)))),
  draw({ before: early, after: late, stops, fields }, width, theme) {
    const stacked = isStacked(width);
    const panels = ["then: the end of training", "now: the end of production"] as const;
    const facet = { [stacked ? "fy" : "fx"]: "panel" };
    const both = stops.flatMap((stop) => panels.map((panel) => ({ ...stop, panel })));
    const top = (panel: string) => ({ x: X[0], y: Y[1], panel, text: panel });
    return {
      plot: {
        marginTop: 48,
        marginBottom: 42,
        marginLeft: 52,
        marginRight: 14,
        x: { domain: [...X] },
        y: { domain: [...Y] },
        ...(stacked
          ? { fy: { domain: [...panels], axis: null, padding: 0.2 } }
          : { fx: { domain: [...panels], axis: null, padding: 0.07 } }),
        marks: [
          axisX({ label: "amount, EUR", ticks: AMOUNT_TICKS, format: power as never }),
          axisY({ ticks: AGE_TICKS, format: power as never }),
          Plot.text([top(panels[0])], {
            x: () => X[0],
            y: "y",
            text: () => "age of the account, days",
            textAnchor: "start",
            dy: -8,
            fill: theme.quiet,
            ...facet,
          } as never),
          Plot.rect(both, {
            x1: "x1",
            x2: "x2",
            y1: "y1",
            y2: "y2",
            fill: theme.training,
            fillOpacity: (stop: { share: number }) => 0.06 + 0.4 * stop.share,
            ...facet,
          } as never),
          ...marksOf(
            [
              [panels[0], early],
              [panels[1], late],
            ],
            facet,
            theme,
          ),
          Plot.text(panels.map(top), {
            x: "x",
            y: "y",
            text: "text",
            textAnchor: "start",
            dy: -28,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
            fontWeight: 650,
            ...facet,
          } as never),
          ...panels.map((panel) => label(panel, 6.3, 11.2, "the model stops", facet, theme, theme.training)),
        ],
      },
      summary: sentence(early, late, fields),
      table: tableOf(fields),
    };
  },
};

function sentence(early: Places, late: Places, fields: readonly Field[]): string {
  if (early.frauds === 0 || late.frauds === 0) return "There is no fraud to show.";
  const watched = fields.reduce((most, one) => (one.stopped > most.stopped ? one : most));
  const rate = ({ rows, frauds }: Field["before"]) => share(rows === 0 ? Number.NaN : frauds / rows);
  return `The middle fraud was ${placeWords(early)}; now it is ${placeWords(late)}. Where the model stops most (${watched.amounts}, accounts ${watched.tenures}), ${rate(watched.before)} of payments were fraud then and ${rate(watched.after)} are now.`;
}

function tableOf(fields: readonly Field[]): FigureTable {
  const rate = ({ rows, frauds }: Field["before"]) => (rows === 0 ? null : share(frauds / rows));
  return {
    columns: [
      { key: "amounts", label: "amount" },
      { key: "tenures", label: "age of the account" },
      { key: "before", label: "fraud rate then" },
      { key: "after", label: "fraud rate now" },
      { key: "stopped", label: "stopped by the model" },
    ],
    rows: fields.map((field) => ({
      amounts: field.amounts,
      tenures: field.tenures,
      before: rate(field.before),
      after: rate(field.after),
      stopped: share(field.stopped),
    })),
  };
}
