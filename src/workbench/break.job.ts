import type { Task } from "../core/contracts.ts";
import { breaking } from "./breaking/breaking.ts";
import { broken } from "./broken.ts";
import { type DiagnosePayload, job as diagnoseFiles, keyOf } from "./diagnose.job.ts";
import { diagnose } from "./diagnosis.ts";
import { type AlarmChange, alarmChanges } from "./findings/alarm-changes.ts";
import { worthTelling } from "./findings/foremost.ts";
import { keptDiagnosed } from "./last.ts";

/** A failure that is put into the person's own rows. */
export type BreakPayload = {
  diagnosed: DiagnosePayload;
  breaking: string;
  column: string | null;
  strength: number;
  seed: number;
};

export type BreakParts = { checking: { done: number; total: number }; changes: readonly AlarmChange[] };

/** Breaks the newer rows in memory, runs every check on them, and tells what rings that was silent before. The file is not touched. */
export async function job(payload: BreakPayload, task: Task<BreakParts>): Promise<Partial<BreakParts>> {
  const key = keyOf(payload.diagnosed);
  if (!keptDiagnosed(key)) await diagnoseFiles(payload.diagnosed, { ...task, publish: () => {} });
  const { setup, diagnosis } = keptDiagnosed(key)!;
  const used = breaking(payload.breaking);
  const hit = broken(setup, used, payload.column, payload.strength, payload.seed);
  const after = await diagnose(hit, {
    breathe: () => task.breathe(),
    progress: (done, total) => {
      if (!worthTelling(done, total)) return;
      task.progress(done, total);
      task.publish({ checking: { done, total } });
    },
  });
  return { changes: alarmChanges(diagnosis, after) };
}
