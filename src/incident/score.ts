import { BUDGET } from "./check-list.ts";
import type { Debrief } from "./contracts.ts";
import type { Cause } from "./results.ts";

/** All of what was wrong and nothing else, some of it, none of it. */
export function judgeCauses(truth: readonly string[], named: readonly string[]): Cause {
  const hits = named.filter((one) => truth.includes(one)).length;
  if (truth.length === 0) return named.length === 0 ? "right" : "wrong";
  if (hits === truth.length && named.length === truth.length) return "right";
  return hits > 0 ? "part" : "wrong";
}

type Played = {
  cause: Cause;
  repairRight: boolean;
  nothingWrong: boolean;
  minutes: number;
  expertMinutes: number;
  lost: { yours: number; right: number; nothing: number };
};

/** Less than this cannot be saved: EUR. */
const LITTLE = 100;

/** The points, with a sentence for each: 50 for the cause, 25 for the repair, 25 for the time. */
export function scoreOf(played: Played): Debrief["score"] {
  const { cause, repairRight, nothingWrong, minutes, expertMinutes, lost } = played;
  const causePoints = { right: 50, part: 25, wrong: 0 }[cause];
  const causeWhy = {
    right: "All of what was wrong was named, and nothing else.",
    part: "Some of what was wrong was named, or more than that.",
    wrong: "What was named is not what was wrong.",
  }[cause];
  const avoidable = lost.nothing - lost.right;
  const saved = avoidable < LITTLE ? Number(repairRight) : (lost.nothing - lost.yours) / avoidable;
  const share = Math.max(0, Math.min(1, nothingWrong ? Number(repairRight) : saved));
  const repairWhy = nothingWrong
    ? repairRight
      ? "Nothing was wrong, and nothing was done."
      : "Nothing was wrong, and something was done about it."
    : avoidable < LITTLE
      ? `There was little to save either way; the repair was ${repairRight ? "" : "not "}the right one.`
      : `${Math.round(100 * share)} % of what the right repair saves was saved.`;
  const quick =
    minutes === 0 ? 0 : 1 - Math.max(0, minutes - expertMinutes) / Math.max(1, BUDGET - expertMinutes);
  const timeShare = { right: 1, part: 0.5, wrong: 0 }[cause] * Math.max(0, Math.min(1, quick));
  const timeWhy =
    cause === "wrong"
      ? "A wrong answer is worth nothing for being quick."
      : minutes === 0
        ? "You looked at nothing: that was a guess, and a guess is not quick."
        : minutes <= expertMinutes
          ? `${minutes} minutes: no longer than the expert’s ${expertMinutes}.`
          : `${minutes} minutes, where the expert needs ${expertMinutes}.`;
  const lines = [
    { name: "Cause", points: causePoints, of: 50, why: causeWhy },
    { name: "Repair", points: Math.round(25 * share), of: 25, why: repairWhy },
    { name: "Time", points: Math.round(25 * timeShare), of: 25, why: timeWhy },
  ];
  return { total: lines.reduce((sum, { points }) => sum + points, 0), lines };
}
