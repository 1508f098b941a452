import type { Figure } from "../contracts.ts";
import { axisX, hatch, Plot } from "../shared/plot.ts";
import type { Result, Rung, Strip } from "./result.ts";
import { counted, DUMMY, days, listed, nameOf, two } from "./words.ts";

const FIRST = -21;
const LAST = 56;
const LINE = 34;

export const strip: Figure<Result> = {
  title: "Who rang when",
  needs: ["strip"],
  height: () => 9 * LINE + 84,
  draw({ strip }, width, theme) {
    const narrow = width < 460;
    const { rungs, changes, window, starts } = strip;
    const rows = rungs.map((rung, place) => ({ ...rung, place }));
    const ticks = rows.flatMap(({ alarms, kinds, place }) =>
      alarms.map((at, i) => ({ at, kind: kinds[i]!, place })),
    );
    const of = (kind: Rung["kinds"][number]) => ticks.filter((tick) => tick.kind === kind);
    const windows = changes.map((at, i) => ({
      x1: at,
      x2: Math.min(at + window, changes[i + 1] ?? LAST, LAST),
    }));
    const tick = (kind: Rung["kinds"][number], half: number, color: string, strokeWidth: number) =>
      Plot.ruleX(of(kind), {
        x: "at",
        y1: (row: { place: number }) => row.place - half,
        y2: (row: { place: number }) => row.place + half,
        stroke: color,
        strokeWidth,
      } as never);
    return {
      plot: {
        marginTop: 50,
        marginBottom: 42,
        marginLeft: narrow ? 92 : 112,
        marginRight: narrow ? 14 : 120,
        x: { domain: [FIRST, LAST] },
        y: { domain: [8.6, -0.6], axis: null },
        marks: [
          Plot.rect([{ x1: FIRST, x2: 0 }], {
            x1: "x1",
            x2: "x2",
            fill: theme.training,
            fillOpacity: 0.06,
          } as never),
          Plot.rect(windows, { x1: "x1", x2: "x2", fill: theme.calm, fillOpacity: 0.12 } as never),
          ...(starts > FIRST ? [hatch([{ x1: FIRST, x2: starts }], { x1: "x1", x2: "x2" })] : []),
          axisX({
            label: "day of production",
            ticks: narrow ? [-14, 0, 14, 28, 42] : [-21, -14, -7, 0, 7, 14, 21, 28, 35, 42, 49],
            format: ((day: number) => (day < 0 ? `−${-day}` : String(day))) as never,
          }),
          Plot.ruleY(rows, { y: "place", stroke: theme.rule } as never),
          Plot.ruleX(changes, { stroke: theme.ink, strokeWidth: 1.5 } as never),
          Plot.text([{ x: changes[0] }], {
            x: "x",
            frameAnchor: "top",
            textAnchor: "start",
            dx: -2,
            dy: -38,
            text: () =>
              changes.length > 1 ? (narrow ? "the changes" : "the changes, there and back") : "the change",
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.text([{ x: changes[0] }], {
            x: "x",
            frameAnchor: "top",
            textAnchor: "start",
            dx: 4,
            dy: -22,
            text: () => (narrow ? "an alarm counts" : "shaded: an alarm counts as found"),
            fill: theme.calm,
          } as never),
          Plot.text([{ x: FIRST }], {
            x: "x",
            frameAnchor: "top",
            textAnchor: "start",
            dy: -22,
            text: () => (starts > FIRST ? (narrow ? "no labels" : "labels not there yet") : "held out"),
            fill: theme.training,
          } as never),
          Plot.text(rows, {
            y: "place",
            text: (row: Rung) => nameOf(row.id),
            frameAnchor: "left",
            textAnchor: "end",
            dx: -10,
            fill: theme.ink,
            fontWeight: (row: Rung) => (row.id === DUMMY ? 400 : 600),
          } as never),
          tick("false", 0.3, theme.alarm, 1.6),
          tick("repeat", 0.16, theme.calm, 1.4),
          tick("found", 0.34, theme.calm, 3),
          Plot.dot(of("found"), {
            x: "at",
            y: (row: { place: number }) => row.place - 0.34,
            r: 4,
            fill: theme.calm,
            stroke: theme.paper,
          } as never),
          ...(narrow
            ? []
            : [
                Plot.text(rows, {
                  y: "place",
                  frameAnchor: "right",
                  textAnchor: "start",
                  dx: 8,
                  text: (row: Rung) => verdict(row),
                  fill: (row: Rung) => (row.kinds.includes("found") ? theme.ink : theme.quiet),
                } as never),
              ]),
        ],
      },
      summary: sentence(strip),
      table: {
        columns: [
          { key: "detector", label: "detector" },
          { key: "delay", label: "delay to the first change", unit: "days" },
          { key: "detection", label: "of it finding", unit: "days" },
          { key: "maturity", label: "of it waiting for labels", unit: "days" },
          { key: "found", label: "changes found" },
          { key: "false", label: "false alarms" },
          { key: "repeats", label: "repeats" },
          { key: "f1", label: "F1 of alarms" },
          { key: "dummy", label: "F1 of an equally frequent dummy" },
          { key: "twin", label: "alarms on the healthy twin" },
        ],
        rows: rungs.map((rung) => ({
          detector: rung.name,
          delay: rung.delay === null ? null : rung.delay.toFixed(1),
          detection: rung.detection === null ? null : rung.detection.toFixed(1),
          maturity:
            rung.delay === null || rung.detection === null ? null : (rung.delay - rung.detection).toFixed(1),
          found: rung.kinds.filter((kind) => kind === "found").length,
          false: falseOf(rung),
          repeats: rung.kinds.filter((kind) => kind === "repeat").length,
          f1: two(rung.f1),
          dummy: two(rung.dummyF1),
          twin: rung.twinAlarms,
        })),
      },
    };
  },
};

const falseOf = ({ kinds }: Rung) => kinds.filter((kind) => kind === "false").length;

function verdict(rung: Rung): string {
  const wrong = falseOf(rung);
  const first =
    rung.delay === null ? (rung.kinds.includes("found") ? "found later" : "missed") : days(rung.delay);
  return `${first}${wrong > 0 ? `, ${wrong} false` : ""}`;
}

function sentence({ rungs, reason, changes }: Strip): string {
  if (reason !== null)
    return "Labels come so late that no detector has enough of them before the change: none of them can tell.";
  const eight = rungs.filter(({ id }) => id !== DUMMY);
  const first = eight.filter(({ delay }) => delay !== null);
  const clean = first.filter((one) => falseOf(one) === 0).sort((a, b) => a.delay! - b.delay!);
  const missed = eight.filter(({ kinds }) => !kinds.includes("found"));
  const noisy = eight.reduce((a, b) => (falseOf(b) > falseOf(a) ? b : a));
  const whose = changes.length > 1 ? "the first change" : "the change";
  const quickest =
    clean.length === 0
      ? `None of the eight finds ${whose} without a false alarm`
      : `Without a false alarm ${listed(clean.map((one) => `${nameOf(one.id)} (${days(one.delay!)})`))} ${clean.length === 1 ? "finds" : "find"} ${whose}`;
  const never =
    missed.length === 0
      ? ""
      : `; ${listed(missed.map(({ id }) => nameOf(id)))} ${missed.length === 1 ? "finds" : "find"} nothing`;
  const worst =
    falseOf(noisy) === 0 ? "" : `; ${nameOf(noisy.id)} has ${counted(falseOf(noisy), "false alarm")}`;
  return `${quickest}${never}${worst}.`;
}
