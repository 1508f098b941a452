import type { Figure } from "../contracts.ts";
import { axisX, directLabel, Plot, percentTick } from "../shared/plot.ts";
import { groupColor, groupDot } from "./marks.ts";
import type { GroupId, Rate, Result } from "./result.ts";
import { GROUPS, NAMES, one, range, share, whole } from "./words.ts";

const LINES: Readonly<Record<GroupId, string>> = {
  training: "training",
  mature: "known customers",
  new: "new customers",
};

export const fraudRate: Figure<Result> = {
  title: "And how often they are robbed",
  needs: ["rates"],
  height: () => 224,
  draw({ rates }, _width, theme) {
    const rows = GROUPS.flatMap((group, place) => {
      const rate = rates[group];
      return rate === null ? [] : [{ group, place, ...rate }];
    });
    // Wide enough for eight times the others' rate, so that the picture stands still while the risk slider moves.
    const top = 0.2;
    return {
      plot: {
        marginTop: 26,
        marginBottom: 40,
        marginLeft: 12,
        marginRight: 20,
        x: { domain: [0, top], clamp: true },
        y: { domain: [2.5, -0.5], axis: null },
        marks: [
          Plot.gridX({ ticks: 4, stroke: theme.rule, strokeOpacity: 1 } as never),
          axisX({ label: "fraud rate, with its 95 % interval", ticks: 4, format: percentTick as never }),
          ...rows.flatMap((row) => [
            Plot.link([row], {
              x1: "low",
              x2: "high",
              y1: "place",
              y2: "place",
              stroke: groupColor(row.group),
              strokeWidth: 2,
              strokeOpacity: 0.5,
            } as never),
            groupDot(row.group, [row], { x: "rate", y: "place", r: 6 }),
            // Names stand over the left edge of their line, numbers after its end.
            Plot.text([row], {
              x: () => 0,
              y: "place",
              text: () => LINES[row.group],
              textAnchor: "start",
              dy: -17,
              dx: 2,
              fill: row.group === "mature" ? theme.ink : groupColor(row.group),
              stroke: theme.paper,
              strokeWidth: 4,
              fontWeight: row.group === "new" ? 650 : 500,
            } as never),
            directLabel([row], {
              x: "high",
              y: "place",
              text: () => share(row.rate),
              side: row.high > 0.85 * top ? "left" : "right",
              strong: true,
            }),
          ]),
        ],
      },
      summary: sentence(rates),
      table: {
        columns: [
          { key: "who", label: "who" },
          { key: "rows", label: "payments" },
          { key: "frauds", label: "reported frauds" },
          { key: "rate", label: "fraud rate" },
          { key: "interval", label: "95 % interval" },
        ],
        rows: GROUPS.map((group) => tableRow(group, rates[group])),
      },
    };
  },
};

function tableRow(group: GroupId, rate: Rate | null) {
  if (rate === null) return { who: NAMES[group], rows: "0", frauds: null, rate: null, interval: null };
  return {
    who: NAMES[group],
    rows: whole(rate.rows),
    frauds: whole(rate.frauds),
    rate: share(rate.rate),
    interval: range(rate.low, rate.high),
  };
}

function sentence({ training, mature, new: cohort }: Result["rates"]): string {
  if (!cohort || !mature || mature.rate === 0)
    return "In these weeks there is nobody new: one fraud rate, as in training.";
  const times = cohort.rate / mature.rate;
  const words = `Of the new customers’ payments ${share(cohort.rate)} are fraud, of the others’ ${share(mature.rate)}`;
  const before = training ? ` (${share(training.rate)} in training)` : "";
  return cohort.low > mature.high
    ? `${words}${before}: ${one(times)} times as many.`
    : `${words}${before}; with so few payments that may be chance.`;
}
