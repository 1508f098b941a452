import type { Random } from "../core/random.ts";
import { benchOf } from "./bench.ts";
import { drawCode } from "./codes.ts";
import { expertWay, solves } from "./debrief.ts";
import type { Difficulty } from "./difficulty.ts";
import { incidentOf } from "./draw.ts";
import { answerOf } from "./expert.ts";

/** What a set of incidents is to hold. */
export type Wanted = {
  count: number;
  /** One for all, or rising from gentle to hard. */
  difficulty: Difficulty | "any" | "rising";
  /** With incidents in which nothing is wrong: one in four, at least one. */
  falseAlarms: boolean;
};

/** So many codes are looked at before the search gives up. */
const MOST = 4000;

/**
 * Draws codes until as many fit as are wanted, one a step. Each is solvable: an expert with the room's own experience finds what
 * lies behind within the budget. No cause comes twice. Throws where the search comes to no end.
 */
export function* findCodes(
  { count, difficulty, falseAlarms }: Wanted,
  chance: Random,
): Generator<string | null> {
  const quiet = falseAlarms ? Math.max(1, Math.round(count / 4)) : 0;
  const quietAt = new Set<number>();
  while (count > 1 && quietAt.size < quiet) quietAt.add(chance.integer(count));
  const seen = new Set<string>();
  let looked = 0;
  for (let at = 0; at < count; at++) {
    const level = levelAt(difficulty, at, count);
    for (;;) {
      if (++looked > MOST)
        throw new Error("No incidents were found that fit. Ask for fewer, or for another difficulty.");
      const code = drawCode(chance);
      const incident = incidentOf(code);
      if (level !== "any" && incident.difficulty !== level) continue;
      const isQuiet = incident.failures.length === 0;
      // A single incident may be either, where false alarms are welcome at all.
      if (count > 1 ? isQuiet !== quietAt.has(at) : isQuiet && !falseAlarms) continue;
      const answer = answerOf(incident.failures.map(({ id }) => id));
      if (!isQuiet && seen.has(answer)) continue;
      const bench = benchOf(incident);
      if (!solves(bench, expertWay(bench))) {
        yield null;
        continue;
      }
      seen.add(answer);
      yield code;
      break;
    }
  }
}

function levelAt(difficulty: Wanted["difficulty"], at: number, count: number): Difficulty | "any" {
  if (difficulty !== "rising") return difficulty;
  const share = count === 1 ? 0 : at / (count - 1);
  return share < 0.34 ? "gentle" : share < 0.67 ? "fair" : "hard";
}
