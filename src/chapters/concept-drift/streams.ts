import type { Roles } from "../../core/contracts.ts";
import cusum from "../../core/detectors/cusum.ts";
import { detector } from "../../core/detectors/registry.ts";
import { type ErrorLine, errorLine } from "../../core/detectors/shared/error-line.ts";
import { LINE_PARAMS } from "../../core/detectors/shared/stream-detector.ts";
import { SHAPES } from "../../core/faults/concept-drift.ts";
import type { Random } from "../../core/random.ts";
import { random } from "../../core/random.ts";
import { type BesideDummy, scoreBesideDummy } from "../../core/streams/alarm-score.ts";
import { createCusum } from "../../core/streams/cusum.ts";
import { STREAMS } from "../../core/streams/index.ts";
import { runStream, type Stream } from "../../core/streams/stream.ts";
import { numbers, type Table, take, times } from "../../core/table/table.ts";
import type { Side } from "../shared/alarms.ts";
import type { Range } from "../shared/train.ts";
import { within } from "../shared/train.ts";
import type { Bench } from "./bench.ts";
import type { Rung, Strip } from "./result.ts";
import { type ChangeParams, dayOf, PRODUCTION_DAYS, reportsOf, stretchesOf } from "./world.ts";

/** The eight, and the dummy that each must beat. */
export const DETECTORS = [
  "page-hinkley",
  "adwin",
  "cusum",
  "ddm",
  "eddm",
  "hddm-average",
  "hddm-weighted",
  "kswin",
] as const;
export const DUMMY = "periodic-dummy";

/** The state machine of a registered detector with that detector's defaults. */
export function machine(id: string, draw: Random): Stream {
  const { warmStart, slack, threshold } = cusum.params;
  if (id === "cusum")
    return createCusum({
      warmStart: warmStart.default,
      slack: slack.default,
      threshold: threshold.default,
    });
  return STREAMS[id]!(draw);
}

const AT_ONCE: Roles = { label: ["fraud"], score: ["score"], "event-time": ["event_at"] };
const LATE: Roles = { ...AT_ONCE, "label-known-time": ["known_at"] };

/**
 * What a stream detector reads: held-out payments, then production. With a delay each fraud has the moment of its report; with
 * `reads` "stakes" only payments that were stopped or were fraud.
 */
export function streamSide(bench: Bench, frauds: Uint8Array, delay: number, reads: string): Side {
  const { world } = bench.base;
  const { held, production } = stretchesOf(world, 0);
  const reports = delay > 0 ? reportsOf(world, frauds, delay) : null;
  const of = (range: Range): Table => {
    const rows = range.to - range.from;
    const columns = new Map<string, ReturnType<typeof numbers> | ReturnType<typeof times>>([
      ["event_at", times(within(world.transactions.eventAt, range))],
      ["score", numbers(within(bench.scores, range))],
      ["fraud", numbers(within(frauds, range))],
    ]);
    if (reports) columns.set("known_at", times(within(reports, range)));
    const table: Table = { rows, columns };
    if (reads === "all") return table;
    const kept: number[] = [];
    for (let i = 0; i < rows; i++)
      if (frauds[range.from + i] === 1 || bench.scores[range.from + i]! >= bench.threshold) kept.push(i);
    return take(table, kept);
  };
  return { reference: of(held), current: of(production), roles: delay > 0 ? LATE : AT_ONCE };
}

/** The line of errors of that side, or the reason why there is none. */
export const lineOf = ({ reference, current, roles }: Side): ErrorLine | string =>
  errorLine(reference, current!, roles, LINE_PARAMS.limit.default);

/** The days of production on which something changed. */
export function changesOf({ shape, from, days }: ChangeParams): number[] {
  if (shape !== SHAPES[3]) return [from];
  return Array.from({ length: Math.ceil((PRODUCTION_DAYS - from) / days) }, (_, i) => from + i * days);
}

/** So many days after a change an alarm still counts as its own: two weeks, and as long as the change takes. */
export function windowOf({ shape, days }: ChangeParams): number {
  if (shape === "sudden") return 14;
  return shape === "recurring" ? Math.min(14, days) : 14 + days;
}

