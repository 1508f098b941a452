import type { Figure } from "../contracts.ts";
import { axisX, Plot } from "../shared/plot.ts";
import type { Monitored, Result } from "./result.ts";
import { chance, FEATURE_NAMES, two } from "./words.ts";

const RIGHT = 1.6;
/** 0 where nothing differs, 1 where the test rings. */
const wayOfTest = (p: number) => Math.min(RIGHT, Math.log(Math.max(p, 1e-12)) / Math.log(0.05));
const wayOfIndex = (index: number) => Math.min(RIGHT, index / 0.1);

export const monitored: Figure<Result> = {
  title: "How near each monitored feature came to an alarm",
  needs: ["monitored"],
  height: () => 350,
  draw({ monitored }, width, theme) {
    const rows = monitored.map((one, place) => ({
      place,
      name: FEATURE_NAMES[one.feature] ?? one.feature,
      test: wayOfTest(one.pValue),
      index: wayOfIndex(one.stability),
    }));
    const left = width < 420 ? 150 : 160;
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: left,
        marginRight: 14,
        x: { domain: [0, RIGHT], clamp: true },
        y: { domain: [rows.length - 0.4, -0.6], axis: null },
        marks: [
          Plot.rect([{ x1: 1, x2: RIGHT }], {
            x1: "x1",
            x2: "x2",
            fill: theme.alarm,
            fillOpacity: 0.08,
          } as never),
          Plot.ruleX([1], { stroke: theme.alarm, strokeDasharray: "3,3" }),
          Plot.ruleX([0], { stroke: theme.quiet }),
          Plot.ruleY(rows, { y: "place", stroke: theme.rule } as never),
          axisX({
            label: width < 420 ? "way to the alarm" : "way to the alarm: 0 no difference, 1 rings",
            ticks: [0, 0.5, 1],
            format: ((at: number) => String(at)) as never,
          }),
          Plot.text([{}], {
            x: () => (1 + RIGHT) / 2,
            text: () => "rings",
            frameAnchor: "top",
            dy: -16,
            fill: theme.alarm,
            fontWeight: 650,
          } as never),
          Plot.text(rows, {
            x: () => 0,
            y: "place",
            text: "name",
            textAnchor: "end",
            dx: -12,
            fill: theme.ink,
          } as never),
          Plot.dot(rows, {
            x: "index",
            y: "place",
            r: 4.5,
            fill: theme.paper,
            stroke: theme.ink,
            strokeWidth: 1.5,
          } as never),
          Plot.dot(rows, {
            x: "test",
            y: "place",
            r: 4,
            symbol: "triangle",
            fill: (row: { test: number }) => (row.test > 1 ? theme.alarm : theme.ink),
            stroke: theme.paper,
            strokeWidth: 1,
          } as never),
          Plot.text(["▲ test   ○ stability index"], {
            frameAnchor: "top-left",
            lineAnchor: "bottom",
            textAnchor: "start",
            dy: -10,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(monitored),
      table: {
        columns: [
          { key: "feature", label: "feature" },
          { key: "test", label: "test" },
          { key: "p", label: "p after Holm" },
          { key: "effect", label: "D, or Cramér’s V" },
          { key: "stability", label: "stability index" },
        ],
        rows: monitored.map((one) => ({
          feature: one.feature,
          test: one.test,
          p: chance(one.pValue),
          effect: one.effect.toFixed(3),
          stability: one.stability.toFixed(3),
        })),
      },
    };
  },
};

function sentence(monitored: readonly Monitored[]): string {
  if (monitored.length === 0) return "No feature is monitored.";
  const ringing = monitored.filter((one) => one.rings);
  const least = Math.min(...monitored.map((one) => one.pValue));
  const most = Math.max(...monitored.map((one) => one.stability));
  const numbers = `the smallest p is ${chance(least)} after Holm’s correction, the largest stability index ${two(most)}, where 0.1 would ring`;
  if (ringing.length === 0) return `All ${monitored.length} features are silent: ${numbers}.`;
  const names = ringing.map((one) => `“${one.feature}”`).join(", ");
  return `${ringing.length} of ${monitored.length} features ${ringing.length === 1 ? "rings" : "ring"}, ${names}: ${numbers}.`;
}
