import Papa from "papaparse";
import type { Task } from "../../../src/core/contracts.ts";
import { createTask } from "../../../src/engine/task.ts";
import { readCsv } from "../../../src/workbench/csv/read.ts";
import { blobSource } from "../../../src/workbench/csv/source.ts";
import { type DiagnoseParts, job, type ShownAnswer } from "../../../src/workbench/diagnose.job.ts";

type Way = (file: File) => Promise<Record<string, number>>;

const ways: Record<string, Way> = {
  /** Every row as cells of text, none of them kept: the least that reading the file can cost. */
  papa: (file) =>
    new Promise((resolve, reject) => {
      let rows = 0;
      Papa.parse<string[]>(file, {
        worker: false,
        skipEmptyLines: true,
        chunk: ({ data }) => {
          rows += data.length;
        },
        complete: () => resolve({ rows: rows - 1 }),
        error: reject,
      });
    }),

  async columns(file) {
    const task = createTask(
      () => {},
      () => false,
    );
    const csv = await readCsv(blobSource(file.name, file), {}, { breathe: () => task.breathe() });
    let bytes = 0;
    let texts = 0;
    for (const column of csv.table.columns.values()) {
      bytes += column.kind === "category" ? column.codes.byteLength : column.values.byteLength;
      bytes += column.valid?.byteLength ?? 0;
      if (column.kind !== "category") continue;
      // A text of the engine: a header of twelve bytes and its letters, in steps of four, and its place in the list.
      for (const text of column.categories) texts += 16 + 4 * Math.ceil(text.length / 4);
    }
    return { rows: csv.table.rows, typedMegabytes: bytes / 1e6, textMegabytes: texts / 1e6 };
  },

  /** What a second worker for the checks would cost before it begins: its own copy of the columns. */
  async copied(file) {
    const csv = await readCsv(blobSource(file.name, file));
    const start = performance.now();
    const copy = structuredClone(csv.table);
    return { rows: copy.rows, copySeconds: (performance.now() - start) / 1000 };
  },

  async findings(file) {
    const start = performance.now();
    let read = 0;
    const answers: ShownAnswer[] = [];
    const note = ({ parts }: { parts?: Partial<DiagnoseParts> }) => {
      if (parts?.profiles) read = (performance.now() - start) / 1000;
      answers.push(...(parts?.more ?? []));
    };
    const task = createTask(note as never, () => false) as Task<DiagnoseParts>;
    await job({ files: [file] }, task);
    return {
      answers: answers.length,
      ringing: answers.filter((one) => one.verdict === "rings").length,
      read,
    };
  },
};

self.onmessage = async ({ data: { how, file } }: MessageEvent<{ how: string; file: File }>) => {
  const start = performance.now();
  const answer = await ways[how]!(file);
  self.postMessage({ ...answer, seconds: (performance.now() - start) / 1000 });
};
