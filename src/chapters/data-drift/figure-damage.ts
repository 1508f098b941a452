import type { Figure } from "../contracts.ts";
import { Plot } from "../shared/plot.ts";
import { byStability, FRAME, heightOfRows, namesOf, TOP } from "./feature-rows.ts";
import type { Damage, Result } from "./result.ts";
import { nameOf, one, signed, three, two } from "./words.ts";

/** How far each feature moved, beside what its move alone does to the model. */
export const damage: Figure<Result> = {
  title: "What moved, and what it did to the model",
  needs: ["damage"],
  height: heightOfRows,
  draw({ damage }, width, theme) {
    const narrow = width < 480;
    const rows = byStability(damage).map((row, place) => ({ ...row, place }));
    const left = narrow ? 108 : 136;
    const most = Math.max(10, Math.ceil(Math.max(...rows.map((row) => Math.abs(row.stopped))) / 10) * 10);
    // Two pictures in one frame: the index runs from 0 to 1, the stopped payments from 1.25 to 2.25.
    const index = (value: number) => Math.sqrt(Math.min(TOP, Math.max(0, value)) / TOP);
    const origin = 1.42;
    const harm = (value: number) => origin + Math.max(-0.2, value / most) * 0.83;
    const halves = {
      y1: (row: { place: number }) => row.place - 0.26,
      y2: (row: { place: number }) => row.place + 0.26,
    };
    const word = (row: Damage) => (Math.abs(row.stopped) < 0.05 ? "0" : signed(row.stopped));
    return {
      plot: {
        ...FRAME,
        marginLeft: left,
        marginRight: narrow ? 34 : 46,
        x: { domain: [0, 2.25], axis: null },
        y: { domain: [rows.length - 0.4, -0.6], axis: null },
        marks: [
          ...namesOf(rows, theme.ink),
          Plot.ruleX([0, origin], { stroke: theme.quiet }),
          Plot.ruleX([index(0.1)], { stroke: theme.rule }),
          Plot.rect(rows, {
            x1: () => 0,
            x2: (row: Damage) => index(row.stability),
            ...halves,
            fill: theme.production,
          } as never),
          Plot.rect(rows, {
            x1: () => origin,
            x2: (row: Damage) => harm(row.stopped),
            ...halves,
            fill: (row: Damage) => (row.stopped > 0 ? theme.alarm : theme.quiet),
          } as never),
          Plot.text(rows, {
            x: (row: Damage) => Math.max(origin, harm(row.stopped)),
            y: "place",
            text: word,
            textAnchor: "start",
            dx: 5,
            fill: (row: Damage) => (Math.abs(row.stopped) >= 0.05 ? theme.ink : theme.quiet),
          } as never),
          Plot.text(rows, {
            x: (row: Damage) => Math.max(index(0.1), index(row.stability)),
            y: "place",
            text: (row: Damage) => two(row.stability),
            textAnchor: "start",
            dx: 5,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 3,
          } as never),
          Plot.text(
            [
              { x: 0, text: narrow ? "moved (index)" : "how far it moved (stability index)" },
              { x: origin, text: narrow ? "harm, per 1,000" : "wrongly stopped, in 1,000" },
            ],
            {
              x: "x",
              text: "text",
              frameAnchor: "top",
              textAnchor: "start",
              dy: -20,
              fill: theme.quiet,
            } as never,
          ),
          Plot.text([{}], {
            x: () => index(0.1),
            text: () => "0.1",
            frameAnchor: "bottom",
            dy: 16,
            fill: theme.quiet,
          } as never),
          Plot.text(
            [
              {
                text: narrow
                  ? "more genuine payments stopped"
                  : "genuine payments stopped, more than without the move",
              },
            ],
            {
              x: () => origin,
              text: "text",
              frameAnchor: "bottom",
              textAnchor: narrow ? "middle" : "start",
              dy: 16,
              fill: theme.quiet,
            } as never,
          ),
        ],
      },
      summary: damageSentence(damage),
      table: {
        columns: [
          { key: "feature", label: "feature" },
          { key: "stability", label: "stability index" },
          { key: "stopped", label: "genuine stopped in 1,000, more" },
          { key: "lost", label: "ROC AUC lost" },
        ],
        rows: rows.map((row) => ({
          feature: nameOf(row.feature),
          stability: three(row.stability),
          stopped: signed(row.stopped),
          lost: three(row.lost),
        })),
      },
    };
  },
};

function damageSentence(damage: readonly Damage[]): string {
  const far = byStability(damage)[0]!;
  const harmful = damage.reduce((most, row) => (row.stopped > most.stopped ? row : most));
  if (damage.every((row) => row.stopped === 0 && row.lost === 0))
    return "Nothing moved, and nothing was harmed.";
  if (harmful.stopped < 0.2)
    return `“${nameOf(far.feature)}” moved farthest, ${two(far.stability)}, and no move stops more genuine payments.`;
  if (far.feature === harmful.feature)
    return `“${nameOf(far.feature)}” moved farthest, ${two(far.stability)}, and harms most: ${one(far.stopped)} more genuine payments stopped in 1,000.`;
  return `“${nameOf(far.feature)}” moved farthest, ${two(far.stability)}, and changes the genuine payments stopped in 1,000 by ${signed(far.stopped)}; “${nameOf(harmful.feature)}” moved by ${three(harmful.stability)} and changes them by ${signed(harmful.stopped)}.`;
}
