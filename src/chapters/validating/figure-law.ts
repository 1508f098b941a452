import type { Figure } from "../contracts.ts";
import {
  axisX,
  axisY,
  directLabel,
  labelsApart,
  Plot,
  percentTick,
  plainDot,
  seriesLine,
} from "../shared/plot.ts";
import type { Result, SweepPoint } from "./result.ts";
import { share, whole } from "./words.ts";

/** Below this a share is drawn on the foot: among some ten thousand rows there was none, or next to none. */
const FOOT = 0.00003;
const height = (width: number): number => Math.round(Math.max(290, Math.min(340, width * 0.62)));
const bySlack = (sweep: readonly SweepPoint[]): [number, SweepPoint[]][] =>
  [...new Set(sweep.map(({ slack }) => slack))].map((slack) => [
    slack,
    sweep.filter((point) => point.slack === slack),
  ]);
const ticks = [100, 1000, 10000];
/** See `BOUNDS` of the sweep: a page that draws need not load what computes. */
const BOUNDS = 3;

const slackWords = (slack: number, narrow: boolean): string =>
  slack === 0 ? "no slack" : `${narrow ? "" : "slack "}${Math.round(slack * 100)} %`;

export const law: Figure<Result> = {
  title: "The price: healthy rows held, by the size of the reference",
  needs: ["sweep"],
  height,
  draw({ sweep }, width, theme) {
    const narrow = width < 480;
    const last = Math.max(...sweep.map(({ rows }) => rows));
    const expected = [...new Set(sweep.map(({ rows }) => rows))].map((rows) => ({
      rows,
      held: BOUNDS / (rows + 1),
    }));
    const lines = [...bySlack(sweep)].map(([slack, points]) => ({
      slack,
      points: points.map((point) => ({ ...point, drawn: Math.max(FOOT, point.held) })),
    }));
    return {
      plot: {
        marginLeft: 56,
        marginRight: narrow ? 62 : 84,
        marginTop: 34,
        marginBottom: 44,
        x: { type: "log", domain: [90, Math.max(20000, last)] },
        y: { type: "log", domain: [FOOT, 0.2] },
        marks: [
          axisY({
            label: narrow ? "healthy rows held" : "share of the healthy rows that are held",
            ticks: [0.0001, 0.001, 0.01, 0.1],
            format: share as never,
          }),
          axisX({
            label: narrow ? "rows of the reference" : "rows that the rules were learned from",
            ticks,
            format: whole as never,
          }),
          seriesLine(expected, { x: "rows", y: "held", color: theme.quiet, dash: "3,3", width: 1.5 }),
          directLabel([expected[Math.min(3, expected.length - 1)]!], {
            x: "rows",
            y: "held",
            text: () => (narrow ? "3 / (n + 1)" : "the law: 3 / (n + 1)"),
            side: "right",
            color: theme.quiet,
            gap: 16,
          }),
          ...lines.map(({ points, slack }) =>
            seriesLine(points, { x: "rows", y: "drawn", color: theme.ink, width: slack === 0 ? 2.4 : 1.4 }),
          ),
          ...lines.map(({ points }) => plainDot(points, { x: "rows", y: "drawn", r: 3 })),
          ...lines.map(({ points, slack }) =>
            directLabel([points.at(-1)!], {
              x: "rows",
              y: "drawn",
              text: () => slackWords(slack, narrow),
              strong: slack === 0,
            }),
          ),
        ],
      },
      summary: lawSentence(sweep),
      table: tableOf(sweep),
    };
  },
};

export const reach: Figure<Result> = {
  title: "The worth: slipped decimal points caught by the same rules",
  needs: ["sweep"],
  height,
  draw({ sweep }, width, theme) {
    const narrow = width < 480;
    const last = Math.max(...sweep.map(({ rows }) => rows));
    const lines = [...bySlack(sweep)];
    const ends = labelsApart(
      lines.map(([slack, points]) => ({ slack, caught: points.at(-1)!.caught, rows: points.at(-1)!.rows })),
      "caught",
      15 / (height(width) - 78),
      [0.03, 1],
    );
    return {
      plot: {
        marginLeft: 56,
        marginRight: narrow ? 62 : 84,
        marginTop: 34,
        marginBottom: 44,
        x: { type: "log", domain: [90, Math.max(20000, last)] },
        y: { domain: [0, 1] },
        marks: [
          axisY({
            label: narrow
              ? "slipped amounts caught"
              : "share of the amounts with a slipped point that are caught",
            ticks: 5,
            format: percentTick as never,
          }),
          axisX({
            label: narrow ? "rows of the reference" : "rows that the rules were learned from",
            ticks,
            format: whole as never,
          }),
          ...lines.map(([slack, points]) =>
            seriesLine(points, { x: "rows", y: "caught", color: theme.ink, width: slack === 0 ? 2.4 : 1.4 }),
          ),
          ...lines.map(([, points]) => plainDot(points, { x: "rows", y: "caught", r: 3 })),
          ...ends.map((end) =>
            directLabel([end], {
              x: "rows",
              y: "label",
              text: () => slackWords(end.slack, narrow),
              strong: end.slack === 0,
            }),
          ),
          Plot.ruleY([0], { stroke: theme.rule }),
        ],
      },
      summary: reachSentence(sweep),
      table: tableOf(sweep),
    };
  },
};

const tableOf = (sweep: readonly SweepPoint[]) => ({
  columns: [
    { key: "rows", label: "reference", unit: "rows" },
    { key: "slack", label: "slack" },
    { key: "held", label: "healthy rows held" },
    { key: "law", label: "3 / (n + 1)" },
    { key: "caught", label: "slipped amounts caught" },
  ],
  rows: sweep.map(({ rows, slack, held, caught }) => ({
    rows,
    slack: share(slack),
    held: share(held),
    law: share(BOUNDS / (rows + 1)),
    caught: share(caught),
  })),
});

const at = (sweep: readonly SweepPoint[], rows: number, slack: number) =>
  sweep.find((point) => point.rows === rows && point.slack === slack);

function lawSentence(sweep: readonly SweepPoint[]): string {
  const [few, many] = [at(sweep, 100, 0), at(sweep, 2000, 0)];
  const slack = at(sweep, 100, 0.1);
  if (!few || !slack) return "There are too few rows to learn from.";
  const more = many ? `, from 2,000 rows ${share(many.held)}` : "";
  return `Rules without slack that are learned from 100 rows hold ${share(few.held)} of the healthy rows${more}; a slack of 10 % leaves ${share(slack.held)} at 100 rows.`;
}

function reachSentence(sweep: readonly SweepPoint[]): string {
  const rows = Math.max(...sweep.map((point) => point.rows));
  const [few, many] = [at(sweep, 100, 0), at(sweep, rows, 0)];
  if (!few || !many) return "There are too few rows to learn from.";
  return `Learned from 100 rows the rules catch ${share(few.caught)} of the slipped amounts, from ${whole(rows)} rows ${share(many.caught)}: the more the reference has seen, the wider the range.`;
}
