import type { Figure } from "../contracts.ts";
import {
  axisY,
  hatchFill,
  Plot,
  percentTick,
  plainDot,
  productionDot,
  seriesLine,
  trainingDot,
} from "../shared/plot.ts";
import { crisisBand, crisisLabel, monthAxis, wholeDomain } from "./marks.ts";
import type { Book, Result, When } from "./result.ts";
import { FIRST, LAST, share, whole } from "./words.ts";

/** Months until the outcome of a loan is in the books. */
const MATURE = 7;

/** Default rate by month of the loan: what came in the end, and what the books said when each loan was seven months old. */
export const defaults: Figure<Result> = {
  title: "Granted loans that default, by the month in which they were granted",
  needs: ["when", "books"],
  height: (width) => Math.round(Math.max(280, Math.min(350, width * 0.56))),
  draw({ when, books }, width, theme) {
    const narrow = width < 480;
    const rows = books
      .filter(({ granted }) => granted >= 30)
      .map((book) => ({ x: book.month + 0.5, rate: book.rate, known: book.known, twin: book.twin.rate }));
    const production = rows.filter(({ x }) => x > 0);
    // Half a step of room over the highest point, for the words that stand there.
    const top = Math.max(0.15, 0.05 * Math.ceil(Math.max(...rows.map(({ rate }) => rate), 0) / 0.05 + 0.5));
    // Read on the day on which the worst is over, the newest loans have no outcome yet.
    const blind = [{ x1: when.end - MATURE, x2: when.end }];
    return {
      plot: {
        marginTop: 48,
        marginBottom: 40,
        marginLeft: 44,
        marginRight: narrow ? 12 : 20,
        x: { domain: wholeDomain },
        y: { domain: [0, top], clamp: true },
        marks: [
          ...crisisBand(when, theme),
          ...(when.depth === 0
            ? []
            : [
                Plot.rect(blind, {
                  x1: "x1",
                  x2: "x2",
                  fill: hatchFill,
                  fillOpacity: 0.45,
                } as never),
              ]),
          monthAxis(width, true),
          axisY({ ticks: 4, format: percentTick as never }),
          ...crisisLabel(when, theme),
          seriesLine(rows, { x: "x", y: "twin", color: theme.quiet, width: 1 }),
          Plot.areaY(production, {
            x: "x",
            y1: "known",
            y2: "rate",
            fill: theme.production,
            fillOpacity: 0.14,
          } as never),
          seriesLine(production, { x: "x", y: "known", color: theme.ink, dash: "4,3", width: 1.5 }),
          seriesLine(production, { x: "x", y: "rate", color: theme.production, width: 2.2 }),
          seriesLine(
            rows.filter(({ x }) => x < 1),
            { x: "x", y: "rate", color: theme.training, width: 2 },
          ),
          trainingDot(
            rows.filter(({ x }) => x < 0),
            { x: "x", y: "rate", r: 3 },
          ),
          productionDot(production, { x: "x", y: "rate", r: 3.4 }),
          plainDot(production, { x: "x", y: "known", r: 2 }),
          ...(when.depth === 0
            ? []
            : [
                Plot.text([{ x: when.end - MATURE / 2 }], {
                  x: "x",
                  text: () => `read in month ${when.end}:
no outcome yet`,
                  frameAnchor: "top",
                  dy: 6,
                  lineAnchor: "top",
                  fill: theme.quiet,
                  stroke: theme.paper,
                  strokeWidth: 4,
                } as never),
              ]),
          Plot.text(
            [
              narrow
                ? "◆ in the end   ○ books, seven months old"
                : "◆ what came in the end   ○ what the books said when the loans were seven months old",
            ],
            { frameAnchor: "top-left", lineAnchor: "bottom", dx: -36, dy: -24, fill: theme.ink } as never,
          ),
          Plot.text([{ x: LAST - 0.5, y: 0 }], {
            x: "x",
            y: "y",
            text: () => (narrow ? "thin: twin" : "thin line: the healthy twin"),
            textAnchor: "end",
            dy: -8,
            fill: theme.quiet,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
        ],
      },
      summary: sentence(when, books),
      table: {
        columns: [
          { key: "month", label: "month" },
          { key: "granted", label: "granted" },
          { key: "rate", label: "default in the end" },
          { key: "known", label: "in the books at seven months" },
          { key: "twin", label: "healthy twin" },
        ],
        rows: books.map(({ month, granted, rate, known, twin }) => ({
          month: String(month),
          granted: whole(granted),
          rate: granted < 30 ? null : share(rate),
          known: granted < 30 ? null : share(known),
          twin: share(twin.rate),
        })),
      },
    };
  },
};

/** Of all granted loans of these months. */
export function rateOf(books: readonly Book[], from: number, to: number, of: "rate" | "known"): number {
  const own = books.filter(({ month }) => month >= from && month < to);
  const granted = own.reduce((sum, book) => sum + book.granted, 0);
  return granted === 0 ? 0 : own.reduce((sum, book) => sum + book[of] * book.granted, 0) / granted;
}

function sentence({ start, end, depth, recovered }: When, books: readonly Book[]): string {
  const before = rateOf(books, FIRST, start - 4, "rate");
  if (depth === 0)
    return `Without a crisis ${share(before)} of the granted loans default before month ${start}, and ${share(rateOf(books, start, LAST, "rate"))} after it.`;
  const crisis = rateOf(books, start, end - 1, "rate");
  const known = rateOf(books, start, end - 1, "known");
  const books7 =
    crisis - known > 0.005
      ? `when those loans were seven months old, the books said ${share(known)}`
      : "the books of the seventh month say the same";
  return `Of the loans granted before the crisis ${share(before)} default, of those granted in it ${share(crisis)}; ${books7}. After month ${recovered} it is ${share(rateOf(books, recovered, LAST, "rate"))}.`;
}
