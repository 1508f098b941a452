import type { Figure } from "../contracts.ts";
import { axisX, Plot } from "../shared/plot.ts";
import { byStability, FRAME, heightOfRows, namesOf, TOP } from "./feature-rows.ts";
import type { Drift, Result } from "./result.ts";
import { chance, nameOf, three, two } from "./words.ts";

const TICKS = [0, 0.1, 0.5, 1, 2];

/** Effect size as a bar, p as words at the side. */
export const drift: Figure<Result> = {
  title: "How far each feature moved, and its p-value",
  needs: ["drift"],
  height: heightOfRows,
  draw({ drift }, width, theme) {
    const narrow = width < 480;
    const rows = byStability(drift).map((row, place) => ({ ...row, place }));
    return {
      plot: {
        ...FRAME,
        marginLeft: narrow ? 112 : 136,
        marginRight: narrow ? 84 : 110,
        x: { type: "sqrt", domain: [0, TOP], clamp: true },
        y: { domain: [rows.length - 0.4, -0.6], axis: null },
        marks: [
          Plot.rect([{ x1: 0.1, x2: TOP }], {
            x1: "x1",
            x2: "x2",
            fill: theme.alarm,
            fillOpacity: 0.06,
          } as never),
          axisX({
            label: "stability index",
            ticks: narrow ? [0, 0.1, 1] : TICKS,
            format: ((index: number) => String(index)) as never,
          }),
          Plot.ruleX([0.1], { stroke: theme.alarm, strokeDasharray: "3,3" }),
          Plot.ruleX([0], { stroke: theme.quiet }),
          ...namesOf(rows, theme.ink),
          Plot.rect(rows, {
            x1: () => 0,
            x2: "stability",
            y1: (row: { place: number }) => row.place - 0.26,
            y2: (row: { place: number }) => row.place + 0.26,
            fill: theme.production,
          } as never),
          Plot.text(rows, {
            x: () => TOP,
            y: "place",
            text: (row: Drift) => `${row.rings ? "■ " : ""}${chance(row.pValue).replace("under ", "< ")}`,
            textAnchor: "start",
            dx: 8,
            fill: (row: Drift) => (row.rings ? theme.alarm : theme.quiet),
            fontWeight: (row: Drift) => (row.rings ? 650 : 500),
          } as never),
          Plot.text([{}], {
            x: () => TOP,
            text: () => "p, after Holm",
            textAnchor: "start",
            frameAnchor: "top",
            dx: 8,
            dy: -14,
            fill: theme.quiet,
          } as never),
          Plot.text([{}], {
            x: () => 0.1,
            text: () => "0.1 rings",
            frameAnchor: "top",
            textAnchor: "start",
            dx: 4,
            dy: -14,
            fill: theme.alarm,
          } as never),
        ],
      },
      summary: driftSentence(drift),
      table: {
        columns: [
          { key: "feature", label: "feature" },
          { key: "stability", label: "stability index" },
          { key: "test", label: "test" },
          { key: "p", label: "p after Holm" },
          { key: "effect", label: "D, or Cramér’s V" },
        ],
        rows: rows.map((row) => ({
          feature: nameOf(row.feature),
          stability: three(row.stability),
          test: row.test,
          p: chance(row.pValue),
          effect: three(row.effect),
        })),
      },
    };
  },
};
function driftSentence(drift: readonly Drift[]): string {
  const ringing = drift.filter((row) => row.rings);
  if (ringing.length === 0)
    return `None of ${drift.length} features rings in its test, after Holm’s correction.`;
  const small = ringing.filter((row) => row.stability < 0.1).length;
  const most = byStability(drift)[0]!;
  const count = `${ringing.length} of ${drift.length} features ${ringing.length === 1 ? "rings" : "ring"} in ${ringing.length === 1 ? "its test" : "their tests"}`;
  return `${count}; ${small} of them with an index under 0.1; “${nameOf(most.feature)}” moved farthest, ${two(most.stability)}.`;
}
