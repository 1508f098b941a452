import type { Task } from "../core/contracts.ts";
import { type DiagnosePayload, job as diagnose, keyOf } from "./diagnose.job.ts";
import { keptDiagnosed } from "./last.ts";
import type { Format } from "./report/report.ts";
import { write } from "./report/write.ts";

/** Asks for a report of a diagnosis, as the page shows it. */
export type ReportPayload = {
  diagnosed: DiagnosePayload;
  format: Format;
  /** The moment, ISO 8601. */
  made: string;
  /** Where the notebook is served, without the hash. */
  address: string;
  /** Titles of the chapters, by id. */
  chapters: readonly (readonly [id: string, title: string])[];
};

/** The report as text. Where this worker has not made the diagnosis (an earlier one had to be ended), it makes it first. */
export async function job(payload: ReportPayload, task: Task<never>): Promise<string> {
  const key = keyOf(payload.diagnosed);
  if (!keptDiagnosed(key)) await diagnose(payload.diagnosed, { ...task, publish: () => {} });
  const titles = new Map(payload.chapters);
  return write(payload.format, {
    ...keptDiagnosed(key)!,
    made: payload.made,
    address: payload.address,
    chapterTitle: (id) => titles.get(id) ?? null,
    plot: payload.format === "html" ? await import("@observablehq/plot") : null,
  });
}
