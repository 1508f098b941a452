import type { Figure } from "../contracts.ts";
import { axisX, Plot } from "../shared/plot.ts";
import type { Result, Theft } from "./result.ts";
import { LAST_DAY } from "./scale.ts";
import { share, whole } from "./words.ts";

const TICKS = [100, 200, 400, 800, 1600];
type Dot = { day: number; tenure: number; amount: number; isNew: boolean };
const dotOf = ([day, tenure, amount, isNew]: Theft): Dot => ({ day, tenure, amount, isNew: isNew === 1 });

/** The opening: every theft of sixteen weeks. */
export const stream: Figure<Result> = {
  title: "Sixteen weeks of theft: each square is a fraud, as large as its sum",
  needs: ["thefts"],
  height: (width) => Math.round(Math.max(260, Math.min(360, width * 0.5))),
  draw({ thefts }, width, theme) {
    const narrow = width < 480;
    const dots = thefts.map(dotOf);
    const turned = dots.filter(({ isNew }) => isNew);
    const start = turned.length === 0 ? null : Math.floor(turned[0]!.day);
    return {
      plot: {
        marginLeft: 46,
        marginRight: 14,
        marginTop: narrow ? 46 : 34,
        marginBottom: 42,
        x: { domain: [0, LAST_DAY] },
        y: { type: "log", domain: [65, 2600], clamp: true },
        r: { type: "sqrt", domain: [0, 200], range: [0, narrow ? 5 : 7] },
        marks: [
          axisX({
            label: "day of production",
            ticks: narrow ? [0, 28, 56, 84] : [0, 14, 28, 42, 56, 70, 84, 98],
          }),
          Plot.axisY({
            ticks: TICKS,
            // As text: a format would leave out 800, as logarithmic axes do.
            text: (value: number) => whole(value),
            tickSize: 0,
            tickPadding: 6,
            label: null,
            color: theme.quiet,
          } as never),
          Plot.gridY({ ticks: TICKS, stroke: theme.rule, strokeOpacity: 1 } as never),
          Plot.text(["age of the account, days"], {
            frameAnchor: "top-left",
            textAnchor: "start",
            lineAnchor: "bottom",
            dy: -4,
            fill: theme.quiet,
          } as never),
          ...(start === null ? [] : [Plot.ruleX([start], { stroke: theme.ink, strokeWidth: 1.2 } as never)]),
          Plot.dot(dots, {
            x: "day",
            y: "tenure",
            r: "amount",
            symbol: "square",
            fill: theme.alarm,
            fillOpacity: 0.5,
            stroke: theme.alarm,
            strokeOpacity: 0.7,
            strokeWidth: 0.7,
          } as never),
          ...(start === null
            ? []
            : [
                Plot.text([{ x: start }], {
                  x: "x",
                  frameAnchor: "top",
                  textAnchor: "start",
                  dx: narrow ? -2 : 6,
                  dy: narrow ? -28 : -14,
                  text: () => `day ${start}: new ways`,
                  fill: theme.ink,
                  fontWeight: 650,
                } as never),
              ]),
        ],
      },
      summary: sentence(dots, start),
      table: {
        columns: [
          { key: "weeks", label: "weeks" },
          { key: "thefts", label: "thefts drawn" },
          { key: "tenure", label: "median age of the account", unit: "days" },
          { key: "amount", label: "median sum", unit: "EUR" },
          { key: "turned", label: "in new ways" },
        ],
        rows: Array.from({ length: 4 }, (_, k) => {
          const own = dots.filter(({ day }) => Math.floor(day / 28) === k);
          return {
            weeks: `${4 * k + 1} to ${4 * k + 4}`,
            thefts: own.length,
            tenure: whole(middle(own.map(({ tenure }) => tenure))),
            amount: whole(middle(own.map(({ amount }) => amount))),
            turned: share(own.filter(({ isNew }) => isNew).length / Math.max(1, own.length)),
          };
        }),
      },
    };
  },
};

function middle(values: number[]): number {
  return values.length === 0 ? 0 : values.sort((a, b) => a - b)[values.length >> 1]!;
}

/** Whether the old ways are as good as gone once the new ones have begun. */
function isOver(dots: readonly Dot[], start: number): boolean {
  const later = dots.filter(({ day }) => day >= start);
  return later.filter(({ isNew }) => !isNew).length < 0.2 * later.length;
}

function sentence(dots: readonly Dot[], start: number | null): string {
  const of = (isNew: boolean) => dots.filter((dot) => dot.isNew === isNew);
  const say = (own: readonly Dot[]) =>
    `accounts of about ${whole(middle(own.map(({ tenure }) => tenure)))} days and sums of about ${whole(middle(own.map(({ amount }) => amount)))} EUR`;
  return start === null
    ? `Thieves keep to their ways: ${say(dots)}.`
    : `Thieves take ${say(of(false))}; from day ${start} on ${isOver(dots, start) ? "instead" : "also"} ${say(of(true))}.`;
}
