import type { Figure } from "../contracts.ts";
import { Plot } from "../shared/plot.ts";
import { spread } from "../shared/spread.ts";
import type { Result, Timeline } from "./result.ts";
import { clockOf } from "./words.ts";

const upright = (width: number) => width < 560;
const heightOf = (width: number) => (upright(width) ? 560 : 300);

/** Lanes from the top (or the left) to the bottom (or the right). */
const LANES = { happened: 0, reported: 1, counted: 2, trained: 3, served: 4 } as const;
const NAMES = ["paid", "reported", "counted", "in training", "as served"];

export const timeline: Figure<Result> = {
  title: "Two days of one user, on both clocks",
  needs: ["timeline"],
  height: heightOf,
  draw({ timeline }, width, theme) {
    if (timeline === null)
      return {
        plot: {
          marks: [
            Plot.text(["No fraud of this world was ever reported."], { frameAnchor: "middle" } as never),
          ],
        },
        summary: "No fraud of the training period was ever reported, so there is no case to show.",
        table: { columns: [{ key: "payment", label: "payment" }], rows: [{ payment: "none" }] },
      };
    const tall = upright(width);
    const { payments, reports, batches, hours } = timeline;
    const length = tall ? heightOf(width) - 60 : width - 104;
    const labelGap = ((tall ? 20 : 40) / length) * hours;
    const spots = spread(
      payments.map((payment) => payment.at),
      labelGap,
      0.5,
      hours - 0.5,
    );
    const at = (time: string, lane: string) => (tall ? { x: lane, y: time } : { x: time, y: lane });
    const between = (t1: string, l1: string, t2: string, l2: string) =>
      tall ? { x1: l1, y1: t1, x2: l2, y2: t2 } : { x1: t1, y1: l1, x2: t2, y2: l2 };
    const rows = payments.map((payment, i) => ({
      ...payment,
      spot: spots[i]!,
      happened: LANES.happened,
      trainedLane: LANES.trained,
      servedLane: LANES.served,
      clock: clockOf(payment.at),
      trainedText: payment.trained === null ? "–" : String(payment.trained),
      servedText: payment.served === null ? "–" : String(payment.served),
      ahead: isAhead(payment),
    }));
    const told = reports.map((report) => ({ ...report, lane: LANES.reported, from: LANES.happened }));
    const counted = batches.map((batch) => ({ ...batch, lane: LANES.counted }));
    // A number that travelled: from the batch that wrote it back to the row that holds it.
    const links = rows
      .filter((row) => row.ahead)
      .map((row) => ({
        from: row.knownAt!,
        fromLane: LANES.counted,
        to: row.spot,
        toLane: LANES.trained - 0.28,
        other: row.trained !== row.served,
      }));
    const lanes = NAMES.map((name, lane) => ({ name, lane, a: 0, b: hours }));
    return {
      plot: {
        marginLeft: tall ? 46 : 76,
        marginRight: tall ? 10 : 24,
        marginTop: tall ? 34 : 22,
        marginBottom: tall ? 14 : 30,
        x: tall ? { domain: [-0.45, 4.45], axis: null } : { domain: [0, hours], axis: null },
        y: tall
          ? { domain: [0, hours], reverse: true, axis: null }
          : { domain: [-0.5, 4.5], reverse: true, axis: null },
        marks: [
          timeAxis(tall, width < 640 ? 12 : 6, hours),
          Plot.link(lanes, { ...between("a", "lane", "b", "lane"), stroke: theme.rule } as never),
          Plot.link([{ t: 24, l1: -0.4, l2: 4.4 }], {
            ...between("t", "l1", "t", "l2"),
            stroke: theme.quiet,
            strokeDasharray: "2,4",
          } as never),
          Plot.text(lanes, {
            ...(tall
              ? { x: "lane", frameAnchor: "top", dy: -22 }
              : { y: "lane", frameAnchor: "left", dx: -68 }),
            text: "name",
            textAnchor: tall ? "middle" : "start",
            fill: (lane: { lane: number }) =>
              lane.lane === LANES.trained
                ? theme.training
                : lane.lane === LANES.served
                  ? theme.production
                  : theme.quiet,
            fontWeight: (lane: { lane: number }) => (lane.lane >= LANES.trained ? 650 : 500),
          } as never),
          Plot.arrow(
            told.filter((report) => report.fraudAt >= 0),
            {
              ...between("fraudAt", "from", "at", "lane"),
              stroke: theme.quiet,
              strokeWidth: 1.2,
              inset: 6,
              headLength: 5,
            } as never,
          ),
          ...[false, true].map((other) =>
            Plot.arrow(
              links.filter((link) => link.other === other),
              {
                ...between("from", "fromLane", "to", "toLane"),
                stroke: other ? theme.alarm : theme.quiet,
                strokeWidth: other ? 1.5 : 0.9,
                bend: tall ? -18 : 14,
                insetStart: 7,
                insetEnd: 2,
                headLength: 6,
              } as never,
            ),
          ),
          Plot.dot(
            rows.filter((row) => !row.fraud),
            {
              ...at("at", "happened"),
              r: 5,
              symbol: "circle",
              fill: theme.paper,
              stroke: theme.ink,
              strokeWidth: 1.5,
            } as never,
          ),
          Plot.dot(
            rows.filter((row) => row.fraud),
            {
              ...at("at", "happened"),
              r: 5,
              symbol: "square",
              fill: theme.alarm,
              stroke: theme.paper,
            } as never,
          ),
          Plot.dot(told, { ...at("at", "lane"), r: 4.5, symbol: "square", fill: theme.alarm } as never),
          Plot.dot(counted, { ...at("at", "lane"), r: 8.5, symbol: "square", fill: theme.ink } as never),
          Plot.text(counted, {
            ...at("at", "lane"),
            text: "value",
            fill: theme.paper,
            fontWeight: 650,
          } as never),
          Plot.dot(rows, { ...at("spot", "trainedLane"), r: 9, fill: theme.training } as never),
          Plot.text(rows, {
            ...at("spot", "trainedLane"),
            text: "trainedText",
            fill: theme.paper,
            fontWeight: 650,
          } as never),
          Plot.dot(rows, {
            ...at("spot", "servedLane"),
            r: 8,
            symbol: "square",
            rotate: 45,
            fill: theme.production,
          } as never),
          Plot.text(rows, {
            ...at("spot", "servedLane"),
            text: "servedText",
            fill: theme.paper,
            fontWeight: 650,
          } as never),
          tall
            ? []
            : Plot.text(rows, {
                x: "spot",
                y: "happened",
                text: "clock",
                dy: -14,
                fill: theme.quiet,
              } as never),
        ],
      },
      summary: sentence(timeline),
      table: {
        columns: [
          { key: "time", label: "payment" },
          { key: "amount", label: "amount", unit: "EUR" },
          { key: "fraud", label: "truth" },
          { key: "trained", label: "in training" },
          { key: "known", label: "could be read from" },
          { key: "served", label: "as served" },
        ],
        rows: payments.map((payment) => ({
          time: moment(payment.at),
          amount: payment.amount.toFixed(2),
          fraud: payment.fraud ? "fraud" : "genuine",
          trained: payment.trained,
          known: payment.knownAt === null ? null : moment(payment.knownAt),
          served: payment.served,
        })),
      },
    };
  },
};

