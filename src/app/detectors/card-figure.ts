import type { Figure } from "../../chapters/contracts.ts";
import { axisX, Plot, percentTick } from "../../chapters/shared/plot.ts";
import { beatsDummy, type Entry } from "../../core/report-card/card.ts";
import type { Promised } from "../../core/report-card/promise.ts";
import { formatParam } from "../../notebook/format.ts";
import { caseCells, healthyCells } from "./card.ts";
import { settings, share } from "./text.ts";

const PITCH = 38;
const HEAD = 20;
const FOOT = 40;

type Dot = { y: number; x: number; low: number; high: number; r: number; healthy: boolean };
type Tick = { y: number; x: number };

/** How a strength is written: “0.2 standard deviations”, “3 %”, “× 2”. */
export function strengthText(unit: string, value: number): string {
  if (unit === "×") return `× ${value}`;
  if (unit === "standard deviations") return `${value} SD`;
  return formatParam({ kind: "number", label: "", unit, min: 0, max: 1, step: 0.01, default: 0 }, value);
}

/**
 * A detector's report card as a picture: a line each for what it was tried on, the share of pairs in which it rang with its
 * interval, and a tick for a dummy that rings as often as it does on the same columns where nothing is wrong.
 */
export function cardFigure(name: string, entry: Entry, promised: Promised): Figure<{ card: Entry }> {
  const healthy = healthyCells(entry);
  const cases = caseCells(entry);
  const count = healthy.length + cases.length;
  return {
    title: `${name}: share of pairs in which it rings`,
    needs: ["card"],
    height: () => HEAD + FOOT + PITCH * count,
    draw(_result, _width, theme) {
      const dots: Dot[] = [];
      const ticks: Tick[] = [];
      const labels: { y: number; text: string }[] = [];
      healthy.forEach(({ setting, rate }, y) => {
        labels.push({ y, text: `nothing wrong: ${settings[setting].where}` });
        dots.push({ y, x: rate.rate, low: rate.interval[0], high: rate.interval[1], r: 5, healthy: true });
        ticks.push({ y, x: promised.rate });
      });
      cases.forEach(({ one, none, cells }, i) => {
        const y = healthy.length + i;
        labels.push({ y, text: one.name });
        ticks.push({ y, x: none.rate.rate });
        cells.forEach(({ rate }, k) => {
          const [low, high] = rate.interval;
          dots.push({ y, x: rate.rate, low, high, r: 3 + 1.75 * k, healthy: false });
        });
      });
      const paths = cases.flatMap((_, i) => dots.filter((dot) => dot.y === healthy.length + i));
      return {
        plot: {
          marginLeft: 8,
          marginRight: 20,
          marginTop: HEAD,
          marginBottom: FOOT,
          x: { domain: [0, 1] },
          y: { domain: [-0.5, count - 0.5], reverse: true, axis: null },
          r: { type: "identity" },
          marks: [
            Plot.gridX([0, 0.25, 0.5, 0.75, 1], { stroke: theme.rule, strokeOpacity: 1 } as never),
            axisX({
              label: "share of pairs in which it rings",
              ticks: [0, 0.25, 0.5, 0.75, 1],
              format: percentTick as never,
            }),
            Plot.text(labels, {
              x: 0,
              y: "y",
              text: "text",
              textAnchor: "start",
              dx: 4,
              dy: -13,
              fill: theme.quiet,
              stroke: theme.paper,
              strokeWidth: 4,
            } as never),
            Plot.ruleX(ticks, {
              x: "x",
              y1: (tick: Tick) => tick.y - 0.17,
              y2: (tick: Tick) => tick.y + 0.33,
              stroke: theme.calm,
              strokeWidth: 2,
            } as never),
            Plot.ruleY(dots, {
              x1: "low",
              x2: "high",
              y: (dot: Dot) => dot.y + 0.08,
              stroke: theme.ink,
              strokeOpacity: 0.4,
              strokeWidth: 1.5,
            } as never),
            Plot.line(paths, {
              x: "x",
              y: (dot: Dot) => dot.y + 0.08,
              z: "y",
              stroke: theme.ink,
              strokeOpacity: 0.25,
              strokeWidth: 1,
            } as never),
            Plot.dot(dots, {
              x: "x",
              y: (dot: Dot) => dot.y + 0.08,
              r: "r",
              sort: null,
              symbol: "circle",
              fill: (dot: Dot) => (dot.healthy ? theme.paper : theme.ink),
              stroke: (dot: Dot) => (dot.healthy ? theme.ink : theme.paper),
              strokeWidth: 1.5,
            } as never),
          ],
        },
        summary: summaryOf(entry, promised),
        table: {
          columns: [
            { key: "what", label: "what" },
            { key: "strength", label: "strength" },
            { key: "pairs", label: "pairs" },
            { key: "rings", label: "rings" },
            { key: "mute", label: "cannot tell" },
            { key: "share", label: "share" },
            { key: "low", label: "from" },
            { key: "high", label: "to" },
          ],
          rows: [
            ...healthy.map(({ setting, rate }) =>
              tableRow(`nothing wrong: ${settings[setting].where}`, "", rate),
            ),
            ...cases.flatMap(({ one, none, cells }) =>
              [none, ...cells].map(({ count: cell, rate }) =>
                tableRow(one.name, strengthText(one.strength.unit, cell.strength), rate),
              ),
            ),
          ],
        },
      };
    },
  };
}

type Row = {
  pairs: number;
  rings: number;
  cannotTell: number;
  rate: number;
  interval: readonly [number, number];
};

function tableRow(what: string, strength: string, { pairs, rings, cannotTell, rate, interval }: Row) {
  return { what, strength, pairs, rings, mute: cannotTell, share: rate, low: interval[0], high: interval[1] };
}

/** The card in a sentence or two: how often it rings for nothing, what it finds best, and what it finds no better than a dummy. */
export function summaryOf(entry: Entry, promised: Promised): string {
  const healthy = healthyCells(entry)
    .map(({ setting, rate }) => `${share(rate.rate)} of pairs of ${settings[setting].where}`)
    .join(" and in ");
  const strongest = caseCells(entry).map(({ one, none, cells }) => {
    const last = cells.at(-1)!;
    return { name: one.name, rate: last.rate.rate, better: beatsDummy(last.count, none.count) };
  });
  const seen = strongest.filter(({ better }) => better).sort((a, b) => b.rate - a.rate);
  const found =
    seen.length === 0
      ? "Of the faults tried, it finds none more often than a dummy would."
      : `At its strongest it finds ${seen
          .slice(0, 3)
          .map(({ name, rate }) => `“${name}” in ${share(rate)}`)
          .join(", ")}.`;
  const promise = ` (${promised.words}: ${share(promised.rate)})`;
  return `With nothing wrong it rings in ${healthy}${promise}. ${found}`;
}
