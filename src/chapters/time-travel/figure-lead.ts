import type { Figure } from "../contracts.ts";
import { axisX, axisY, hatchFill, Plot, seriesLine, trainingDot } from "../shared/plot.ts";
import type { HourOfLead, Result } from "./result.ts";
import { hours, whole } from "./words.ts";

const LIMIT = 24;

export const lead: Figure<Result> = {
  title: "How far ahead the training rows read",
  needs: ["lead"],
  height: (width) => Math.round(Math.max(260, Math.min(340, width * 0.62))),
  draw({ lead }, width, theme) {
    const narrow = width < 520;
    const ahead = lead.filter((hour) => hour.ahead > 0.01);
    const old = lead.filter((hour) => hour.ahead < -0.01);
    return {
      plot: {
        marginLeft: 40,
        marginTop: 30,
        marginBottom: 40,
        x: { domain: [0, 23] },
        y: { domain: [-LIMIT, LIMIT], clamp: true },
        marks: [
          Plot.rect([{ y1: 0, y2: LIMIT }], {
            y1: "y1",
            y2: "y2",
            fill: hatchFill,
            fillOpacity: 0.55,
          } as never),
          axisX({
            label: "hour of the payment",
            ticks: narrow ? [0, 6, 12, 18, 23] : [0, 3, 6, 9, 12, 15, 18, 21, 23],
            format: ((hour: number) => `${hour}:00`) as never,
          }),
          axisY({
            label: "hours from the payment",
            ticks: [-24, -12, 0, 12, 24],
            format: ((value: number) => (value > 0 ? `+${value}` : String(value).replace("-", "−"))) as never,
          }),
          Plot.areaY(
            lead.map((hour) => ({ ...hour, top: Math.max(0, hour.ahead) })),
            { x: "hour", y1: () => 0, y2: "top", fill: theme.alarm, fillOpacity: 0.14 } as never,
          ),
          Plot.ruleY([0], { stroke: theme.ink }),
          seriesLine(lead, { x: "hour", y: "ahead", color: theme.training }),
          trainingDot(lead, { x: "hour", y: "ahead", r: 3.5 }),
          Plot.text(
            [
              { x: 23, y: 21.5, text: "not known yet: the future" },
              { x: 23, y: -21.5, text: "known: the past" },
            ],
            {
              x: "x",
              y: "y",
              text: "text",
              textAnchor: "end",
              fill: theme.quiet,
              stroke: theme.paper,
              strokeWidth: 5,
            },
          ),
        ],
      },
      summary: sentence(lead, ahead, old),
      table: {
        columns: [
          { key: "hour", label: "hour of the payment" },
          { key: "payments", label: "training payments" },
          { key: "ahead", label: "read ahead (old where negative)", unit: "h" },
        ],
        rows: lead.map((hour) => ({
          hour: `${hour.hour}:00`,
          payments: whole(hour.payments),
          ahead: hour.ahead.toFixed(1),
        })),
      },
    };
  },
};

function sentence(
  all: readonly HourOfLead[],
  ahead: readonly HourOfLead[],
  old: readonly HourOfLead[],
): string {
  if (all.length === 0) return "No training row has a count at all.";
  if (ahead.length === 0 && old.length === 0)
    return "Every training row reads what was known at its own moment: no hour ahead, no hour old.";
  if (ahead.length === 0) {
    const oldest = old.reduce((a, b) => (b.ahead < a.ahead ? b : a));
    return `No training row reads ahead. The count is up to ${hours(oldest.ahead)} old, for payments at ${oldest.hour} o’clock.`;
  }
  const longest = ahead.reduce((a, b) => (b.ahead > a.ahead ? b : a));
  const first = `A payment at ${longest.hour} o’clock reads a number from ${hours(longest.ahead)} later`;
  return old.length > 0
    ? `${first}; from ${old[0]!.hour} o’clock on the batch has already run, and the rows are honest.`
    : `${first}: the earlier in the day, the further ahead.`;
}
