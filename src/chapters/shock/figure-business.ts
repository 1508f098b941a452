import type { Figure } from "../contracts.ts";
import { axisY, directLabel, Plot, percentTick, productionDot, ruleAtY, seriesLine } from "../shared/plot.ts";
import { crisisBand, monthAxis, productionDomain } from "./marks.ts";
import type { Result, When } from "./result.ts";
import { euro, LAST, mean, percent } from "./words.ts";

type Row = { x: number; own: number; twin: number };
type Panel = {
  title: string;
  domain(rows: readonly Row[]): [number, number];
  read(result: Pick<Result, "chosen" | "books">): Row[];
  tick(value: number): string;
  say(value: number): string;
  what: string;
};

function panel({ title, domain, read, tick, say, what }: Panel): Figure<Result> {
  return {
    title,
    needs: ["when", "chosen", "books"],
    height: (width) => Math.round(Math.max(250, Math.min(300, width * 0.6))),
    draw({ when, chosen, books }, width, theme) {
      const narrow = width < 420;
      const rows = read({ chosen, books });
      const [low, high] = domain(rows);
      return {
        plot: {
          marginTop: 28,
          marginBottom: 40,
          marginLeft: 50,
          marginRight: 14,
          x: { domain: productionDomain },
          y: { domain: [low, high], clamp: true },
          marks: [
            ...crisisBand(when, theme),
            monthAxis(narrow ? width : Math.min(width, 470), false),
            axisY({ ticks: 4, format: tick as never }),
            ...(low < 0 ? [ruleAtY(0)] : []),
            Plot.areaY(rows, {
              x: "x",
              y1: "own",
              y2: "twin",
              fill: theme.production,
              fillOpacity: 0.12,
            } as never),
            seriesLine(rows, { x: "x", y: "twin", color: theme.quiet, width: 1.2, dash: "3,3" }),
            seriesLine(rows, { x: "x", y: "own", color: theme.production, width: 2 }),
            productionDot(rows, { x: "x", y: "own", r: 3 }),
            directLabel([{ x: LAST - 0.5, y: high }], {
              x: "x",
              y: "y",
              text: () => "- - healthy twin",
              side: "left",
              color: theme.quiet,
              gap: 0,
            }),
          ],
        },
        summary: sentence(what, say, when, rows, chosen.words),
        table: {
          columns: [
            { key: "month", label: "month" },
            { key: "own", label: what },
            { key: "twin", label: "healthy twin" },
          ],
          rows: rows.map(({ x, own, twin }) => ({ month: String(x - 0.5), own: say(own), twin: say(twin) })),
        },
      };
    },
  };
}

function sentence(
  what: string,
  say: (value: number) => string,
  { start, end, recovered, depth }: When,
  rows: readonly Row[],
  answer: string,
): string {
  const over = (from: number, to: number) =>
    say(mean(rows.filter(({ x }) => x > from && x < to).map(({ own }) => own)));
  const base = `The lender who ${answer}: ${what} ${over(0, 3)} a month at first`;
  return depth === 0
    ? `${base}, and ${over(start, LAST)} from month ${start} on.`
    : `${base}, ${over(start, end)} in the crisis, ${over(recovered, LAST)} after it.`;
}

const twinOf = (books: Result["books"], month: number) => books.find((book) => book.month === month)!.twin;

export const approvals = panel({
  title: "Applications granted, by month",
  domain: () => [0, 1],
  read: ({ chosen, books }) =>
    chosen.months.map(({ month, approvals: own }) => ({
      x: month + 0.5,
      own,
      twin: twinOf(books, month).approvals,
    })),
  tick: percentTick,
  say: percent,
  what: "granted are",
});

export const money = panel({
  title: "Result for each application, EUR, by month",
  domain: (rows) => {
    const step = 100;
    const lowest = Math.min(...rows.map(({ own }) => own));
    return [Math.min(-200, step * Math.floor(lowest / step)), 150];
  },
  read: ({ chosen, books }) =>
    chosen.months.map(({ month, money: own }) => ({
      x: month + 0.5,
      own,
      twin: twinOf(books, month).money,
    })),
  tick: (value) => (value < 0 ? `−${-value}` : String(value)),
  say: euro,
  what: "an application brings",
});
