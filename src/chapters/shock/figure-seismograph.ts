import type { Figure } from "../contracts.ts";
import { Plot } from "../shared/plot.ts";
import { crisisBand, monthAxis, wholeDomain } from "./marks.ts";
import type { Book, Month, Result, When } from "./result.ts";
import { euro, FIRST, LAST, mean, share, two } from "./words.ts";

type Trace = {
  name: string;
  short?: string;
  /** How far one row's height reaches, in its own unit; doubled where a deeper crisis needs it. */
  reach: number;
  /** It goes down in a crisis: the room it needs is under its line. */
  dips?: true;
  value(month: Month, book: Book): number;
  twin(month: Month, book: Book): number;
  say(value: number): string;
};

const TRACES: readonly Trace[] = [
  {
    name: "applicants out of work",
    short: "out of work",
    reach: 0.16,
    value: (month) => month.outOfWork,
    twin: (month) => month.twin.outOfWork,
    say: share,
  },
  {
    name: "mean income",
    dips: true,
    reach: 270,
    value: (month) => month.income,
    twin: (month) => month.twin.income,
    say: euro,
  },
  {
    name: "credit lines in use",
    short: "credit in use",
    reach: 0.115,
    value: (month) => month.utilisation,
    twin: (month) => month.twin.utilisation,
    say: share,
  },
  {
    name: "missed instalments, last year",
    short: "missed",
    reach: 0.25,
    value: (month) => month.missed,
    twin: (month) => month.twin.missed,
    say: two,
  },
  {
    name: "applications granted",
    short: "granted",
    dips: true,
    reach: 0.19,
    value: (_, book) => book.approvals,
    twin: (_, book) => book.twin.approvals,
    say: share,
  },
  {
    name: "granted loans that default",
    short: "defaults",
    reach: 0.14,
    value: (_, book) => book.rate,
    twin: (_, book) => book.twin.rate,
    say: share,
  },
  {
    name: "result for each application",
    short: "result",
    dips: true,
    reach: 170,
    value: (_, book) => book.money,
    twin: (_, book) => book.twin.money,
    say: euro,
  },
];

/** A needle at rest keeps this much of a row for its name and for chance; the side to which it swings has a whole row. */
const REST = { above: 0.56, below: 0.24 };
const above = ({ dips }: Trace) => (dips ? REST.above : 0.95);
const below = ({ dips }: Trace) => (dips ? 0.85 : REST.below);
/** The lines at rest, from the first needle down, in rows; the last place is the foot. */
const BASES = [0];
TRACES.forEach((trace, i) => {
  const next = TRACES[i + 1];
  BASES.push(BASES[i]! - below(trace) - (next ? above(next) : 0));
});
const FOOT = BASES.at(-1)!;
const HEAD = 0.75;
const ROW = 56;

