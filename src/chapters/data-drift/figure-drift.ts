import type { Figure } from "../contracts.ts";
import { axisX, Plot } from "../shared/plot.ts";
import type { Damage, Drift, Result } from "./result.ts";
import { chance, nameOf, one, signed, three, two } from "./words.ts";

const height = () => 350;
const frame = { marginTop: 34, marginBottom: 40 } as const;

/** The stability index on a scale that keeps small ones apart. */
const TOP = 3;
const TICKS = [0, 0.1, 0.5, 1, 2];

/** Effect size as a bar, p as words at the side. */
export const drift: Figure<Result> = {
  title: "How far each feature moved, and its p-value",
  needs: ["drift"],
  height,
  draw({ drift }, width, theme) {
    const narrow = width < 480;
    const rows = byStability(drift).map((row, place) => ({ ...row, place }));
    return {
      plot: {
        ...frame,
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
          ...names(rows, theme.ink),
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
          feature: row.feature,
          stability: three(row.stability),
          test: row.test,
          p: chance(row.pValue),
          effect: three(row.effect),
        })),
      },
    };
  },
};

const byStability = <R extends { stability: number }>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => b.stability - a.stability);

const names = (rows: readonly { feature: string; place: number }[], fill: string) => [
  Plot.text(
    rows as never[],
    {
      frameAnchor: "left",
      y: "place",
      text: (row: { feature: string }) => nameOf(row.feature),
      textAnchor: "end",
      dx: -10,
      fill,
    } as never,
  ),
];

function driftSentence(drift: readonly Drift[]): string {
  const ringing = drift.filter((row) => row.rings);
  if (ringing.length === 0)
    return `None of ${drift.length} features rings in its test, after Holm’s correction.`;
  const small = ringing.filter((row) => row.stability < 0.1).length;
  const most = byStability(drift)[0]!;
  const count = `${ringing.length} of ${drift.length} features ${ringing.length === 1 ? "rings" : "ring"} in ${ringing.length === 1 ? "its test" : "their tests"}`;
  return `${count}; ${small} of them with an index under 0.1; “${most.feature}” moved farthest, ${two(most.stability)}.`;
}

/** How far each feature moved, beside what its move alone does to the model. */
export const damage: Figure<Result> = {
  title: "What moved, and what it did to the model",
  needs: ["damage"],
  height,
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
        ...frame,
        marginLeft: left,
        marginRight: narrow ? 34 : 46,
        x: { domain: [0, 2.25], axis: null },
        y: { domain: [rows.length - 0.4, -0.6], axis: null },
        marks: [
          ...names(rows, theme.ink),
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
          feature: row.feature,
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
    return `“${far.feature}” moved farthest, ${two(far.stability)}, and no move stops more genuine payments.`;
  if (far.feature === harmful.feature)
    return `“${far.feature}” moved farthest, ${two(far.stability)}, and harms most: ${one(far.stopped)} more genuine payments stopped in 1,000.`;
  return `“${far.feature}” moved farthest, ${two(far.stability)}, and changes the genuine payments stopped in 1,000 by ${signed(far.stopped)}; “${harmful.feature}” moved by ${three(harmful.stability)} and changes them by ${signed(harmful.stopped)}.`;
}
