import type { Figure } from "../contracts.ts";
import { axisX, axisY, directLabel, labelsApart, Plot, percentTick, seriesLine } from "../shared/plot.ts";
import type { FalseAlarms, PowerPoint, Result, RuleId } from "./result.ts";
import { RULE_NAMES, RULE_SHORT, range, share, whole } from "./words.ts";

const RIGHT = 0.09;

/** How often each rule rings for nothing. */
export const falseAlarms: Figure<Result> = {
  title: "Nothing has changed: how often each rule rings",
  needs: ["pairs"],
  height: () => 290,
  draw({ pairs }, width, theme) {
    const narrow = width < 480;
    const rows = pairs.falseAlarms.map((row, place) => ({ ...row, place }));
    const [low, high] = pairs.promised;
    return {
      plot: {
        marginTop: 34,
        marginBottom: 40,
        marginLeft: narrow ? 110 : 160,
        marginRight: 46,
        x: { domain: [0, RIGHT], clamp: true },
        y: { domain: [rows.length - 0.4, -0.6], axis: null },
        marks: [
          Plot.rect([{ x1: low, x2: high, y1: -0.6, y2: 3.5 }], {
            x1: "x1",
            x2: "x2",
            y1: "y1",
            y2: "y2",
            fill: theme.ink,
            fillOpacity: 0.08,
          } as never),
          axisX({
            label: "share of the pairs in which it rings",
            ticks: narrow ? 3 : 5,
            format: percentTick as never,
          }),
          Plot.ruleY(rows, { y: "place", stroke: theme.rule } as never),
          Plot.link([{}], {
            x1: () => 0.05,
            x2: () => 0.05,
            y1: () => -0.6,
            y2: () => 3.5,
            stroke: theme.quiet,
            strokeDasharray: "3,3",
          } as never),
          Plot.text([{}], {
            x: () => 0.05,
            text: () => "promised: 5 %",
            frameAnchor: "top",
            dy: -16,
            fill: theme.quiet,
          } as never),
          Plot.link(rows, {
            x1: "low",
            x2: "high",
            y1: "place",
            y2: "place",
            stroke: theme.ink,
            strokeWidth: 2,
            strokeOpacity: 0.5,
          } as never),
          Plot.dot(rows, {
            x: "rate",
            y: "place",
            r: 5,
            fill: (row: FalseAlarms) => (row.level === null ? theme.paper : theme.ink),
            stroke: theme.ink,
            strokeWidth: 1.5,
          } as never),
          Plot.text(rows, {
            frameAnchor: "left",
            y: "place",
            text: (row: FalseAlarms) => (narrow ? RULE_SHORT : RULE_NAMES)[row.rule],
            textAnchor: "end",
            dx: -10,
            fill: theme.ink,
          } as never),
          Plot.text(rows, {
            frameAnchor: "right",
            y: "place",
            text: (row: FalseAlarms) => share(row.rate),
            textAnchor: "start",
            dx: 8,
            fill: theme.ink,
          } as never),
          Plot.text([{}], {
            x: () => RIGHT,
            y: () => 4.5,
            text: () => (narrow ? "○ promise nothing" : "○ an index promises no rate"),
            textAnchor: "end",
            fill: theme.quiet,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
        ],
      },
      summary: sentence(pairs.falseAlarms, pairs.promised, pairs.healthy),
      table: {
        columns: [
          { key: "rule", label: "rule" },
          { key: "promised", label: "promised" },
          { key: "rang", label: `rang, of ${whole(pairs.healthy)}` },
          { key: "rate", label: "rate" },
          { key: "interval", label: "95 % interval" },
        ],
        rows: rows.map((row) => ({
          rule: RULE_NAMES[row.rule],
          promised: row.level === null ? null : share(row.level),
          rang: row.rang,
          rate: share(row.rate),
          interval: range(row.low, row.high),
        })),
      },
    };
  },
};

function sentence(
  rows: readonly FalseAlarms[],
  [low, high]: readonly [number, number],
  pairs: number,
): string {
  const tests = rows.filter((row) => row.level !== null);
  const within = tests.filter((row) => row.rate >= low && row.rate <= high).length;
  return `Of ${tests.length} tests ${within} ring in ${range(low, high)} of the ${whole(pairs)} unchanged pairs, as a test at 5 % should; the two indices promise no rate.`;
}

function power(which: "mean" | "spread", title: string, label: string): Figure<Result> {
  return {
    title,
    needs: ["pairs"],
    height: (width) => Math.round(Math.max(280, Math.min(330, width * 0.75))),
    draw({ pairs }, _, theme) {
      const points = pairs[which];
      const rules = [...new Set(points.map((point) => point.rule))];
      const ends = rules.map((rule) => {
        const own = points.filter((point) => point.rule === rule);
        return own[own.length - 1]!;
      });
      const labels = labelsApart(ends, "rate", 0.062, [0.03, 1]);
      return {
        plot: {
          marginTop: 30,
          marginBottom: 40,
          marginLeft: 46,
          marginRight: 100,
          x: { domain: [0, 0.5] },
          y: { domain: [0, 1] },
          marks: [
            axisX({ label, ticks: [0, 0.1, 0.2, 0.3, 0.4, 0.5] }),
            axisY({ label: "share of the pairs in which it rings", ticks: 5, format: percentTick as never }),
            ...rules.map((rule) =>
              seriesLine(
                points.filter((point) => point.rule === rule),
                { x: "strength", y: "rate", ...LOOK[rule](theme), width: rule === "ks" ? 2.6 : 1.6 },
              ),
            ),
            ...rules.map((rule) =>
              directLabel(
                labels.filter((end) => end.rule === rule),
                {
                  x: "strength",
                  y: "label",
                  text: () => RULE_SHORT[rule],
                  color: LOOK[rule](theme).color,
                  strong: rule === "ks",
                },
              ),
            ),
          ],
        },
        summary: powerSentence(points, ends),
        table: {
          columns: [
            { key: "rule", label: "rule" },
            { key: "strength", label },
            { key: "rate", label: "rings" },
            { key: "interval", label: "95 % interval" },
          ],
          rows: points.map((point) => ({
            rule: RULE_NAMES[point.rule],
            strength: point.strength,
            rate: share(point.rate),
            interval: range(point.low, point.high),
          })),
        },
      };
    },
  };
}

type Look = (theme: { ink: string; quiet: string }) => { color: string; dash?: string };
const LOOK: Readonly<Record<RuleId, Look>> = {
  ks: ({ ink }) => ({ color: ink }),
  "mann-whitney": ({ ink }) => ({ color: ink, dash: "7,3" }),
  "anderson-darling": ({ ink }) => ({ color: ink, dash: "2,3" }),
  "chi-square": ({ ink }) => ({ color: ink }),
  stability: ({ quiet }) => ({ color: quiet }),
  wasserstein: ({ quiet }) => ({ color: quiet, dash: "7,3" }),
};

function powerSentence(points: readonly PowerPoint[], ends: readonly PowerPoint[]): string {
  const sorted = [...ends].sort((a, b) => b.rate - a.rate);
  const [best, worst] = [sorted[0]!, sorted[sorted.length - 1]!];
  const strengths = points.map((point) => point.strength);
  const name = (rule: RuleId) => RULE_NAMES[rule];
  return `At the largest change, ${Math.max(...strengths)}, ${name(best.rule)} rings in ${share(best.rate)} of the pairs and ${name(worst.rule)} in ${share(worst.rate)}.`;
}

export const powerMean = power("mean", "The mean moves", "shift, standard deviations");
export const powerSpread = power("spread", "The spread grows", "growth of the standard deviation");
