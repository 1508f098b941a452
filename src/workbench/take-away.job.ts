import type { Task } from "../core/contracts.ts";
import { DIALECTS, type Dialect } from "../core/export/checks/sql-check.ts";
import { type DiagnosePayload, job as diagnose, keyOf } from "./diagnose.job.ts";
import { keptDiagnosed } from "./last.ts";
import { pythonScript } from "./take-away/python-script.ts";
import { sqlScript } from "./take-away/sql-script.ts";

export type TakeAwayPayload = { diagnosed: DiagnosePayload; language: Dialect | "python" };

/** The checks of the diagnosis as a script that runs elsewhere, beside the same files. */
export async function job({ diagnosed, language }: TakeAwayPayload, task: Task<never>): Promise<string> {
  const key = keyOf(diagnosed);
  if (!keptDiagnosed(key)) await diagnose(diagnosed, { ...task, publish: () => {} });
  const { setup, files } = keptDiagnosed(key)!;
  const dialect = DIALECTS.find((one) => one === language);
  return dialect ? sqlScript(setup, files, dialect) : pythonScript(setup, files);
}
