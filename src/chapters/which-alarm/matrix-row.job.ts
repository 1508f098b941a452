import type { Task } from "../../core/contracts.ts";
import { letterOf, verdictsInSteps } from "../../core/matrix/measure.ts";

/** One failure (null: the healthy twin) at a strength, under one seed. */
export type RowPayload = { failure: string | null; strength: number; seed: number };

/** The letters of neighbouring detectors, from the place `from` on; as a result those of all. */
export type RowLetters = { from: number; letters: string };

/** As many verdicts are handed over together, so that a page sees a row fill and is not told of every one. */
const TOGETHER = 8;

/** What every detector says of one failure under one seed, handed over in parts as it is found. */
export async function job(
  { failure, strength, seed }: RowPayload,
  task: Task<RowLetters>,
): Promise<RowLetters> {
  let letters = "";
  let told = 0;
  await task.breathe();
  for (const alarm of verdictsInSteps(failure, strength, seed)) {
    await task.breathe();
    if (alarm === undefined) continue;
    letters += letterOf(alarm);
    if (letters.length < told + TOGETHER) continue;
    task.publish({ from: told, letters: letters.slice(told) });
    told = letters.length;
  }
  return { from: 0, letters };
}