/** Moments of alarms on a line, in days of production. */
export function alarmDays(bench: Bench, line: ErrorLine, id: string, draw: Random): number[] {
  const { world } = bench.base;
  return runStream(machine(id, draw), line.errors).drifts.map((at) => dayOf(world, line.entered[at]!));
}

/** Whether the line has enough on both sides for a detector; those themselves ask for as many. */
export function reasonOf(line: ErrorLine | string): string | null {
  if (typeof line === "string") return line;
  return Math.min(line.boundary, line.errors.length - line.boundary) < 100 ? "labels-too-late" : null;
}

/** How alarms (days of production) did against the changes, on a line that begins at `starts`. */
export function scoreOf(alarms: readonly number[], params: ChangeParams, starts: number): BesideDummy {
  const shifted = (days: readonly number[]) => days.map((day) => day - starts);
  return scoreBesideDummy(
    shifted(alarms).filter((at) => at >= 0),
    shifted(changesOf(params)),
    PRODUCTION_DAYS - starts,
    windowOf(params),
  );
}

/** Every detector on this very world, beside its healthy twin. */
export function stripOf(
  bench: Bench,
  params: ChangeParams & { delay: number },
  broken: { side: Side; frauds: Uint8Array },
  healthy: Side,
  seed: number,
): Strip {
  const { world } = bench.base;
  const line = lineOf(broken.side);
  const twin = lineOf(healthy);
  const reason = reasonOf(line);
  const changes = changesOf(params);
  const window = windowOf(params);
  const deaf = (id: string): Rung => ({
    id,
    name: detector(id).name,
    alarms: [],
    kinds: [],
    delay: null,
    detection: null,
    f1: 0,
    dummyF1: 0,
    beats: false,
    twinAlarms: 0,
  });
  const empty = {
    rungs: [...DETECTORS, DUMMY].map(deaf),
    changes,
    window,
    starts: 0,
    ends: PRODUCTION_DAYS,
    read: 0,
    reason,
  };
  if (typeof line === "string" || typeof twin === "string" || reason !== null) return empty;
  const starts = Math.floor(dayOf(world, line.entered[0]!));
  // The same errors in the order in which they happened: what the detector would have done with every label at once.
  const order = Array.from(line.errors.keys()).sort((a, b) => line.happened[a]! - line.happened[b]!);
  const atOnce: ErrorLine = {
    ...line,
    errors: Float64Array.from(order, (i) => line.errors[i]!),
    entered: Float64Array.from(order, (i) => line.happened[i]!),
  };
  const rungs = [...DETECTORS, DUMMY].map((id): Rung => {
    const draws = () => random(seed).fork("alarms").fork(id).fork("draws");
    const alarms = alarmDays(bench, line, id, draws());
    const oracle = params.delay > 0 ? alarmDays(bench, atOnce, id, draws()) : alarms;
    const { own, dummy, beatsDummy } = scoreOf(alarms, params, starts);
    const first = firstAfter(alarms, changes[0]!, window);
    const sooner = firstAfter(oracle, changes[0]!, window);
    return {
      id,
      name: detector(id).name,
      // To ten seconds: enough for a picture.
      alarms: alarms.map((at) => Math.round(at * 1e4) / 1e4),
      kinds: kindsOf(alarms, changes, window),
      delay: first,
      detection: first === null ? null : sooner,
      f1: own.f1 ?? 0,
      dummyF1: dummy.f1 ?? 0,
      beats: beatsDummy && id !== DUMMY,
      twinAlarms: alarmDays(bench, twin, id, draws()).length,
    };
  });
  return { ...empty, rungs, starts, read: line.errors.length };
}

function firstAfter(alarms: readonly number[], change: number, window: number): number | null {
  const first = alarms.find((at) => at >= change && at < change + window);
  return first === undefined ? null : first - change;
}

/** What each alarm was, as {@link scoreAlarms} counts: the first in a change's window, a later one there, or false. */
function kindsOf(alarms: readonly number[], changes: readonly number[], window: number): Rung["kinds"] {
  const seen = new Set<number>();
  return alarms.map((at) => {
    const change = changes.findLast((day) => day <= at);
    if (change === undefined || at >= change + window) return "false";
    if (seen.has(change)) return "repeat";
    seen.add(change);
    return "found";
  });
}
