import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  hatchFill,
  Plot,
  percentTick,
  plainDot,
  productionDot,
  seriesLine,
} from "../shared/plot.ts";
import type { HourBlock, Result } from "./result.ts";
import { clock, share, two, whole } from "./words.ts";

const heightOf = (width: number) => Math.round(Math.max(280, Math.min(340, width * 0.6)));

export const hours: Figure<Result> = {
  title: "Recall on active users, by hour of the day",
  needs: ["hours", "chosen"],
  height: heightOf,
  draw({ hours, chosen }, width, theme) {
    const narrow = width < 480;
    const points = hours.map((block) => ({ ...block, at: block.from + 1 }));
    const drawn = points.filter((block) => block.recall !== null);
    const top = Math.max(
      0.4,
      Math.ceil(Math.max(0, ...drawn.map((one) => Math.max(one.recall!, one.recallTwin!))) * 10) / 10,
    );
    const shift = hours[0]!.from;
    const out = points.filter((block) => block.outageHours > 0);
    const fell = drawn.filter((block) => block.recall !== block.recallTwin);
    const start = out.length > 0 ? out[0]!.from : null;
    return {
      plot: {
        marginLeft: 46,
        marginRight: 14,
        marginTop: 30,
        x: { domain: [shift, shift + 24] },
        y: { domain: [0, top], clamp: true },
        marks: [
          Plot.rect(out, {
            x1: "from",
            x2: (block: HourBlock) => block.from + block.outageHours,
            y1: 0,
            y2: top,
            fill: hatchFill,
            fillOpacity: 0.75,
          } as never),
          axisX({
            label: "hour of the payment",
            ticks: (narrow ? [0, 6, 12, 18, 24] : [0, 3, 6, 9, 12, 15, 18, 21, 24]).filter(
              (hour) => hour >= shift,
            ),
            format: ((hour: number) => clock(hour)) as never,
          }),
          axisY({ ticks: 5, format: percentTick as never }),
          seriesLine(points, { x: "at", y: "recallTwin", color: theme.quiet, dash: "4,3", width: 1.5 }),
          Plot.link(fell, {
            x1: "at",
            x2: "at",
            y1: "recallTwin",
            y2: "recall",
            stroke: theme.production,
            strokeWidth: 1.2,
          } as never),
          seriesLine(points, { x: "at", y: "recall", color: theme.production }),
          plainDot(drawn, { x: "at", y: "recallTwin", r: 5 }),
          productionDot(drawn, { x: "at", y: "recall", r: 4 }),
          Plot.text(["recall: ◆ production   ○ had the store answered"], {
            frameAnchor: "top-left",
            dx: -40,
            dy: -22,
            fill: theme.quiet,
          } as never),
          ...(start === null
            ? []
            : [
                Plot.text([{ x: Math.min(start + out.length, shift + 21) }], {
                  x: "x",
                  text: () => "outage",
                  frameAnchor: "top",
                  dy: 8,
                  fill: theme.ink,
                  fontWeight: 650,
                  stroke: theme.paper,
                  strokeWidth: 5,
                } as never),
              ]),
        ],
      },
      summary: sentence(hours, chosen.words),
      table: {
        columns: [
          { key: "hours", label: "hours" },
          { key: "outage", label: "outage" },
          { key: "frauds", label: "frauds on active users" },
          { key: "caught", label: "caught" },
          { key: "twin", label: "caught had the store answered" },
          { key: "recall", label: "recall" },
          { key: "recallTwin", label: "recall had the store answered" },
        ],
        rows: hours.map((block) => ({
          hours: `${clock(block.from)} to ${clock(block.from + 2)}`,
          outage: block.outageHours === 2 ? "yes" : block.outageHours === 1 ? "one hour" : "no",
          frauds: whole(block.frauds),
          caught: whole(block.caught),
          twin: whole(block.caughtTwin),
          recall: block.recall === null ? null : two(block.recall),
          recallTwin: block.recallTwin === null ? null : two(block.recallTwin),
        })),
      },
    };
  },
};

function sentence(hours: readonly HourBlock[], words: string): string {
  const sum = (blocks: readonly HourBlock[]) =>
    blocks.reduce(
      (all, block) => ({
        frauds: all.frauds + block.frauds,
        caught: all.caught + block.caught,
        twin: all.twin + block.caughtTwin,
      }),
      { frauds: 0, caught: 0, twin: 0 },
    );
  const inside = sum(hours.filter((block) => block.outageHours > 0));
  const outside = sum(hours.filter((block) => block.outageHours === 0));
  if (inside.frauds === 0)
    return "Without an outage, production catches what it would have caught: the two lines are one.";
  const text = (one: typeof inside) => share(one.frauds === 0 ? Number.NaN : one.caught / one.frauds);
  const missed = inside.twin - inside.caught;
  const base = `Silence written as ${words}: in the outage production catches ${text(inside)} of the frauds on active users, at other hours ${text(outside)}`;
  return missed > 0
    ? `${base}; had the store answered, it would have caught ${whole(missed)} more of ${whole(inside.frauds)}.`
    : `${base}; an answering store would have caught no more.`;
}
