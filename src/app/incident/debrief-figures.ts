import type { Figure } from "../../chapters/contracts.ts";
import {
  axisX,
  axisY,
  directLabel,
  labelsApart,
  Plot,
  ruleAtX,
  seriesLine,
} from "../../chapters/shared/plot.ts";
import { hard } from "../../core/export/typeset.ts";
import { BUDGET, checkOf } from "../../incident/check-list.ts";
import type { Briefing, Debrief } from "../../incident/contracts.ts";
import { shortDate } from "../../incident/moments.ts";
import { clockAt, minutesOf, type Play } from "../../incident/play.ts";
import { written } from "./chart-figure.ts";

/** What was lost, summed up day by day, under the three ways that it can go. */
export function moneyFigure({ money }: Debrief, { productionAt, today }: Briefing): Figure<never> {
  const ways = [
    { name: "nothing done", sums: money.nothing, dash: "2,3" },
    { name: "your repair", sums: money.yours, dash: undefined },
    { name: "the right one", sums: money.right, dash: "6,3" },
  ];
  return {
    title: "Cost beyond that of a healthy service, summed up, EUR",
    needs: [],
    height: (width) => Math.round(Math.max(230, Math.min(300, width * 0.42))),
    draw(_result, width, theme) {
      const rows = ways.map(({ name, sums }) =>
        money.days.map((day, i) => ({ day: day + 1, sum: sums[i]!, name })),
      );
      const all = rows.flat().map(({ sum }) => sum);
      const [low, high] = [Math.min(0, ...all), Math.max(100, ...all) * 1.06];
      const [first, last] = [money.days[0]!, money.days.at(-1)! + 1];
      const step = Math.max(1, Math.ceil(((last - first) * 60) / Math.max(width - 210, 60)));
      const ends = labelsApart(
        rows.map((own) => own.at(-1)!),
        "sum",
        (15 * (high - low)) / 180,
        [low, high],
      );
      const colours = [theme.quiet, theme.production, theme.calm];
      return {
        plot: {
          marginLeft: 60,
          marginRight: 148,
          marginTop: 26,
          x: { domain: [first, last] },
          y: { domain: [low, high] },
          marks: [
            axisY({ ticks: 4, format: ((value: number) => written(value, "EUR")) as never }),
            axisX({
              ticks: Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
                (day) => (last - day) % step === 0,
              ),
              format: ((day: number) => shortDate(productionAt, day)) as never,
            }),
            ruleAtX(today + 0.125, theme.ink),
            Plot.text(["03:00"], {
              x: () => today + 0.125,
              frameAnchor: "top",
              lineAnchor: "bottom",
              dy: -4,
              fill: theme.ink,
            } as never),
            ...rows.map((own, i) =>
              seriesLine(own, {
                x: "day",
                y: "sum",
                color: colours[i]!,
                width: i === 1 ? 3 : 2,
                ...(ways[i]!.dash === undefined ? {} : { dash: ways[i]!.dash }),
              }),
            ),
            ...ends.map((end, i) =>
              directLabel([end], {
                x: "day",
                y: "label",
                text: ((one: { name: string; sum: number }) =>
                  `${one.name} ${written(one.sum, "EUR")}`) as never,
                color: colours[i]!,
                strong: i === 1,
              }),
            ),
          ],
        },
        summary: moneyWords(money),
        table: {
          columns: [
            { key: "date", label: "end of" },
            ...ways.map(({ name }) => ({ key: name, label: name, unit: "EUR" })),
          ],
          rows: money.days.map((day, i) => ({
            date: shortDate(productionAt, day),
            ...Object.fromEntries(ways.map(({ name, sums }) => [name, Math.round(sums[i]!)])),
          })),
        },
      };
    },
  };
}

/** What it had cost by 03:00, and what it costs in the end under each of the three ways. */
function moneyWords({ before, lost }: Debrief["money"]): string {
  const eur = (value: number) => written(value, "EUR");
  if (Math.max(...Object.values(lost).map(Math.abs), Math.abs(before)) < 1)
    return "Nothing was lost beyond what fraud and its defence always cost.";
  const by =
    before < 0
      ? `By 03:00 it had cost ${eur(-before)} less than a healthy service, which happens by chance, or where less is bought`
      : `By 03:00 it had cost ${eur(before)} more than a healthy service`;
  return `${by}. A week on it is ${eur(lost.yours)} under your repair, ${eur(lost.right)} under the right one, and ${eur(lost.nothing)} if nobody does anything.`;
}

