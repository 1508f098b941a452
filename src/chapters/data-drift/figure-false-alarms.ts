import type { Figure } from "../contracts.ts";
import { axisX, Plot, percentTick } from "../shared/plot.ts";
import type { FalseAlarms, Result } from "./result.ts";
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
            text: () => (narrow ? "○ no promise" : "○ an index promises no rate"),
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
  const who =
    within === tests.length ? `All ${within} tests ring` : `${within} of the ${tests.length} tests ring`;
  return `${who} in ${range(low, high)} of the ${whole(pairs)} unchanged pairs, as a test at 5 % should; the two indices promise no rate.`;
}
