import type { Task } from "../core/contracts.ts";
import { random } from "../core/random.ts";
import { findCodes, type Wanted } from "./find-codes.ts";

/** Codes of incidents that fit and can be solved. `seed` is a number of chance, drawn by the page. */
export async function job(
  { wanted, seed }: { wanted: Wanted; seed: number },
  task: Task<readonly string[]>,
): Promise<readonly string[]> {
  const codes: string[] = [];
  for (const code of findCodes(wanted, random(seed))) {
    if (code !== null) codes.push(code);
    task.progress(codes.length, wanted.count);
    await task.breathe();
  }
  return codes;
}
