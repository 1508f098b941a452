import type { Figure } from "../contracts.ts";
import { axisX, Plot, percentTick, plainDot, roundDomain } from "../shared/plot.ts";
import type { Outcome, Result } from "./result.ts";
import { capital, change, listed, NAMES, SHORT, share, whole } from "./words.ts";

type Line = Outcome & { place: number; name: string };

const height = (width: number): number => (width < 480 ? 560 : 440);

function linesOf(outcomes: readonly Outcome[], narrow: boolean): Line[] {
  return [...outcomes]
    .sort((a, b) => b.caughtLearned - a.caughtLearned || b.caughtReviewed - a.caughtReviewed)
    .map((one, place) => ({ ...one, place, name: narrow ? SHORT[one.id] : NAMES[one.id] }));
}

const names = (lines: readonly Line[], narrow: boolean, ink: string, paper: string) =>
  Plot.text(lines, {
    y: "place",
    text: ({ name }: Line) => capital(name),
    frameAnchor: "left",
    textAnchor: "start",
    dx: narrow ? -8 : -214,
    dy: narrow ? -16 : 0,
    fill: ink,
    stroke: paper,
    strokeWidth: 4,
  } as never);

const key = (narrow: boolean, quiet: string) =>
  Plot.text(["● learned   ○ reviewed"], {
    frameAnchor: "top-left",
    textAnchor: "start",
    dx: narrow ? -8 : -214,
    dy: narrow ? -32 : -16,
    fill: quiet,
  } as never);

const margins = (narrow: boolean) => ({
  marginLeft: narrow ? 14 : 220,
  marginRight: narrow ? 20 : 30,
  marginTop: 46,
  marginBottom: 44,
});

const TABLE = (lines: readonly Line[]) => ({
  columns: [
    { key: "name", label: "failure" },
    { key: "learned", label: "rows held, learned rules" },
    { key: "reviewed", label: "rows held, reviewed rules" },
    { key: "open", label: "gate open", unit: "EUR per 1,000" },
    { key: "savedLearned", label: "saved by learned rules", unit: "EUR per 1,000" },
    { key: "savedReviewed", label: "saved by reviewed rules", unit: "EUR per 1,000" },
    { key: "stopped", label: "batches stopped by learned rules" },
    { key: "twin", label: "ROC AUC, healthy" },
    { key: "auc", label: "ROC AUC, gate open" },
  ],
  rows: lines.map((one) => ({
    name: NAMES[one.id],
    learned: share(one.caughtLearned),
    reviewed: share(one.caughtReviewed),
    open: change(one.open),
    savedLearned: change(one.savedLearned),
    savedReviewed: change(one.savedReviewed),
    stopped: one.stoppedLearned,
    twin: one.rocAucTwin.toFixed(3),
    auc: one.rocAucOpen.toFixed(3),
  })),
});

export const caught: Figure<Result> = {
  title: "What rules can see: the share of the rows concerned that is held",
  needs: ["outcomes"],
  height,
  draw({ outcomes }, width, theme) {
    const narrow = width < 480;
    const lines = linesOf(outcomes, narrow);
    return {
      plot: {
        ...margins(narrow),
        x: { domain: [0, 1] },
        y: { domain: [lines.length - 0.4, -0.6], axis: null },
        marks: [
          axisX({
            label: narrow ? "share held" : "share of the rows concerned that is held",
            ticks: narrow ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1],
            format: percentTick as never,
          }),
          Plot.ruleX([0, 1], { stroke: theme.rule }),
          Plot.link(lines, {
            x1: "caughtLearned",
            x2: "caughtReviewed",
            y1: "place",
            y2: "place",
            stroke: theme.ink,
            strokeOpacity: 0.3,
            strokeWidth: 4,
          } as never),
          plainDot(lines, { x: "caughtReviewed", y: "place", r: 6 }),
          Plot.dot(lines, { x: "caughtLearned", y: "place", r: 3.6, fill: theme.ink } as never),
          names(lines, narrow, theme.ink, theme.paper),
          key(narrow, theme.quiet),
        ],
      },
      summary: caughtSentence(lines),
      table: TABLE(lines),
    };
  },
};

export const saved: Figure<Result> = {
  title: "What the rules are worth: EUR saved against an open gate",
  needs: ["outcomes"],
  height,
  draw({ outcomes }, width, theme) {
    const narrow = width < 480;
    const lines = linesOf(outcomes, narrow);
    const values = lines.flatMap(({ savedLearned, savedReviewed }) => [savedLearned, savedReviewed]);
    const [low, high] = roundDomain(Math.min(-50, ...values), Math.max(100, ...values), 50);
    return {
      plot: {
        ...margins(narrow),
        x: { domain: [low, high] },
        y: { domain: [lines.length - 0.4, -0.6], axis: null },
        marks: [
          axisX({
            label: narrow ? "EUR per 1,000, saved" : "EUR per 1,000 payments, saved against an open gate",
            ticks: narrow ? 4 : 7,
            format: change as never,
          }),
          Plot.ruleX([0], { stroke: theme.quiet, strokeDasharray: "3,3" }),
          Plot.text(["gate open"], {
            x: () => 0,
            frameAnchor: "top",
            dy: -16,
            textAnchor: "start",
            dx: 5,
            fill: theme.quiet,
          } as never),
          Plot.link(lines, {
            x1: "savedLearned",
            x2: "savedReviewed",
            y1: "place",
            y2: "place",
            stroke: theme.ink,
            strokeOpacity: 0.3,
            strokeWidth: 4,
          } as never),
          plainDot(lines, { x: "savedReviewed", y: "place", r: 6 }),
          Plot.dot(lines, { x: "savedLearned", y: "place", r: 3.6, fill: theme.ink } as never),
          names(lines, narrow, theme.ink, theme.paper),
          key(narrow, theme.quiet),
        ],
      },
      summary: savedSentence(lines),
      table: TABLE(lines),
    };
  },
};

const list = (lines: readonly Line[]): string => listed(lines.map(({ id }) => NAMES[id]));

function caughtSentence(lines: readonly Line[]): string {
  if (lines.every(({ caughtReviewed }) => caughtReviewed === 0))
    return "No row is touched, and none is held.";
  const never = lines.filter(
    ({ caughtLearned, caughtReviewed }) => Math.max(caughtLearned, caughtReviewed) < 0.1,
  );
  const gained = lines.filter(({ caughtLearned, caughtReviewed }) => caughtReviewed - caughtLearned > 0.5);
  const parts = [
    ...(gained.length > 0
      ? [`Only the reviewed rules hold ${list(gained)}`]
      : ["The review adds hardly anything"]),
    ...(never.length > 0 ? [`no rule holds ${list(never)}`] : ["nothing escapes"]),
  ];
  return `${parts.join("; ")}.`;
}

function savedSentence(lines: readonly Line[]): string {
  const best = lines.reduce((a, b) => (b.savedLearned > a.savedLearned ? b : a));
  const losses = lines.filter(({ savedLearned }) => savedLearned < -1);
  const worth =
    best.savedLearned > 1
      ? `Learned rules are worth most against ${NAMES[best.id]} (€ ${whole(best.savedLearned)} per 1,000 payments)`
      : "Here learned rules save nothing";
  return losses.length === 0 ? `${worth}.` : `${worth}, and cost more than they save with ${list(losses)}.`;
}
