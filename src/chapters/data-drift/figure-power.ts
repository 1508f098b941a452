import type { Figure } from "../contracts.ts";
import { axisX, axisY, directLabel, labelsApart, percentTick, seriesLine } from "../shared/plot.ts";
import type { PowerPoint, Result, RuleId } from "./result.ts";
import { RULE_NAMES, RULE_SHORT, range, share } from "./words.ts";

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
