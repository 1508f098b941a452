import type { Task } from "../core/contracts.ts";
import { benchOfCode } from "./bench.ts";
import type { CheckId } from "./check-list.ts";
import type { Reading } from "./contracts.ts";
import { read } from "./read.ts";

/** One check at 03:00. */
export async function job(
  { code, check }: { code: string; check: CheckId },
  task: Task<Reading>,
): Promise<Reading> {
  await task.breathe();
  const bench = benchOfCode(code);
  await task.breathe();
  return read(bench, check);
}
