import type { Figure } from "../contracts.ts";
import { axisY, labelsApart, Plot, seriesLine } from "../shared/plot.ts";
import { crisisBand, crisisLabel, monthAxis, productionDomain } from "./marks.ts";
import type { Answer, AnswerId, Result } from "./result.ts";
import { euro, LAST, signedEuro, thousands } from "./words.ts";

const SHORT: Readonly<Record<AnswerId, string>> = {
  keep: "keep the model",
  "retrain-in": "retrain in the crisis",
  fallback: "fall back, return",
  "retrain-with": "retrain after, with it",
  "retrain-without": "retrain after, without",
};
const NARROW: Readonly<Record<AnswerId, string>> = {
  keep: "keep",
  "retrain-in": "retrain in it",
  fallback: "fall back",
  "retrain-with": "after, with it",
  "retrain-without": "after, without",
};
const DASH: Readonly<Partial<Record<AnswerId, string>>> = {
  "retrain-in": "4,3",
  "retrain-with": "1,3",
};

/** What each answer earned against keeping the model, added up month after month. */
export const gained: Figure<Result> = {
  title: "What each answer earns against doing nothing",
  needs: ["when", "answers", "chosen"],
  height: (width) => Math.round(Math.max(320, Math.min(400, width * 0.6))),
  draw({ when, answers, chosen }, width, theme) {
    const narrow = width < 480;
    const others = answers.filter(({ id }) => id !== "keep");
    const all = others.flatMap((one) => one.gained);
    const unit = 50000 * Math.max(1, Math.round(Math.max(...all.map(Math.abs), 1) / 400000));
    const low = Math.min(-2 * unit, unit * Math.floor((1.1 * Math.min(...all)) / unit));
    const high = Math.max(2 * unit, unit * Math.ceil((1.1 * Math.max(...all)) / unit));
    const lines = others.map((one) => ({
      id: one.id,
      rows: [{ x: 0, y: 0 }, ...one.gained.map((eur, month) => ({ x: month + 1, y: eur }))],
    }));
    const ends = [
      ...lines.map(({ id, rows }) => ({ id, y: rows.at(-1)!.y })),
      { id: "keep" as AnswerId, y: 0 },
    ];
    const labels = labelsApart(ends, "y", (16 * (high - low)) / 270, [low, high]);
    const colorOf = (id: AnswerId) =>
      id === "keep"
        ? theme.training
        : id === chosen.id
          ? theme.production
          : id === "fallback" || id === "retrain-in"
            ? theme.ink
            : theme.quiet;
    return {
      plot: {
        marginTop: 40,
        marginBottom: 40,
        marginLeft: 50,
        marginRight: narrow ? 92 : 150,
        x: { domain: productionDomain },
        y: { domain: [low, high], clamp: true },
        marks: [
          ...crisisBand(when, theme),
          ...crisisLabel(when, theme),
          monthAxis(width, false),
          axisY({
            label: narrow ? undefined : "EUR, added up",
            ticks: 5,
            format: thousands as never,
          } as never),
          ...lines.map(({ id, rows }) =>
            seriesLine(rows, {
              x: "x",
              y: "y",
              color: colorOf(id),
              width: id === chosen.id ? 3 : 1.9,
              ...(DASH[id] ? { dash: DASH[id]! } : {}),
            }),
          ),
          Plot.ruleY([0], { stroke: theme.training, strokeWidth: 2 } as never),
          Plot.text(labels, {
            x: () => LAST,
            y: "label",
            text: (row: (typeof labels)[number]) => (narrow ? NARROW : SHORT)[row.id],
            textAnchor: "start",
            dx: 5,
            fill: (row: (typeof labels)[number]) =>
              row.id === "retrain-with" || row.id === "retrain-without" ? theme.ink : colorOf(row.id),
            fontWeight: (row: (typeof labels)[number]) => (row.id === chosen.id ? 700 : 500),
          } as never),
        ],
      },
      summary: sentence(others),
      table: {
        columns: [
          { key: "answer", label: "answer" },
          { key: "crisis", label: "in the crisis" },
          { key: "after", label: "after it" },
          { key: "total", label: "in all" },
          { key: "each", label: "for each application, after it" },
          { key: "approvals", label: "granted after it" },
        ],
        rows: answers.map((one) => ({
          answer: one.words,
          crisis: signedEuro(one.crisisGain),
          after: signedEuro(one.afterGain),
          total: signedEuro(one.totalGain),
          each: euro(one.afterMoney),
          approvals: `${Math.round(100 * one.afterApprovals)} %`,
        })),
      },
    };
  },
};

function sentence(others: readonly Answer[]): string {
  const sorted = [...others].sort((a, b) => b.totalGain - a.totalGain);
  const [best, worst] = [sorted[0]!, sorted.at(-1)!];
  const said = (one: Answer) =>
    Math.abs(one.totalGain) < 500
      ? "the same as doing nothing"
      : `${signedEuro(one.totalGain)} against doing nothing`;
  return `By the end the lender who ${best.words} has ${said(best)} (${signedEuro(best.crisisGain)} in the crisis, ${signedEuro(best.afterGain)} after it), the one who ${worst.words} ${said(worst)}.`;
}
