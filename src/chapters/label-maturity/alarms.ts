import type { Alarm, Roles, Task } from "../../core/contracts.ts";
import { errorLine } from "../../core/detectors/shared/error-line.ts";
import { delayOf, LINE_PARAMS } from "../../core/detectors/shared/stream-detector.ts";
import { random } from "../../core/random.ts";
import { STREAMS } from "../../core/streams/index.ts";
import { runStream } from "../../core/streams/stream.ts";
import { DAY } from "../../core/world/settings.ts";
import { alarm, type Side } from "../shared/alarms.ts";
import { labelTable, type Reading, ROLES, readingAt } from "./reading.ts";
import type { Delay } from "./result.ts";
import { firstRowAt, type Labelled, type Live, labelledWorld, type Reports, WAVE_DAY } from "./world.ts";

/** The newest days of a reading, against so many before them. */
const NEWER_DAYS = 14;
const OLDER_DAYS = 28;

/** Errors before and after the wave that a stream must have to be timed; the detectors ask for as many. */
const LEAST_ERRORS = 100;

const SCORED: Roles = { ...ROLES, score: ["score"] };
/** As a dashboard reads it that never kept when a label came. */
const UNTIMED: Roles = { ...SCORED, "label-known-time": [] };

/** What the panel names as the columns that a line reads. */
export const LABEL = "the label as it stands";
export const TIMED = "the label and when it came";

type Breath = Pick<Task<never>, "breathe">;

/** How the newest two weeks are seen on the day, beside the same weeks once all labels are in. */
export async function dayAlarms(
  live: Live,
  reading: Reading,
  final: Reading,
  seed: number,
  task: Breath,
  step: () => Promise<void>,
): Promise<Alarm[]> {
  const { world, scores } = live;
  const at = (days: number) => firstRowAt(world, reading.at - days * DAY);
  const [first, cut, end] = [at(NEWER_DAYS + OLDER_DAYS), at(NEWER_DAYS), reading.rows];
  const sides = (of: Reading) => ({
    all: { reference: labelTable(of, { from: first, to: end }), current: null, roles: ROLES } as Side,
    timed: {
      reference: labelTable(of, { from: first, to: cut }, { scores }),
      current: labelTable(of, { from: cut, to: end }, { scores }),
      roles: SCORED,
    } as Side,
  });
  const [here, twin] = [sides(reading), sides(final)];
  const untimed = (side: Side): Side => ({ ...side, roles: UNTIMED });
  const lines: [string, string, Side, Side][] = [
    ["label-maturity", TIMED, here.all, twin.all],
    ["label-shift", LABEL, untimed(here.timed), untimed(twin.timed)],
    ["label-shift", TIMED, here.timed, twin.timed],
    ["performance-estimate", "score", untimed(here.timed), untimed(twin.timed)],
    ["ddm", LABEL, untimed(here.timed), untimed(twin.timed)],
  ];
  const alarms: Alarm[] = [];
  for (const [id, column, broken, healthy] of lines) {
    alarms.push(await alarm(id, [column], broken, healthy, seed, task));
    await step();
  }
  return alarms;
}

/** The wave is watched until this day of production. */
const WATCHED_DAYS = 70;

/** Detectors of a change in the errors that stand in the panel ... */
export const WATCHERS = ["hddm-average", "page-hinkley"] as const;

/** ... and those whose delay is drawn; chapter 6 has all of them. */
const TIMED_STREAMS = [
  ["adwin", "ADWIN"],
  ["page-hinkley", "Page–Hinkley"],
  ["hddm-average", "HDDM-A"],
] as const;

type Noticed = { alarms: Alarm[]; delays: Delay[] };
let last: { key: string; noticed: Noticed } | null = null;

/**
 * The error streams of the live model, each error entering when its label becomes known: with the wave, and without it. What is
 * known after the last day watched is never seen.
 */
export async function waveAlarms(
  live: Live,
  wave: { key: string; world: Live["world"]; scores: Float64Array },
  reports: Reports,
  seed: number,
  task: Breath,
  step: () => Promise<void>,
): Promise<Noticed> {
  const key = JSON.stringify([wave.key, reports]);
  if (last?.key === key) {
    for (const _ of WATCHERS) await step();
    return last.noticed;
  }
  const { production } = live.world.periods;
  const changeAt = production.startAt + WAVE_DAY * DAY;
  const cut = firstRowAt(live.world, changeAt);
  const side = (labelled: Labelled, scores: Float64Array): Side => {
    const reading = readingAt(labelled, production.startAt + WATCHED_DAYS * DAY);
    return {
      reference: labelTable(reading, { from: production.from, to: cut }, { scores }),
      current: labelTable(reading, { from: cut, to: reading.rows }, { scores }),
      roles: SCORED,
    };
  };
  const broken = side(labelledWorld(wave, live.threshold, reports), wave.scores);
  await task.breathe();
  const calm = wave.world === live.world;
  const healthy = calm ? broken : side(labelledWorld(live, live.threshold, reports), live.scores);
  await task.breathe();
  const delays = await delaysOf(broken, changeAt, seed, task);
  const alarms: Alarm[] = [];
  for (const id of WATCHERS) {
    alarms.push(await alarm(id, ["errors"], broken, healthy, seed, task, { changeAt }));
    await step();
  }
  const noticed = { alarms, delays };
  last = { key, noticed };
  return noticed;
}

/** From the wave to each stream's first ring after it, split; without parts where it never rings, or cannot be fed. */
async function delaysOf(
  { reference, current, roles }: Side,
  changeAt: number,
  seed: number,
  task: Breath,
): Promise<Delay[]> {
  const line = errorLine(reference, current!, roles, LINE_PARAMS.limit.default);
  const few = (errors: number) => errors < LEAST_ERRORS;
  const told =
    typeof line === "string" || few(line.boundary) || few(line.errors.length - line.boundary) ? null : line;
  const delays: Delay[] = [];
  for (const [id, name] of TIMED_STREAMS) {
    await task.breathe();
    const make = () => STREAMS[id]!(random(seed).fork("delays").fork(id));
    const split: Readonly<Record<string, number>> =
      told === null ? {} : delayOf(told, runStream(make(), told.errors).drifts, changeAt, make);
    const days = (key: string) => (split[key] === undefined ? null : split[key] / DAY);
    delays.push({
      detector: id,
      name,
      delay: days("delay"),
      detection: days("detection"),
      maturity: days("maturity"),
    });
  }
  return delays;
}
