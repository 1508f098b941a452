import type { Figure } from "../contracts.ts";
import { axisX, axisY, hatch, Plot, ruleAtX, seriesLine } from "../shared/plot.ts";
import type { Money, Result, Trial } from "./result.ts";
import { signed } from "./words.ts";

const DAYS = 28;

/** The release as its team could follow it. */
export const trial: Figure<Result> = {
  title: "This release: the difference, as known each day",
  needs: ["trial", "money"],
  height: (width) => Math.round(Math.max(300, Math.min(380, width * 0.6))),
  draw({ trial, money }, width, theme) {
    const narrow = width < 480;
    const known = trial.days.filter(({ difference }) => difference !== null);
    const verdict = money.yours.verdict!;
    const lows = known.map(({ low }) => low!);
    const highs = known.map(({ high }) => high!);
    const low = Math.min(-20, 10 * Math.floor(Math.min(0, ...lows) / 10));
    const high = Math.max(20, 10 * Math.ceil(Math.max(0, ...highs) / 10));
    const clamp = { domain: [Math.max(-50, low), Math.min(50, high)], clamp: true } as const;
    const at = known.find(({ day }) => day === verdict.day);
    const right = verdict.day < 15;
    const edge = (key: "sequenceLow" | "sequenceHigh") =>
      seriesLine(known, { x: "day", y: key, color: theme.quiet, dash: "5,3", width: 1.4 });
    const lastKnown = known.at(-1);
    return {
      plot: {
        marginTop: 34,
        marginBottom: 40,
        marginLeft: 42,
        marginRight: narrow ? 18 : 84,
        x: { domain: [1, DAYS] },
        y: clamp,
        marks: [
          axisX({ label: "day of the test", ticks: [1, 7, 14, 21, 28] }),
          axisY({
            label: narrow
              ? "chargebacks per 1,000, difference"
              : "chargebacks per 1,000 payments, challenger less champion",
            ticks: 5,
            format: ((value: number) => signed(value, 0)) as never,
          }),
          Plot.areaY(known, { x: "day", y1: "low", y2: "high", fill: theme.ink, fillOpacity: 0.13 } as never),
          edge("sequenceLow"),
          edge("sequenceHigh"),
          Plot.ruleY([0], { stroke: theme.ink } as never),
          Plot.ruleY([trial.truth], { stroke: theme.production, strokeWidth: 2 } as never),
          seriesLine(known, { x: "day", y: "difference", color: theme.ink, width: 2.6 }),
          ...(verdict.day < DAYS ? [hatch([{ x1: verdict.day, x2: DAYS }], { x1: "x1", x2: "x2" })] : []),
          ruleAtX(verdict.day, theme.ink),
          ...(at
            ? [
                Plot.dot([at], {
                  x: "day",
                  y: "difference",
                  r: 6,
                  fill: theme.ink,
                  stroke: theme.paper,
                } as never),
              ]
            : []),
          Plot.text([{}], {
            x: () => verdict.day,
            frameAnchor: "top",
            textAnchor: right ? "start" : "end",
            dx: right ? 7 : -7,
            dy: 5,
            text: () => `day ${verdict.day}: ${verdict.outcome === "promote" ? "promote" : "roll back"}`,
            fill: theme.ink,
            fontWeight: 650,
            stroke: theme.paper,
            strokeWidth: 5,
          } as never),
          Plot.text([{}], {
            x: () => DAYS,
            y: () => trial.truth,
            text: () => (narrow ? "◆ true" : "◆ true, at last"),
            textAnchor: narrow ? "end" : "start",
            dx: narrow ? 0 : 7,
            dy: narrow ? 11 : 0,
            fill: theme.production,
            fontWeight: 650,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          ...(lastKnown
            ? [
                Plot.text([lastKnown], {
                  x: "day",
                  y: "sequenceHigh",
                  text: () => "always-valid",
                  textAnchor: narrow ? "end" : "start",
                  dx: narrow ? 0 : 7,
                  dy: narrow ? -9 : 0,
                  fill: theme.quiet,
                  stroke: theme.paper,
                  strokeWidth: 4,
                } as never),
              ]
            : []),
        ],
      },
      summary: sentence(trial, money),
      table: {
        columns: [
          { key: "day", label: "day" },
          { key: "difference", label: "difference per 1,000" },
          { key: "interval", label: "interval of this day alone" },
          { key: "sequence", label: "interval, always valid" },
          { key: "p", label: "p" },
          { key: "alwaysP", label: "always-valid p" },
        ],
        rows: trial.days.map((one) => ({
          day: one.day,
          difference: one.difference === null ? null : signed(one.difference),
          interval: one.low === null ? null : `${signed(one.low)} to ${signed(one.high!)}`,
          sequence:
            one.sequenceLow === null ? null : `${signed(one.sequenceLow)} to ${signed(one.sequenceHigh!)}`,
          p: one.p === null ? null : Number(one.p.toPrecision(3)),
          alwaysP: Number(one.alwaysP.toPrecision(3)),
        })),
      },
    };
  },
};

function sentence(trial: Trial, { yours }: Money): string {
  const { day, outcome, why } = yours.verdict!;
  const known = trial.days[day - 1]!.difference;
  const then =
    known === null
      ? "too little was known for a difference"
      : `the known difference was ${signed(known)} per 1,000`;
  const act = outcome === "promote" ? "promoted" : "rolled back";
  return `On day ${day} the challenger is ${act} (${why === "you" ? "your decision" : why}); ${then}, and the true one is ${signed(trial.truth)}.`;
}