type Piece = { who: string; y: number; from: number; to: number; name: string; mark: string };

/** Both ways on one line of minutes: yours above the expert's. */
export function waysFigure({ expert, checks: found }: Debrief, { checks }: Play): Figure<never> {
  const marks = { rings: "▲", silent: "○", "cannot-tell": "?" };
  const piecesOf = (
    who: string,
    y: number,
    ids: readonly { id: string; name: string; minutes: number }[],
  ) => {
    let at = 0;
    return ids.map(({ id, name, minutes }): Piece => {
      at += minutes;
      const verdict = found.find((one) => one.id === id)!.verdict;
      return { who, y, from: at - minutes, to: at, name, mark: marks[verdict] };
    });
  };
  const own = checks.map((id) => checkOf(id));
  const pieces = [...piecesOf("you", 0, own), ...piecesOf("expert", 1, expert.steps)];
  return {
    title: "Two ways through the hour",
    needs: [],
    height: () => 150,
    draw(_result, width, theme) {
      const pitch = (width - 84) / BUDGET;
      // A name that does not fit stands in the table; whether it rang always fits.
      const short = ({ name, mark, from, to }: Piece) =>
        (name.length + 2) * 6.4 < (to - from) * pitch - 6 ? `${mark} ${name}` : mark;
      return {
        plot: {
          marginLeft: 64,
          marginRight: 20,
          marginTop: 10,
          marginBottom: 34,
          x: { domain: [0, BUDGET] },
          y: { domain: [-0.5, 1.5], reverse: true, axis: null },
          marks: [
            axisX({
              ticks: [0, 15, 30, 45, 60],
              format: ((minute: number) => clockAt(minute)) as never,
            }),
            Plot.ruleX([0, 15, 30, 45, 60], { stroke: theme.rule } as never),
            Plot.rect(pieces, {
              x1: "from",
              x2: "to",
              y1: (piece: Piece) => piece.y - 0.34,
              y2: (piece: Piece) => piece.y + 0.34,
              fill: theme.rule,
              stroke: theme.ink,
              strokeWidth: 1,
            } as never),
            Plot.text(pieces, {
              x: (piece: Piece) => (piece.from + piece.to) / 2,
              y: "y",
              text: short,
              fill: theme.ink,
            } as never),
            Plot.text(
              [
                { who: "you", y: 0 },
                { who: "expert", y: 1 },
              ],
              {
                x: 0,
                y: "y",
                text: "who",
                textAnchor: "end",
                dx: -8,
                fill: theme.ink,
                fontWeight: 650,
              } as never,
            ),
          ],
        },
        summary: summaryOf(minutesOf(checks), own.length, expert),
        table: {
          columns: [
            { key: "who", label: "who" },
            { key: "from", label: "from" },
            { key: "to", label: "to" },
            { key: "name", label: "check" },
            { key: "mark", label: "verdict" },
          ],
          rows: pieces.map(({ who, from, to, name, mark }) => ({
            who,
            from: clockAt(from),
            to: clockAt(to),
            name,
            mark: { "▲": "rings", "○": "silent", "?": "cannot tell" }[mark] ?? mark,
          })),
        },
      };
    },
  };
}

function summaryOf(minutes: number, count: number, { steps, minutes: theirs }: Debrief["expert"]): string {
  const made = (number: number) => `${number} check${number === 1 ? "" : "s"}`;
  const yours = count === 0 ? "You looked at nothing" : `You made ${made(count)} in ${minutes} minutes`;
  const key = `▲${hard}rings, ○${hard}is silent.`;
  return steps.length === 0
    ? `${yours}; an expert needs the dashboard alone. ${key}`
    : `${yours}; an expert makes ${made(steps.length)} in ${theirs}, ${steps[0]!.name.toLowerCase()} first. ${key}`;
}
