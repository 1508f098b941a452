import type { Figure } from "../contracts.ts";
import { axisX, Plot, percentTick } from "../shared/plot.ts";
import type { Result, Rules, Share } from "./result.ts";
import { range, share, whole } from "./words.ts";

type Row = { words: string; short: string; found: Share | null; days: number | null; place: number } & Share;
const SHORT: Readonly<Record<string, string>> = {
  once: "one look",
  peek: "peeking",
  "always-valid": "always-valid",
  "group-sequential": "group-seq.",
};

/** False winners of each rule, beside what it finds and when. */
export const rules: Figure<Result> = {
  title: "What each rule does: on tests of nothing, and on the challenger",
  needs: ["rules"],
  height: (width) => (width < 480 ? 340 : 300),
  draw({ rules }, width, theme) {
    const narrow = width < 480;
    const rows: Row[] = [
      ...rules.lines.map(({ id, words, nothing, found, days }, place) => ({
        words: words.replace("α", String(rules.alpha)),
        short: SHORT[id]!,
        found,
        days,
        place,
        ...nothing,
      })),
      {
        words: "one look, rows as independent",
        short: "one look, rows",
        found: null,
        days: null,
        place: rules.lines.length,
        ...rules.naive,
      },
    ];
    const right = Math.max(0.2, Math.ceil(Math.max(...rows.map(({ high }) => high)) * 10) / 10);
    const finds = ({ found, days }: Row) =>
      found === null
        ? ""
        : narrow
          ? `${share(found.rate)}, ${Math.round(days!)} d`
          : `${share(found.rate)} after ${Math.round(days!)} days`;
    return {
      plot: {
        marginTop: 44,
        marginBottom: 40,
        marginLeft: narrow ? 92 : 196,
        marginRight: narrow ? 82 : 134,
        x: { domain: [0, right], clamp: true },
        y: { domain: [rows.length - 0.4, -0.6], axis: null },
        marks: [
          axisX({
            label: "false winners among A/A tests",
            ticks: narrow ? 3 : 5,
            format: percentTick as never,
          }),
          Plot.ruleY(rows, { y: "place", stroke: theme.rule } as never),
          Plot.ruleX([rules.alpha], { stroke: theme.quiet, strokeDasharray: "3,3" } as never),
          Plot.text([{}], {
            x: () => rules.alpha,
            text: () => `promised: ${share(rules.alpha)}`,
            frameAnchor: "top",
            textAnchor: "start",
            dx: narrow ? -20 : -30,
            dy: -14,
            fill: theme.quiet,
          } as never),
          Plot.text([{}], {
            frameAnchor: "top-right",
            textAnchor: "start",
            dx: 10,
            dy: narrow ? -30 : -14,
            text: () => (narrow ? "finds it in,\nafter days" : "finds the challenger"),
            fill: theme.quiet,
          } as never),
          Plot.link(rows, {
            x1: "low",
            x2: "high",
            y1: "place",
            y2: "place",
            stroke: (row: Row) => (row.low > rules.alpha ? theme.alarm : theme.ink),
            strokeWidth: 2,
            strokeOpacity: 0.5,
          } as never),
          Plot.dot(rows, {
            x: "rate",
            y: "place",
            r: 5.5,
            symbol: (row: Row) => (row.low > rules.alpha ? "square" : "circle"),
            fill: (row: Row) => (row.low > rules.alpha ? theme.alarm : theme.ink),
          } as never),
          Plot.text(rows, {
            x: "rate",
            y: "place",
            text: (row: Row) => share(row.rate),
            dy: -13,
            fill: theme.ink,
            fontWeight: 650,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text(rows, {
            frameAnchor: "left",
            y: "place",
            text: (row: Row) => (narrow ? row.short : row.words),
            textAnchor: "end",
            dx: -10,
            fill: theme.ink,
          } as never),
          Plot.text(rows, {
            frameAnchor: "right",
            y: "place",
            text: finds as never,
            textAnchor: "start",
            dx: 10,
            fill: theme.ink,
          } as never),
        ],
        symbol: { type: "identity" } as never,
      },
      summary: sentence(rules),
      table: {
        columns: [
          { key: "rule", label: "rule" },
          { key: "rate", label: `false winners, of ${whole(rules.tests)} A/A tests` },
          { key: "interval", label: "95 % interval" },
          { key: "found", label: `finds the challenger, of ${whole(rules.challengerTests)} splits` },
          { key: "days", label: "days until it stops, mean" },
        ],
        rows: rows.map((row) => ({
          rule: row.words,
          rate: share(row.rate),
          interval: range(row.low, row.high),
          found: row.found === null ? null : share(row.found.rate),
          days: row.days === null ? null : Math.round(row.days * 10) / 10,
        })),
      },
    };
  },
};

function sentence({ peek, always, group, tests, alpha }: Rules): string {
  return `Of ${whole(tests)} tests of nothing, peeking calls ${share(peek.nothing.rate)} a winner, the group-sequential bounds ${share(group.nothing.rate)} and the always-valid p-value ${share(always.nothing.rate)}; ${share(alpha)} were promised.`;
}
