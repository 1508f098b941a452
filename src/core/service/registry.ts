/// <reference path="../vite-glob.d.ts" />
import type { Failure } from "./contracts.ts";

const modules = import.meta.glob<{ default?: unknown }>("./failures/*.ts", { eager: true });
const others = import.meta.glob<{ default?: unknown }>("./events/*.ts", { eager: true });

/** The chapters in their order: failures are listed, and work, in it. */
const CHAPTERS = [
  "time-travel",
  "silence",
  "different-people",
  "label-maturity",
  "data-drift",
  "concept-drift",
  "shock",
  "broken-data",
  "skew",
  "feedback",
  "overfitting",
];

/**
 * Every failure, in the order of the chapters (that of broken data before skew: a feed breaks before the store that it fills),
 * then by id. A failure is found by lying in its folder. Throws where an id is not the name of its file.
 */
export const FAILURES: readonly Failure[] = found(modules).sort(
  (a, b) => placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1),
);

/** What can happen to a service and is no failure (a holiday, a repair): run by its id, and listed nowhere. */
const EVENTS: readonly Failure[] = found(others);

function found(files: Readonly<Record<string, { default?: unknown }>>): Failure[] {
  return Object.entries(files).map(([path, module]) => {
    const failure = module.default as Failure;
    const name = path.replace(/^.*\//, "").replace(/\.ts$/, "");
    if (failure?.id !== name)
      throw new Error(`The failure in ${name}.ts calls itself “${failure?.id}”; its id is its file's name.`);
    return failure;
  });
}

function placeOf({ chapter }: Failure): number {
  const place = CHAPTERS.indexOf(chapter);
  return place < 0 ? CHAPTERS.length : place;
}

const byId = new Map([...FAILURES, ...EVENTS].map((one) => [one.id, one]));

/** The failure, or the event, of that id. Throws, naming the id, where there is none. */
export function failureOf(id: string): Failure {
  const found = byId.get(id);
  if (!found) throw new Error(`There is no failure “${id}”.`);
  return found;
}
