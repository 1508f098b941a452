import type { Figure } from "../contracts.ts";
import { axisX, axisY, band, directLabel, hatchFill, Plot, seriesLine } from "../shared/plot.ts";
import type { Reach, Result } from "./result.ts";
import { two } from "./words.ts";

export const reach: Figure<Result> = {
  title: "What the hours are worth: the count alone, read early or late",
  needs: ["reach", "numbers"],
  height: (width) => Math.round(Math.max(270, Math.min(350, width * 0.62))),
  draw({ reach, numbers }, width, theme) {
    const narrow = width < 420;
    const at = (hours: number) => reach.find((point) => point.hours === hours)!;
    const past = reach.filter((point) => point.hours <= 0);
    const future = reach.filter((point) => point.hours >= 0);
    const marks = [
      { ...at(0), text: `at the payment ${two(at(0).auc)}`, side: "left" },
      { ...at(24), text: `a day ahead ${two(at(24).auc)}`, side: "end" },
      { ...at(-24), text: `a day old ${two(at(-24).auc)}`, side: "start" },
    ];
    const named = (side: string) => marks.filter((mark) => mark.side === side);
    return {
      plot: {
        marginLeft: 40,
        marginTop: 30,
        marginBottom: 40,
        x: { domain: [-24, 24] },
        y: { domain: [0.4, 1], clamp: true },
        marks: [
          Plot.rect([{ x1: 0, x2: 24 }], { x1: "x1", x2: "x2", fill: hatchFill, fillOpacity: 0.55 } as never),
          axisX({
            label: "hours from the payment to the moment of reading",
            ticks: narrow ? [-24, -12, 0, 12, 24] : [-24, -18, -12, -6, 0, 6, 12, 18, 24],
            format: ((value: number) => (value > 0 ? `+${value}` : String(value).replace("-", "−"))) as never,
          }),
          axisY({ label: "ROC AUC", ticks: [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] }),
          Plot.ruleX([0], { stroke: theme.ink }),
          band(past, { x: "hours", y1: "low", y2: "high", color: theme.production }),
          band(future, { x: "hours", y1: "low", y2: "high", color: theme.training }),
          seriesLine(past, { x: "hours", y: "auc", color: theme.production }),
          seriesLine(future, { x: "hours", y: "auc", color: theme.training }),
          Plot.dot(marks, {
            x: "hours",
            y: "auc",
            r: 4,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 1.5,
          }),
          directLabel(named("left"), { x: "hours", y: "auc", text: "text", side: "left", strong: true }),
          Plot.text(named("end"), {
            x: "hours",
            y: "auc",
            text: "text",
            textAnchor: "end",
            // Over the curve, which has climbed by here: under it the words would lie on its slope.
            dy: at(24).auc > 0.9 ? -12 : 16,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          }),
          Plot.text(named("start"), {
            x: "hours",
            y: "auc",
            text: "text",
            textAnchor: "start",
            dy: -14,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          }),
          ...(
            [
              {
                x: -23.5,
                text: narrow ? "can be served" : "the past: production can read it",
                anchor: "start",
              },
              {
                x: 23.5,
                text: narrow ? "only training can" : "the future: only training can",
                anchor: "end",
              },
            ] as const
          ).map((label) =>
            Plot.text([label], {
              x: "x",
              text: "text",
              textAnchor: label.anchor,
              frameAnchor: "bottom",
              dy: -6,
              fill: label.anchor === "start" ? theme.production : theme.training,
              stroke: theme.paper,
              strokeWidth: 5,
            }),
          ),
        ],
      },
      summary: sentence(at(-12), at(0), at(12), numbers.meanAhead),
      table: {
        columns: [
          { key: "hours", label: "read", unit: "h from the payment" },
          { key: "auc", label: "ROC AUC" },
          { key: "interval", label: "95 % interval" },
        ],
        rows: reach.map(({ hours, auc, low, high }) => ({
          hours: hours > 0 ? `+${hours}` : String(hours),
          auc: two(auc),
          interval: `${two(low)} to ${two(high)}`,
        })),
      },
    };
  },
};

function sentence(before: Reach, now: Reach, after: Reach, meanAhead: number): string {
  const gain = after.auc - now.auc;
  const base = `Read at the payment, the count alone reaches ${two(now.auc)}; ${after.hours} hours later, ${two(after.auc)}`;
  if (gain < 0.05) return `${base}: with so slow reports, looking ahead gains little.`;
  return `${base}. Served ${-before.hours} hours old, it reaches ${two(before.auc)}${
    meanAhead > 0 ? `; the join by date looks ${meanAhead.toFixed(1)} hours ahead on average` : ""
  }.`;
}