function timeAxis(tall: boolean, step: number, hours: number) {
  const ticks = Array.from({ length: hours / step + 1 }, (_, i) => i * step);
  const options = {
    tickSize: 0,
    tickPadding: 8,
    tickFormat: clockOf as never,
    label: null,
    color: "var(--quiet)",
  } as const;
  return tall ? Plot.axisY(ticks, options) : Plot.axisX(ticks, options);
}

const isAhead = (payment: Timeline["payments"][number]) =>
  payment.knownAt !== null && payment.knownAt > payment.at;

const moment = (time: number) =>
  `${time < 0 ? "day before" : time < 24 ? "first day" : time < 48 ? "second day" : "later"}, ${clockOf(((time % 24) + 24) % 24)}`;

function sentence({ user, payments }: Timeline): string {
  const wrong = payments.filter((payment) => isAhead(payment) && payment.trained !== payment.served).length;
  const of = `${wrong} of the ${payments.length} training rows of ${user}`;
  if (wrong > 0)
    return `${of} hold a number that travelled back from the night (crimson arrows); production read the number of the night before.`;
  const ahead = payments.filter(isAhead).length;
  return ahead > 0
    ? `The rows of ${user} read ahead, but on these days the number was the same as the one served.`
    : `No row of ${user} holds a number from its future: what training reads, production could read.`;
}
