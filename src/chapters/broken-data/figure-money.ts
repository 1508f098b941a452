import type { Figure, Theme } from "../contracts.ts";
import {
  axisX,
  axisY,
  labelsApart,
  Plot,
  plainDot,
  productionDot,
  roundDomain,
  seriesLine,
} from "../shared/plot.ts";
import type { Money, Numbers, Result } from "./result.ts";
import { eur, whole } from "./words.ts";

/** The broken days as a pale ground, named, and the days after. */
export function ground(
  theme: Theme,
  { from, to }: { from: number; to: number },
  narrow: boolean,
  low: number,
  high: number,
) {
  const word = (x: number, text: string) =>
    Plot.text([text], {
      x: () => x,
      frameAnchor: "bottom",
      lineAnchor: "bottom",
      textAnchor: "start",
      dx: 5,
      dy: -4,
      fill: theme.quiet,
      stroke: theme.paper,
      strokeWidth: 4,
    } as never);
  return [
    Plot.rect([{}], {
      x1: from,
      x2: to,
      y1: low,
      y2: high,
      fill: theme.production,
      fillOpacity: 0.1,
    } as never),
    word(from, narrow ? "broken" : "the feed is broken"),
    ...(to < 20 ? [word(to, "mended")] : []),
  ];
}

export const money: Figure<Result> = {
  title: "What the break has cost so far",
  needs: ["money", "numbers"],
  height: (width) => Math.round(Math.max(280, Math.min(330, width * 0.52))),
  draw({ money, numbers }, width, theme) {
    const narrow = width < 480;
    let [open, shut] = [0, 0];
    const points = money.map((one) => {
      open += one.open;
      shut += one.shut;
      return { at: one.day + 1, open, shut };
    });
    const values = points.flatMap((one) => [one.open, one.shut]);
    const [low, high] = roundDomain(Math.min(-250, ...values), Math.max(1000, ...values), 250);
    const height = this.height(width) - 76;
    const last = points.at(-1)!;
    const ends = labelsApart(
      [
        { at: last.at, value: last.open, text: narrow ? "◆ open" : "◆ gate open", fill: theme.production },
        { at: last.at, value: last.shut, text: narrow ? "○ shut" : "○ gate shut", fill: theme.ink },
      ],
      "value",
      (15 * (high - low)) / height,
      [low, high],
    );
    const begin = { at: 0, open: 0, shut: 0 };
    const from = numbers.firstBroken;
    return {
      plot: {
        marginLeft: 52,
        marginRight: narrow ? 58 : 90,
        marginTop: 34,
        x: { domain: [0, money.length] },
        y: { domain: [low, high] },
        marks: [
          ...ground(theme, { from, to: from + numbers.brokenDays }, narrow, low, high),
          axisY({ label: "EUR beyond the healthy twin, summed up", ticks: 5, format: whole as never }),
          axisX({
            label: "day of production",
            ticks: narrow ? [0, 7, 14, 21] : [0, 3, 6, 9, 12, 15, 18, 21],
          }),
          Plot.ruleY([0], { stroke: theme.quiet }),
          seriesLine([begin, ...points], { x: "at", y: "shut", color: theme.ink, dash: "4,3", width: 1.6 }),
          seriesLine([begin, ...points], { x: "at", y: "open", color: theme.production }),
          plainDot(points, { x: "at", y: "shut", r: 3.5 }),
          productionDot(points, { x: "at", y: "open", r: 4 }),
          ...ends.map((end) =>
            Plot.text([end], {
              x: "at",
              y: "label",
              text: "text",
              textAnchor: "start",
              dx: 10,
              fill: end.fill,
              fontWeight: 650,
            } as never),
          ),
        ],
      },
      summary: sentence(money, numbers),
      table: {
        columns: [
          { key: "day", label: "day" },
          { key: "open", label: "gate open, EUR that day" },
          { key: "shut", label: "gate shut, EUR that day" },
          { key: "sumOpen", label: "gate open, EUR so far" },
          { key: "sumShut", label: "gate shut, EUR so far" },
        ],
        rows: money.map((one, i) => ({
          day: one.day,
          open: whole(one.open),
          shut: whole(one.shut),
          sumOpen: whole(points[i]!.open),
          sumShut: whole(points[i]!.shut),
        })),
      },
    };
  },
};

function sentence(money: readonly Money[], numbers: Numbers): string {
  const sum = (of: (one: Money) => number) => money.reduce((all, one) => all + of(one), 0);
  const [open, shut] = [sum((one) => one.open), sum((one) => one.shut)];
  const mended = numbers.firstBroken + numbers.brokenDays;
  const after = money.filter(({ day }) => day >= mended).reduce((all, one) => all + one.open, 0);
  if (numbers.hitRows === 0)
    return `Nothing breaks, so an open gate costs nothing; the shut one ${Math.abs(shut) < 0.5 ? "neither" : `makes a difference of ${eur(shut)}`}.`;
  const tail =
    after > 0.1 * Math.max(1, open) && after > 50
      ? ` ${eur(after)} of the open gate’s came after the feed was mended, through averages that still hold the wrong amounts.`
      : "";
  return `With the gate open the break has cost ${eur(open)} beyond the healthy twin by day ${money.length}, with the gate shut ${eur(shut)}.${tail}`;
}
