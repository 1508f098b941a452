import type { Estimate, Task } from "../../core/contracts.ts";
import periodicDummy from "../../core/detectors/periodic-dummy.ts";
import { detector } from "../../core/detectors/registry.ts";
import type { ErrorLine } from "../../core/detectors/shared/error-line.ts";
import { type Random, random } from "../../core/random.ts";
import { wilsonInterval, zOfLevel } from "../../core/stats/wilson-interval.ts";
import type { Bench } from "./bench.ts";
import type { Drawn } from "./result.ts";
import {
  alarmDays,
  changesOf,
  DETECTORS,
  DUMMY,
  lineOf,
  reasonOf,
  scoreOf,
  streamSide,
  windowOf,
} from "./streams.ts";
import { type ChangeParams, dayOf, drawAgain } from "./world.ts";

type Params = ChangeParams & { delay: number; reads: string; size: number };
type Tally = {
  found: number;
  of: number;
  delays: number[];
  falseAlarms: number[];
  f1: number[];
  dummyF1: number[];
};

/** Draws for a world of 30,000 payments; fewer where a draw takes longer. */
const DRAWS = 12;
export const drawsOf = ({ size }: { size: number }): number =>
  Math.max(8, Math.min(DRAWS, Math.round((DRAWS * 30_000) / size)));

/**
 * Every detector over many draws of which payments are frauds, of the very same payments under the same model: how soon it finds
 * the changes, and how often it rings before there is any. Empty where labels come too late for any detector.
 */
export async function drawnOver(
  bench: Bench,
  params: Params,
  seed: number,
  task: Pick<Task<never>, "breathe">,
  step: () => Promise<void>,
): Promise<Drawn[]> {
  const ids = [...DETECTORS, DUMMY];
  const tallies = new Map(
    ids.map((id): [string, Tally] => [
      id,
      { found: 0, of: 0, delays: [], falseAlarms: [], f1: [], dummyF1: [] },
    ]),
  );
  const window = windowOf(params);
  const changes = changesOf(params).length;
  let isEmpty = true;
  let days = 0;
  for (let draw = 0; draw < drawsOf(params); draw++) {
    const own = random(seed).fork("draws").fork(draw);
    const broken = drawAgain(bench.base, params, own.integer(2 ** 31));
    await task.breathe();
    const line = lineOf(streamSide(bench, broken, params.delay, params.reads));
    await task.breathe();
    if (typeof line === "string" || reasonOf(line) !== null) {
      await step();
      continue;
    }
    isEmpty = false;
    const starts = Math.floor(dayOf(bench.base.world, line.entered[0]!));
    const quietDays = params.from - starts;
    days += quietDays;
    for (const id of ids) {
      const tally = tallies.get(id)!;
      const alarms =
        id === DUMMY ? dummyDays(bench, line, own.fork(id)) : alarmDays(bench, line, id, own.fork(id));
      await task.breathe();
      const { own: score, dummy } = scoreOf(alarms, params, starts);
      const found = score.delays.reduce((sum, delay) => sum + delay, 0);
      tally.found += score.found;
      tally.of += changes;
      tally.delays.push((found + (changes - score.found) * window) / changes);
      tally.falseAlarms.push((28 * alarms.filter((at) => at < params.from).length) / quietDays);
      tally.f1.push(score.f1 ?? 0);
      tally.dummyF1.push(dummy.f1 ?? 0);
    }
    await step();
  }
  if (isEmpty) return [];
  return ids.map((id) => {
    const { found, of, ...rest } = tallies.get(id)!;
    const f1 = meanOf(rest.f1, 0, 1);
    const dummyF1 = meanOf(rest.dummyF1, 0, 1).value;
    const rate = meanOf(rest.falseAlarms, 0, Number.POSITIVE_INFINITY);
    // Nothing seen in so many days is no proof of nothing: at most three expected, by the rule of three.
    const falseAlarms: Estimate = rate.value > 0 ? rate : { value: 0, interval: [0, (3 * 28) / days] };
    return {
      id,
      name: detector(id).name,
      found,
      of,
      foundInterval: wilsonInterval(found, of),
      delay: meanOf(rest.delays, 0, window),
      falseAlarms,
      f1,
      dummyF1,
      beats: id !== DUMMY && f1.interval[0] > dummyF1,
    };
  });
}

/** The dummy's alarms, begun anywhere in its interval, so that it is neither lucky nor unlucky. */
function dummyDays(bench: Bench, line: ErrorLine, chance: Random): number[] {
  const interval = periodicDummy.params.interval.default;
  const alarms: number[] = [];
  for (let at = chance.integer(interval); at < line.entered.length; at += interval)
    alarms.push(dayOf(bench.base.world, line.entered[at]!));
  return alarms;
}

/** The mean with its normal interval, kept within the ends. */
function meanOf(values: readonly number[], low: number, high: number): Estimate {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const half = count > 1 ? zOfLevel(0.95) * Math.sqrt(squares / (count - 1) / count) : 0;
  return { value: mean, interval: [Math.max(low, mean - half), Math.min(high, mean + half)] };
}
