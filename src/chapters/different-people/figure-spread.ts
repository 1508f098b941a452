import type { Figure, Theme } from "../contracts.ts";
import { axisX, axisY, Plot, percentTick, seriesLine } from "../shared/plot.ts";
import { groupColor, groupDot } from "./marks.ts";
import type { GroupId, Result, Spread } from "./result.ts";
import { GROUPS, NAMES, share, shareOr } from "./words.ts";

const height = (width: number) => Math.round(Math.max(250, Math.min(320, width * 0.66)));

type Look = {
  title: string;
  needs: "amounts" | "velocity";
  x: Record<string, unknown>;
  /** Where a bin stands on the axis. */
  place: (at: number) => number;
  axis: { label: string; ticks: readonly number[]; format: (at: number) => string };
  top: number;
  /** The bin at which each group's name stands, and on which side of its mark. */
  labels: Readonly<Record<GroupId, { bin: number; side: "left" | "right" }>>;
  what: string;
  unit: string;
};

function spreadFigure(look: Look): Figure<Result> {
  return {
    title: look.title,
    needs: [look.needs],
    height,
    draw(result, width, theme) {
      const bins = result[look.needs];
      const here = GROUPS.filter((group) => bins.some((bin) => bin[group] !== null));
      return {
        plot: {
          marginTop: 30,
          marginBottom: 40,
          marginLeft: 44,
          marginRight: 14,
          x: look.x,
          y: { domain: [0, look.top], clamp: true },
          marks: [
            axisX({
              label: look.axis.label,
              ticks: look.axis.ticks,
              format: look.axis.format as never,
            }),
            axisY({ label: "share of the payments", ticks: 4, format: percentTick as never }),
            ...here.flatMap((group) => lines(group, bins, look, width < 420, theme)),
          ],
        },
        summary: sentence(bins, look),
        table: {
          columns: [
            { key: "bin", label: look.what, unit: look.unit },
            ...GROUPS.map((group) => ({ key: group, label: NAMES[group] })),
          ],
          rows: bins.map((bin) => ({
            bin: bin.label,
            training: share(bin.training),
            mature: shareOr(bin.mature),
            new: shareOr(bin.new),
          })),
        },
      };
    },
  };
}

const SHORT: Readonly<Record<GroupId, string>> = {
  training: "training",
  mature: "known",
  new: "new customers",
};

function lines(group: GroupId, bins: readonly Spread[], look: Look, narrow: boolean, theme: Theme) {
  const rows = bins.map((bin) => ({ at: look.place(bin.at), share: bin[group] ?? 0 }));
  const { bin, side } = look.labels[group];
  return [
    seriesLine(rows, {
      x: "at",
      y: "share",
      color: groupColor(group),
      width: 1.5,
      ...(group === "mature" ? { dash: "2,3" } : {}),
    }),
    groupDot(group, rows, { x: "at", y: "share", r: narrow ? 3.5 : 4 }),
    // Above the slope, so that no line runs through the name.
    Plot.text([rows[bin]!], {
      x: "at",
      y: "share",
      text: () => SHORT[group],
      textAnchor: side === "left" ? "end" : "start",
      dx: side === "left" ? -7 : 7,
      dy: -11,
      fill: group === "mature" ? theme.ink : groupColor(group),
      stroke: theme.paper,
      strokeWidth: 4,
      fontWeight: group === "new" ? 650 : 500,
    } as never),
  ];
}

/** Half the sum of the absolute differences: the share of payments that would have to move to make the two alike. */
function apart(bins: readonly Spread[]): number | null {
  if (bins.every((bin) => bin.new === null)) return null;
  return bins.reduce((sum, bin) => sum + Math.abs((bin.new ?? 0) - bin.training), 0) / 2;
}

function sentence(bins: readonly Spread[], look: Look): string {
  const moved = apart(bins);
  if (moved === null) return "No new customer has paid in these weeks: there is nobody to compare.";
  const most = (group: GroupId) =>
    bins.reduce((top, bin) => ((bin[group] ?? 0) > (top[group] ?? 0) ? bin : top)).label;
  const peak = (label: string) => (look.needs === "amounts" ? label : `${label} payments`);
  const same = most("training") === most("new");
  const first = same
    ? `Most common is the same in training and among the new customers, ${peak(most("new"))}`
    : `Most common is ${peak(most("training"))} in training, ${peak(most("new"))} among the new customers`;
  return `${first}; to make the two distributions equal, ${share(moved)} of the payments would have to move.`;
}

export const amounts = spreadFigure({
  title: "What they pay",
  needs: "amounts",
  // Doublings: as far from 5 to 10 EUR as from 50 to 100.
  x: { domain: [1, 9] },
  place: Math.log2,
  axis: {
    label: "amount, EUR",
    ticks: [1, 3, 5, 7, 9],
    format: (at) => String(2 ** at),
  },
  top: 0.2,
  labels: {
    training: { bin: 4, side: "left" },
    mature: { bin: 2, side: "left" },
    new: { bin: 9, side: "right" },
  },
  what: "amount",
  unit: "",
});

export const velocity = spreadFigure({
  title: "How often they pay",
  needs: "velocity",
  x: { domain: [-0.2, 5.4] },
  place: (at) => at,
  axis: {
    label: "payments in the 24 hours before",
    ticks: [0, 1, 2, 3, 4, 5],
    format: (at) => (at === 5 ? "5+" : String(at)),
  },
  top: 0.5,
  labels: {
    training: { bin: 1, side: "right" },
    mature: { bin: 2, side: "right" },
    new: { bin: 3, side: "right" },
  },
  what: "payments before",
  unit: "24 h",
});
