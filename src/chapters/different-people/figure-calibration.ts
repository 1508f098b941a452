import type { Figure } from "../contracts.ts";
import { axisX, axisY, directLabel, interval, Plot, percentTick, seriesLine } from "../shared/plot.ts";
import { groupColor, groupDot } from "./marks.ts";
import type { GroupId, Result, ScoreBin } from "./result.ts";
import { GROUPS, NAMES, one, range, share, whole } from "./words.ts";

const height = (width: number) => Math.round(Math.max(300, Math.min(380, width * 0.8)));
const RIGHT = 0.12;
const TOP = 0.3;
const SHORT: Readonly<Record<GroupId, string>> = {
  training: "held-out training",
  mature: "known customers",
  new: "new customers",
};

const NARROW: Readonly<Record<GroupId, string>> = { ...SHORT, training: "held out", mature: "known" };

export const calibration: Figure<Result> = {
  title: "What the score says, and what comes",
  needs: ["calibration"],
  height,
  draw({ calibration }, width, theme) {
    const narrow = width < 420;
    const of = (group: GroupId) => calibration.filter((bin) => bin.group === group);
    const here = GROUPS.filter((group) => of(group).length > 0);
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: 44,
        marginRight: narrow ? 14 : 20,
        // Square roots: small rates get room, and zero keeps its place.
        x: { type: "sqrt", domain: [0, RIGHT], clamp: true },
        y: { type: "sqrt", domain: [0, TOP], clamp: true },
        marks: [
          axisX({
            label: "fraud that the score expects",
            ticks: [0, 0.01, 0.02, 0.05, 0.1],
            format: percentTick as never,
          }),
          axisY({
            label: "fraud that came",
            ticks: [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3],
            format: percentTick as never,
          }),
          Plot.line(
            [
              [0, 0],
              [RIGHT, RIGHT],
            ],
            { stroke: theme.quiet, strokeDasharray: "3,3" },
          ),
          Plot.text([{ x: 0.115, y: 0.075 }], {
            x: "x",
            y: "y",
            text: () => (narrow ? "as expected" : "as the score expects"),
            textAnchor: "end",
            lineAnchor: "top",
            dy: 4,
            fill: theme.quiet,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          ...here.flatMap((group) => [
            interval(of(group), { x: "score", y1: "low", y2: "high", color: groupColor(group) }),
            seriesLine(of(group), {
              x: "score",
              y: "rate",
              color: groupColor(group),
              width: group === "new" ? 2.2 : 1.4,
              ...(group === "mature" ? { dash: "2,3" } : {}),
            }),
            groupDot(group, of(group), { x: "score", y: "rate" }),
          ]),
          ...here.map((group) => {
            const bins = of(group);
            const isNew = group === "new";
            return directLabel([bins[isNew ? Math.min(3, bins.length - 1) : bins.length - 1]!], {
              x: "score",
              y: isNew ? "high" : "rate",
              text: () => (narrow ? NARROW[group] : SHORT[group]),
              side: isNew ? "above" : group === "training" ? "below" : "right",
              color: group === "mature" ? theme.ink : groupColor(group),
              strong: isNew,
              gap: isNew ? 6 : 10,
            });
          }),
        ],
      },
      summary: sentence(here.map((group) => [group, together(of(group))] as const)),
      table: {
        columns: [
          { key: "who", label: "who" },
          { key: "rows", label: "payments" },
          { key: "score", label: "mean score" },
          { key: "rate", label: "fraud rate" },
          { key: "interval", label: "95 % interval" },
        ],
        rows: calibration.map((bin) => ({
          who: bin.group === "training" ? "training, held out" : NAMES[bin.group],
          rows: whole(bin.rows),
          score: share(bin.score),
          rate: share(bin.rate),
          interval: range(bin.low, bin.high),
        })),
      },
    };
  },
};

/** Frauds that came over frauds expected, of all bins. */
function together(bins: readonly ScoreBin[]): number {
  const sum = (of: (bin: ScoreBin) => number) => bins.reduce((total, bin) => total + of(bin) * bin.rows, 0);
  return (
    sum((bin) => bin.rate) /
    Math.max(
      1e-12,
      sum((bin) => bin.score),
    )
  );
}

function sentence(ratios: readonly (readonly [GroupId, number])[]): string {
  const of = (group: GroupId) => ratios.find(([one]) => one === group)?.[1];
  const [held, mature, cohort] = GROUPS.map(of);
  if (cohort === undefined)
    return `No new customers yet: the score expects what comes, ${one(mature ?? held ?? 1)} frauds for each expected one.`;
  return `For each fraud that the score expects, ${one(cohort)} come among the new customers, ${one(mature ?? Number.NaN)} among the others and ${one(held ?? Number.NaN)} in held-out training.`;
}
