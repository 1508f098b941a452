import type { Task } from "../core/contracts.ts";
import { benchOfCode } from "./bench.ts";
import { CHECKS } from "./check-list.ts";
import type { Debrief } from "./contracts.ts";
import { debriefOf } from "./debrief.ts";
import type { Play } from "./play.ts";
import { read } from "./read.ts";

/** The debrief of a play that was committed. Every check is run, those that were not made as well. */
export async function job(
  { code, play }: { code: string; play: Play },
  task: Task<Debrief>,
): Promise<Debrief> {
  if (play.commitment === null) throw new Error("There is no debrief before the commitment.");
  const bench = benchOfCode(code);
  for (const [done, { id }] of CHECKS.entries()) {
    read(bench, id);
    task.progress(done + 1, CHECKS.length + 1);
    await task.breathe();
  }
  return debriefOf(code, play);
}
