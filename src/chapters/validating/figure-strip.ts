import type { Figure } from "../contracts.ts";
import { hatchFill, Plot } from "../shared/plot.ts";
import type { Fate, Result, Strip } from "./result.ts";
import { count, FATES, share } from "./words.ts";

type Thread = { id: number; broken: boolean; lane: number; y: number; out: number };
type Point = { id: number; x: number; y: number };
type Label = { y: number; text: string; strong: boolean; color: string };

/** Where the gate stands, where threads have found their lane, and where they end; from 0 to 1. */
const GATE = 0.34;
const FOUND = { wide: 0.56, narrow: 0.52 };
const END = { wide: 0.62, narrow: 0.58 };
/** Threads that a lane is high at least, so that its words have room, and the gap between two. */
const LEAST = 9;
const GAP = 7;

/** The file as a bundle of threads, one a row: they run into the gate, and part. */
export const strip: Figure<Result> = {
  title: "One file runs through the gate: each thread is a row",
  needs: ["strip"],
  height: (width) => (width < 480 ? 520 : 470),
  draw({ strip }, width, theme) {
    const narrow = width < 480;
    const [found, end] = narrow ? [FOUND.narrow, END.narrow] : [FOUND.wide, END.wide];
    const { threads, height, labels, absent } = layout(strip, theme.ink, theme.alarm, theme.production);
    const fate = ({ broken, lane }: Thread): Fate =>
      broken ? (lane < 0 ? "silent" : "right") : lane < 0 ? "passed" : "wrong";
    const before = (of: boolean): Point[] =>
      threads
        .filter(({ broken }) => broken === of)
        .flatMap(({ id, y }) => [
          { id, x: 0, y },
          { id, x: GATE, y },
        ]);
    const after = (of: Fate): Point[] =>
      threads
        .filter((one) => fate(one) === of)
        .flatMap(({ id, y, out }) => [
          { id, x: GATE, y },
          { id, x: found, y: out },
          { id, x: end, y: out },
        ]);
    const line = (points: Point[], options: object) =>
      Plot.line(points, {
        x: "x",
        y: "y",
        z: "id",
        curve: "bump-x",
        strokeLinecap: "round",
        ...options,
      } as never);
    const ends = (of: Fate) => threads.filter((one) => fate(one) === of);
    const thin = narrow ? 1 : 1.2;
    return {
      plot: {
        marginLeft: narrow ? 10 : 16,
        marginRight: 4,
        marginTop: 40,
        marginBottom: 10,
        x: { domain: [0, 1], axis: null },
        y: { domain: [height, 0], axis: null },
        marks: [
          line(before(false), { stroke: theme.quiet, strokeOpacity: 0.4, strokeWidth: thin }),
          line(after("passed"), { stroke: theme.quiet, strokeOpacity: 0.4, strokeWidth: thin }),
          line(before(true), { stroke: theme.production, strokeOpacity: 0.85, strokeWidth: thin * 1.35 }),
          line(after("silent"), { stroke: theme.production, strokeOpacity: 0.85, strokeWidth: thin * 1.35 }),
          line(after("wrong"), { stroke: theme.ink, strokeDasharray: "3,2", strokeWidth: thin * 1.35 }),
          line(after("right"), { stroke: theme.alarm, strokeWidth: thin * 1.5 }),
          Plot.dot(ends("silent"), {
            x: () => end,
            y: "out",
            r: 2.6,
            symbol: "diamond",
            fill: theme.production,
          } as never),
          Plot.dot(ends("right"), {
            x: () => end,
            y: "out",
            r: 2.4,
            symbol: "square",
            fill: theme.alarm,
          } as never),
          Plot.dot(ends("wrong"), {
            x: () => end,
            y: "out",
            r: 2.6,
            fill: theme.paper,
            stroke: theme.ink,
          } as never),
          ...(absent
            ? [
                Plot.rect([absent], {
                  x1: () => 0,
                  x2: () => GATE - 0.02,
                  y1: "from",
                  y2: "to",
                  fill: hatchFill,
                } as never),
              ]
            : []),
          Plot.ruleX([GATE], { stroke: theme.ink, strokeWidth: 6 } as never),
          Plot.text(["the file as it comes"], {
            frameAnchor: "top-left",
            lineAnchor: "bottom",
            textAnchor: "start",
            dy: -8,
            fill: theme.quiet,
            ...(narrow ? { text: () => "the file" } : {}),
          } as never),
          Plot.text(["gate"], {
            x: () => GATE,
            frameAnchor: "top",
            lineAnchor: "bottom",
            dy: -8,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.text(labels, {
            x: () => end,
            y: "y",
            text: "text",
            textAnchor: "start",
            dx: 9,
            lineWidth: narrow ? 10 : 19,
            fill: ({ color }: Label) => color,
            fontWeight: ({ strong }: Label) => (strong ? 650 : 500),
          } as never),
        ],
      },
      summary: sentence(strip),
      table: {
        columns: [
          { key: "what", label: "rows" },
          { key: "count", label: "how many" },
        ],
        rows: [
          ...(["passed", "silent", "right", "wrong"] as const).map((one) => ({
            what: FATES[one],
            count: strip.counts[one],
          })),
          { what: "not there when the file was scored", count: strip.absent },
          ...strip.lanes.map(({ words, rows, batch }) => ({
            what: `${batch ? "stopped with the batch" : "held"}: ${words}`,
            count: rows,
          })),
        ],
      },
    };
  },
};

/** Where each thread runs: in the order of the file to the gate, then up if it passes, down into the lane of its rule if it is held. */
function layout(strip: Strip, ink: string, alarm: string, production: string) {
  const { drawn, lanes, counts } = strip;
  const passing = drawn.filter(({ lane }) => lane < 0).length;
  const sizes = lanes.map((_, lane) => drawn.filter((one) => one.lane === lane).length);
  const heights = sizes.map((size) => Math.max(LEAST * (lanes.length > 4 ? 0.8 : 1), size));
  const heldHeight = heights.reduce((sum, one) => sum + one + GAP, 0);
  const passedHeight = passing === 0 ? 0 : Math.max(LEAST * 2, passing);
  const perRow = drawn.length / Math.max(1, strip.rows);
  const absentHeight = strip.absent * perRow;
  const height = Math.max(drawn.length + absentHeight + 2, passedHeight + heldHeight, 60);
  const starts: number[] = [];
  let at = passedHeight + (passing === 0 ? 0 : GAP);
  for (const one of heights) {
    starts.push(at);
    at += one + GAP;
  }
  const inStep = (height - absentHeight - 2) / Math.max(1, drawn.length);
  const used = lanes.map(() => 0);
  let passed = 0;
  const threads = drawn.map((one, i): Thread => {
    const spread = passing === 0 ? 1 : passedHeight / passing;
    const out =
      one.lane < 0
        ? (passed++ + 0.5) * spread
        : starts[one.lane]! +
          (used[one.lane]!++ + 0.5) * (heights[one.lane]! / Math.max(1, sizes[one.lane]!));
    return { id: i, ...one, y: (i + 0.5) * inStep, out };
  });
  const labels: Label[] = [];
  if (passing > 0) {
    const middle = passedHeight / 2;
    const room = height * 0.045;
    const silent = counts.silent > 0;
    labels.push({
      y: silent ? middle - room : middle,
      text: `${count(counts.passed, "good row")} scored`,
      strong: false,
      color: ink,
    });
    if (silent)
      labels.push({
        y: middle + room,
        text: `◆ ${count(counts.silent, "broken row")} scored like any other`,
        strong: true,
        color: production,
      });
  }
  for (const [lane, { words, rows, batch }] of lanes.entries())
    labels.push({
      y: starts[lane]! + heights[lane]! / 2,
      text: batch ? `all ${rows} rows stopped: ${words}` : `${rows} held by the rule: ${words}`,
      strong: true,
      color: alarm,
    });
  const absent = strip.absent > 0 ? { from: height - absentHeight, to: height } : null;
  return { threads, height, labels, absent };
}

function sentence({ day, rows, counts, absent, stopped }: Strip): string {
  const broken = counts.right + counts.silent;
  const head = `Day ${day}: ${count(rows, "row")}, ${broken === 0 ? "none of them broken" : `${broken} of them broken`}`;
  const missing = absent > 0 ? ` ${capitalCount(absent)} not come.` : "";
  if (stopped)
    return `${head}. The whole batch is stopped, ${count(counts.wrong, "good row")} with it.${missing}`;
  const good = counts.wrong === 0 ? "no good row" : count(counts.wrong, "good row");
  if (broken === 0) return `${head}; ${good} held.${missing}`;
  return `${head}. The gate holds ${counts.right} of these (${share(counts.right / broken)}) and ${good}; ${count(counts.silent, "broken row")} scored like any other.${missing}`;
}

const capitalCount = (rows: number): string => `${count(rows, "row has", "rows have")}`;