export const seismograph: Figure<Result> = {
  title: "Seven needles of one lender",
  needs: ["when", "months", "books"],
  height: () => Math.round((HEAD - FOOT) * ROW) + 66,
  draw({ when, months, books }, width, theme) {
    const narrow = width < 480;
    const traces = TRACES.map((trace, i) => draws(trace, i, { when, months, books }));
    const points = traces.flatMap(({ points: own }) => own);
    const labels = traces.map((one) => ({ ...one, top: one.base + 0.42 }));
    const production = points.filter(({ x }) => x > 0);
    const training = points.filter(({ x }) => x < 1);
    const line = (rows: typeof points, y: string, stroke: string, strokeWidth: number, dash?: string) =>
      Plot.line(rows, {
        x: "x",
        y,
        z: "name",
        stroke,
        strokeWidth,
        strokeLinejoin: "round",
        ...(dash ? { strokeDasharray: dash } : {}),
      } as never);
    return {
      plot: {
        marginTop: 26,
        marginBottom: 40,
        marginLeft: 8,
        marginRight: 8,
        x: { domain: wholeDomain },
        y: { domain: [FOOT, HEAD], axis: null, clamp: true },
        marks: [
          ...crisisBand(when, theme),
          monthAxis(width, true),
          Plot.ruleX([0], { stroke: theme.rule }),
          Plot.ruleY(
            traces.map(({ base }) => base),
            { stroke: theme.rule },
          ),
          Plot.areaY(points, {
            x: "x",
            y1: "base",
            y2: "y",
            z: "name",
            fill: theme.production,
            fillOpacity: 0.2,
          } as never),
          line(points, "twin", theme.quiet, 0.8),
          line(training, "y", theme.training, 1.7),
          line(production, "y", theme.production, 1.7),
          Plot.text(labels, {
            x: () => FIRST + 0.2,
            y: "top",
            text: (one: (typeof labels)[number]) => (narrow ? one.short : one.name),
            textAnchor: "start",
            lineAnchor: "middle",
            fill: theme.ink,
            fontWeight: 600,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text(labels, {
            x: () => LAST - 0.2,
            y: "top",
            text: (one: (typeof labels)[number]) => `${one.before} → ${one.worst}`,
            textAnchor: "end",
            lineAnchor: "middle",
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text([{ x: FIRST + 0.2, text: "training", color: theme.training }], {
            x: "x",
            text: "text",
            frameAnchor: "top",
            lineAnchor: "bottom",
            textAnchor: "start",
            dy: -6,
            fill: theme.training,
          } as never),
          Plot.text([{ x: LAST - 0.2 }], {
            x: "x",
            text: () => (narrow ? "before → crisis" : "before → in the crisis"),
            frameAnchor: "top",
            lineAnchor: "bottom",
            textAnchor: "end",
            dy: -6,
            fill: theme.quiet,
          } as never),
          ...(when.depth === 0
            ? []
            : [
                Plot.text([{ x: (when.start + when.end) / 2 }], {
                  x: "x",
                  text: () => "the crisis",
                  frameAnchor: "top",
                  lineAnchor: "bottom",
                  dy: -6,
                  fill: theme.production,
                  fontWeight: 600,
                } as never),
              ]),
        ],
      },
      summary: sentence(when, traces),
      table: {
        columns: [
          { key: "name", label: "what" },
          { key: "before", label: "before" },
          { key: "worst", label: "in the crisis" },
          { key: "after", label: "after it" },
          { key: "twin", label: "healthy twin, same months" },
        ],
        rows: traces.map(({ name, before, worst, after, twin }) => ({ name, before, worst, after, twin })),
      },
    };
  },
};

function draws(trace: Trace, i: number, { when, months, books }: Pick<Result, "when" | "months" | "books">) {
  const values = months.map((month, k) => ({
    month: month.month,
    value: trace.value(month, books[k]!),
    twin: trace.twin(month, books[k]!),
  }));
  const over = (from: number, to: number, of: "value" | "twin") =>
    mean(values.filter(({ month }) => month >= from && month < to).map((one) => one[of]));
  const level = over(FIRST, when.start - 4, "value");
  const largest = Math.max(...values.map(({ value }) => Math.abs(value - level)));
  let reach = trace.reach;
  while (largest > reach) reach *= 2;
  const base = BASES[i]!;
  const at = (value: number) => base + (0.9 * (value - level)) / reach;
  return {
    name: trace.name,
    short: trace.short ?? trace.name,
    base,
    before: trace.say(level),
    worst: trace.say(over(when.start + 2, when.end, "value")),
    after: trace.say(over(when.recovered, LAST, "value")),
    twin: trace.say(over(when.start + 2, when.end, "twin")),
    change: over(when.start + 2, when.end, "value") - level,
    points: values.map(({ month, value, twin }) => ({
      x: month + 0.5,
      y: at(value),
      twin: at(twin),
      base,
      name: trace.name,
    })),
  };
}

function sentence({ depth, recovers }: When, traces: readonly ReturnType<typeof draws>[]): string {
  const [work, , , , granted, defaults, money] = traces;
  if (depth === 0)
    return `No job is lost, and the needles stay where they were: ${defaults!.before} of the granted loans default before, ${defaults!.worst} in the months in which the crisis would have been.`;
  const back = recovers === 0 ? "and stay there" : `and come back to ${defaults!.after} after it`;
  return `In the crisis ${work!.worst} of the applicants are out of work instead of ${work!.before}, ${granted!.worst} of the applications are granted instead of ${granted!.before}; defaults go from ${defaults!.before} to ${defaults!.worst} ${back}, and the result for each application from ${money!.before} to ${money!.worst}.`;
}
