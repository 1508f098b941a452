import { rocAuc } from "../../core/metrics/roc-auc.ts";
import { random } from "../../core/random.ts";
import { STREAMS } from "../../core/streams/index.ts";
import { DAY } from "../../core/world/settings.ts";
import { type Bench, type Breath, costsOf } from "./bench.ts";
import { type Recipes, scoresOf, train, type Version } from "./learn.ts";
import type { Check, Recipe } from "./result.ts";
import { HELD_DAYS, momentOf, PRODUCTION_DAYS, rowAt } from "./world.ts";

/** Days for which a version is tried in shadow before it may be released. */
export const SHADOW_DAYS = 7;
/** A version whose ROC AUC on later days falls short of its exam by more has not kept its promise. */
export const BROKEN_PROMISE = 0.1;

/** Days that are scored at one go. */
const BLOCK_DAYS = 14;

export type Policy = {
  policy: string;
  every: number;
  trigger: string;
  pause: number;
  recipe: Recipe;
  gate: boolean;
  /** From this day on this version serves, and nothing is retrained; version 0 is none. */
  roll: { to: number; from: number } | null;
};

/** A retraining that an alarm has asked for. */
type Due = { day: number; alarm: number };
const NOTHING_DUE: Due = { day: Number.POSITIVE_INFINITY, alarm: 0 };

/** A version in the service's life. */
export type Life = {
  version: Version;
  /** The day of the alarm that asked for it, where one did. */
  alarm: number | null;
  check: Check | null;
  /** Stretches of days on which it decided. */
  served: { from: number; to: number }[];
};

export type Service = {
  policy: Policy;
  lives: Life[];
  alarms: number[];
  retrainings: number;
  /** For every payment of production the score on which was decided, and the decision. */
  scores: Float64Array;
  stopped: Uint8Array;
  /** The version (its place in `lives`) to which the roll-back led, where it did. */
  rolledTo: number | null;
};

/**
 * Plays production day by day under one policy. On the morning of a day nothing is known but what happened and was reported before
 * it. A detector reads the errors of the version in service alone, from when its labels have had time to come; a new version begins
 * with a new detector, at the detector's defaults.
 */
