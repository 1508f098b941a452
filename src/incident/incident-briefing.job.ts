import type { Task } from "../core/contracts.ts";
import { briefingOf } from "./briefing.ts";
import type { Briefing } from "./contracts.ts";

/** What is known at 03:00 under a code. */
export async function job({ code }: { code: string }, task: Task<Briefing>): Promise<Briefing> {
  await task.breathe();
  return briefingOf(code);
}
