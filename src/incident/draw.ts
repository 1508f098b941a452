import type { Random } from "../core/random.ts";
import type { Beginning, Failure } from "../core/service/contracts.ts";
import { FAILURES, failureOf } from "../core/service/registry.ts";
import { chanceOf } from "./codes.ts";
import { DIFFICULTIES, type Difficulty } from "./difficulty.ts";

/** What a code hides. */
export type Incident = {
  seed: number;
  /** The day of production on which one is woken, from 0. */
  today: number;
  difficulty: Difficulty;
  /** What is wrong: one, two, or none. */
  failures: readonly Beginning[];
  /** What is going on and is not wrong. */
  events: readonly Beginning[];
};

/** What may be behind an incident: nothing, a holiday, one failure or two. */
export type Hypothesis = readonly string[];

export const HOLIDAY = "holiday";
const FIRST_DAY = 16;
const DAYS = 8;

/**
 * What works so slowly that nothing can be seen of it in the few days before a night: in practice incidents an expert found it no more
 * often than by guessing.
 */
const TOO_SLOW = ["concept-drift-gradual", "prices-rise"];

/** The failures that can lie behind an incident, and that can be named. */
export const CAUSES: readonly Failure[] = FAILURES.filter(({ id }) => !TOO_SLOW.includes(id));

/** Shares of incidents with no, one and two failures, by difficulty. */
const HOW_MANY: Readonly<Record<Difficulty, readonly [number, number, number]>> = {
  gentle: [0.15, 0.85, 0],
  fair: [0.2, 0.65, 0.15],
  hard: [0.2, 0.45, 0.35],
};
/** How many days ago it began, from and to. */
const BEGAN: Readonly<Record<Difficulty, readonly [number, number]>> = {
  gentle: [3, 5],
  fair: [3, 4],
  hard: [2, 3],
};
/** The strength as a multiple of the one that is worth showing, from and to; never above 1. */
const STRENGTH: Readonly<Record<Difficulty, readonly [number, number]>> = {
  gentle: [1.1, 1.6],
  fair: [0.9, 1.2],
  hard: [0.65, 0.9],
};

/** The incident of a code. The same code gives the same one everywhere. Throws where the code is none. */
export function incidentOf(code: string): Incident {
  const chance = chanceOf(code);
  const difficulty = DIFFICULTIES[chance.fork("difficulty").integer(DIFFICULTIES.length)]!;
  return drawIncident(hypothesisOf(difficulty, chance.fork("what")), difficulty, chance);
}

/**
 * What is behind an incident of this difficulty, of these causes. Each cause gets a number of its own from the code, and the highest
 * is taken (rendezvous hashing: Thaler & Ravishankar, 1998): a cause that is added takes over a few codes, and leaves what all
 * others hide.
 */
export function hypothesisOf(
  difficulty: Difficulty,
  chance: Random,
  causes: readonly Failure[] = CAUSES,
): Hypothesis {
  const count = chance.fork("count").pick(HOW_MANY[difficulty]);
  if (count === 0) return chance.fork("calm").chance(0.5) ? [] : [HOLIDAY];
  const first = highest(causes, chance.fork("first"));
  if (count === 1) return [first.id];
  const others = causes.filter((one) => canMeet(first, one));
  return [first.id, highest(others, chance.fork("second")).id];
}

/** The cause whose own number is the highest. */
function highest(causes: readonly Failure[], chance: Random): Failure {
  const numbers = causes.map(({ id }) => chance.fork(id).next());
  return causes[numbers.indexOf(Math.max(...numbers))]!;
}

/** Two failures that meet in one incident belong to different stages: else one may hide the other altogether. */
export function canMeet(one: Failure, other: Failure): boolean {
  return one.id !== other.id && stageOf(one) !== stageOf(other);
}

/** An incident of what is given, with the seed, the day, the strengths and the beginnings drawn. */
export function drawIncident(what: Hypothesis, difficulty: Difficulty, chance: Random): Incident {
  const today = FIRST_DAY + chance.fork("day").integer(DAYS);
  const beginnings = what.map((id): Beginning => {
    const own = chance.fork("beginning").fork(id);
    const between = ([from, to]: readonly [number, number]) => from + own.next() * (to - from);
    const [from, to] = BEGAN[difficulty];
    const ago = from + own.integer(to - from + 1);
    const strength = Math.min(1, failureOf(id).strength * between(STRENGTH[difficulty]));
    return { id, fromDay: today - ago, strength: Math.round(100 * strength) / 100 };
  });
  return {
    seed: chance.fork("seed").integer(2 ** 31),
    today,
    difficulty,
    failures: beginnings.filter(({ id }) => id !== HOLIDAY),
    events: beginnings.filter(({ id }) => id === HOLIDAY),
  };
}

/** Where in the service a failure sits, for the list of causes. */
export function stageOf({ happens, keeps, reports, learns, serves }: Failure): string {
  if (happens || keeps) return "The world";
  if (reports) return "The labels";
  if (learns) return "The release";
  return serves ? "What is served" : "The service";
}
