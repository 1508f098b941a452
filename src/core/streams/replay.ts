import type { Random } from "../random.ts";
import { runStream, type Stream } from "./stream.ts";

export type Replays = {
  /** Replays that were made. */
  count: number;
  /** Mean number of alarms in the later part of a replay. */
  alarms: number;
  /** Chance of as many alarms as were counted, or more, where the earlier part simply goes on. */
  pValue: number;
};

/** Replays at most: enough that a p-value can fall below 0.01 with one replay that rings as often. */
export const REPLAYS = 200;
/** It is settled after so many replays that ring at least as often. */
const SETTLED = 5;

/**
 * How often a detector rings where nothing changes: lines of the same length are put together from blocks of the earlier part
 * (`values` before `boundary`), drawn with replacement, about sqrt(boundary) long so that errors which come in runs keep
 * coming in runs; the alarms after the boundary are counted, and compared with the `alarms` that the real line gave. In steps,
 * one a replay.
 *
 * p = (1 + those that ring as often) / (1 + replays), or 5 / replays where five were found sooner (Besag, Clifford 1991).
 * It is 1, without a replay, where there was no alarm. It says nothing of runs longer than a block.
 */
export function* replays(
  create: (random: Random) => Stream,
  values: Float64Array,
  boundary: number,
  alarms: number,
  random: Random,
): Generator<void, Replays> {
  if (alarms === 0) return { count: 0, alarms: 0, pValue: 1 };
  const block = Math.max(1, Math.round(Math.sqrt(boundary)));
  const line = new Float64Array(values.length);
  let total = 0;
  let asMany = 0;
  for (let count = 1; count <= REPLAYS; count++) {
    const chance = random.fork(count);
    for (let at = 0; at < line.length; at += block) {
      const from = chance.integer(boundary);
      const size = Math.min(block, line.length - at);
      for (let k = 0; k < size; k++) line[at + k] = values[(from + k) % boundary]!;
    }
    const { drifts } = runStream(create(chance.fork("draws")), line);
    const later = drifts.filter((at) => at >= boundary).length;
    total += later;
    if (later >= alarms) asMany++;
    if (asMany === SETTLED && count < REPLAYS)
      return { count, alarms: total / count, pValue: SETTLED / count };
    yield;
  }
  return { count: REPLAYS, alarms: total / REPLAYS, pValue: (1 + asMany) / (1 + REPLAYS) };
}