export async function serve(bench: Bench, policy: Policy, recipes: Recipes, task: Breath): Promise<Service> {
  const { base, line, settled } = bench;
  const news = policy.policy === "triggered" ? bench.news : null;
  const rows = bench.frauds.length;
  const scores = new Float64Array(rows);
  const stopped = new Uint8Array(rows);
  const by = new Int16Array(rows).fill(-1);
  const lives: Life[] = [{ version: bench.first, alarm: null, check: null, served: [] }];
  const alarms: number[] = [];
  const shadows: { life: number; day: number }[] = [];
  const draws = random(base.seed).fork("retraining");
  const machineOf = (life: number) => STREAMS[policy.trigger]!(draws.fork(life));
  let [live, since, retrainings] = [0, -HELD_DAYS, 0];
  let machine = machineOf(0);
  let due = NOTHING_DUE;
  let next = 0;
  let rolledTo: number | null = null;
  const release = (life: number, day: number) => {
    if (day > since) lives[live]!.served.push({ from: since, to: day });
    [live, since, due] = [life, day, NOTHING_DUE];
    machine = machineOf(life);
  };
  for (let day = -HELD_DAYS; day < PRODUCTION_DAYS; day++) {
    if (rolledTo === null && day > 0) {
      for (const shadow of shadows.filter((one) => one.day === day)) {
        const check = checked(bench, lives[shadow.life]!.version, lives[live]!.version, day);
        lives[shadow.life]!.check = check;
        if (check.released) release(shadow.life, day);
      }
      const scheduled = policy.policy === "scheduled" && day % policy.every === 0;
      if (scheduled || due.day === day) {
        const { alarm } = due;
        due = NOTHING_DUE;
        const version = await train(bench, policy.recipe, day, recipes, task);
        if (version !== null) {
          retrainings++;
          lives.push({ version, alarm: scheduled ? null : alarm, check: null, served: [] });
          if (policy.gate)
            shadows.push({ life: lives.length - 1, day: day + SHADOW_DAYS + Math.ceil(settled) });
          else release(lives.length - 1, day);
        }
      }
      const { roll } = policy;
      if (roll !== null && roll.to > 0 && roll.from === day && roll.to <= lives.length) {
        rolledTo = roll.to - 1;
        release(rolledTo, day);
      }
    }
    const range = { from: rowAt(base, day), to: rowAt(base, day + 1) };
    const { version } = lives[live]!;
    const isScored =
      range.to > range.from && version.scored[range.from] === 1 && version.scored[range.to - 1] === 1;
    if (!isScored) scoresOf(bench, version, { from: range.from, to: rowAt(base, day + BLOCK_DAYS) });
    const given = version.scores;
    for (let row = range.from; row < range.to; row++) {
      scores[row] = given[row]!;
      stopped[row] = given[row]! >= line ? 1 : 0;
      by[row] = live;
    }
    // What becomes known in the course of the day.
    const ends = momentOf(base, day + 1);
    const listens = momentOf(base, since) + settled * DAY;
    for (; news !== null && next < news.at.length && news.at[next]! < ends; next++) {
      const row = news.row[next]!;
      const at = news.at[next]!;
      if (by[row] !== live || at < listens) continue;
      if (machine.update(stopped[row] === news.fraud[next] ? 0 : 1) !== "drift") continue;
      const alarm = (at - momentOf(base, 0)) / DAY;
      alarms.push(alarm);
      if (due === NOTHING_DUE && day >= 0) due = { day: day + 1 + policy.pause, alarm };
    }
    if (day % 14 === 0) await task.breathe();
  }
  lives[live]!.served.push({ from: since, to: PRODUCTION_DAYS });
  return { policy, lives, alarms, retrainings, scores, stopped, rolledTo };
}

/**
 * Champion against challenger, on the challenger's days in shadow: later than all it learned from, and read once 95 % of their labels
 * are in. It is released where it would have been cheaper by more than one standard error, and where its ROC AUC has not fallen
 * short of its exam by more than a tenth.
 */
export function checked(bench: Bench, challenger: Version, champion: Version, day: number): Check {
  const { base, reportedAt, line } = bench;
  const { amount } = base.world.transactions;
  const at = momentOf(base, day);
  const range = { from: rowAt(base, challenger.day), to: rowAt(base, challenger.day + SHADOW_DAYS) };
  const rows = range.to - range.from;
  const own = scoresOf(bench, challenger, range);
  const other = scoresOf(bench, champion, range);
  const labels = new Uint8Array(rows);
  let [sum, squares, ownSum, otherSum] = [0, 0, 0, 0];
  for (let i = 0; i < rows; i++) {
    const row = range.from + i;
    labels[i] = reportedAt[row]! < at ? 1 : 0;
    const { stopped, passed } = costsOf(amount[row]!, labels[i]!);
    const [a, b] = [own[row]! >= line ? stopped : passed, other[row]! >= line ? stopped : passed];
    ownSum += a;
    otherSum += b;
    sum += b - a;
    squares += (b - a) * (b - a);
  }
  const saved = sum / rows;
  const error = Math.sqrt((squares / rows - saved * saved) / rows);
  const auc = rocAuc(own.subarray(range.from, range.to), labels);
  const isBetter = saved > error;
  const keepsPromise =
    challenger.exam === null || Number.isNaN(auc) || challenger.exam - auc <= BROKEN_PROMISE;
  return {
    day,
    rows,
    frauds: labels.reduce((a, b) => a + b, 0),
    challenger: (1000 * ownSum) / rows,
    champion: (1000 * otherSum) / rows,
    saved: 1000 * saved,
    error: 1000 * error,
    auc: Number.isNaN(auc) ? null : auc,
    keepsPromise,
    released: isBetter && keepsPromise,
  };
}
