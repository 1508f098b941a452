import type { Answer } from "../checks.ts";

/** How many answers of one check and one verdict reach the page: of thousands of columns nobody reads each. */
const MOST = { rings: 60, silent: 40, "cannot-tell": 40 } as const;

/** Answers of a check that were left out of what the page shows; a report holds them all. */
export type Beyond = { check: string; name: string; verdict: Answer["finding"]["verdict"]; count: number };

/**
 * The answers of a check that are shown: of each verdict the first few, alarms by their weight. Whatever is left out is added to
 * `beyond`.
 */
export function foremost(fresh: readonly Answer[], beyond: Beyond[]): Answer[] {
  const taken: Answer[] = [];
  for (const [verdict, most] of Object.entries(MOST)) {
    let some = fresh.filter((one) => one.finding.verdict === verdict);
    if (some.length > most) {
      if (verdict === "rings") some = [...some].sort((a, b) => b.weight - a.weight);
      const { check, name } = some[0]!;
      beyond.push({ check, name, verdict: some[0]!.finding.verdict, count: some.length - most });
      some = some.slice(0, most);
    }
    taken.push(...some);
  }
  return taken;
}

/** Whether a step is worth a message: each of them would be one for every column of a wide file. */
export function worthTelling(done: number, total: number): boolean {
  const part = (step: number) => Math.floor((200 * step) / Math.max(total, 1));
  return done === 0 || done === total || part(done) !== part(done - 1);
}
