import type { Role, Task } from "../core/contracts.ts";
import { detectors } from "../core/detectors/registry.ts";
import { tableToCsv } from "../core/export/csv.ts";
import { type Column, take } from "../core/table/table.ts";
import { breakings } from "./breaking/breaking.ts";
import { columnsToBreak } from "./broken.ts";
import type { Answer } from "./checks.ts";
import type { ColumnNote } from "./csv/notes.ts";
import type { Csv, CsvOptions } from "./csv/read.ts";
import { type Sample, TooLarge } from "./csv/sample.ts";
import { blobSource, textSource } from "./csv/source.ts";
import { diagnose, setUp } from "./diagnosis.ts";
import { readFile } from "./files/read-file.ts";
import type { Relation, RelationKind } from "./files/relation.ts";
import { SAMPLE_NAME, sampleCsv } from "./files/sample.ts";
import { type Beyond, foremost, worthTelling } from "./findings/foremost.ts";
import { leastSeen } from "./findings/least.ts";
import { measured } from "./findings/measure.ts";
import { shortTexts } from "./findings/short-texts.ts";
import { keepDiagnosed } from "./last.ts";
import type { Picture } from "./pictures/picture.ts";
import { picturesOf } from "./pictures/picture-of.ts";
import { type FileProfile, profileOf } from "./profile.ts";
import type { ColumnRole } from "./roles/roles.ts";
import { DEFAULT_WINDOWS, type WindowChoice, type Windows } from "./windows/windows.ts";

/** What the page asks for. Files that were read stay in the worker: another role or window does not read them again. */
export type DiagnosePayload = {
  /** One file, or reference and current; empty for the sample. */
  files: readonly File[];
  /** Roles chosen by hand, as pairs: a column may be called `__proto__`. */
  roles?: readonly (readonly [column: string, role: Role])[];
  windows?: WindowChoice;
  /** How two files belong together, where it is chosen by hand. */
  relation?: RelationKind;
  /** Reads a part of the rows of each file, where the whole is too large. */
  sample?: Sample;
  /** Readings chosen by hand: the file is read again. */
  columns?: readonly (readonly [
    column: string,
    reading: "number" | "category" | "day-first" | "month-first",
  ])[];
};

export type ShownAnswer = {
  check: string;
  name: string;
  /** Whether it is a detector, which has a page of its own, and not a check of files alone. */
  isDetector: boolean;
  concern: Answer["concern"];
  columns: readonly string[];
  verdict: Answer["finding"]["verdict"];
  effect: number;
  interval: readonly [number, number] | null;
  pValue: number | null;
  sentence: string;
  chapter: string | null;
  repair: string;
  weight: number;
  rows: { count: number; shown: number; csv: string; what: string | null } | null;
  pictures: readonly Picture[];
  /** Its number with the interval, in words; null where there is none. */
  measured: string | null;
  /** What its silence is worth; null where it is not silent. */
  least: string | null;
};

/** A file that is too large to be read whole: the person is asked for a sample. */
export type TooLargeFile = { file: string; said: string; share: number };

/** The failures that can be put into these rows, each with the columns that it can break. */
export type Offered = readonly {
  id: string;
  name: string;
  chapter: string;
  what: string;
  kind: "number" | "category" | "time" | null;
  columns: readonly string[];
}[];

export type DiagnoseParts = {
  /** Set, and nothing else with it, where a file is too large to be read whole. */
  tooLarge: TooLargeFile;
  /** Bytes and rows while reading; `rows` of the file that is being read. */
  reading: { file: string; bytes: number; totalBytes: number; rows: number };
  profiles: readonly FileProfile[];
  /** How two files belong together; null for one. */
  relation: Relation | null;
  roles: {
    columns: readonly ColumnRole[];
    /** What each of them holds; null where it is what the one file of the profiles holds. */
    notes: readonly ColumnNote[] | null;
    positive: string | null;
    notices: readonly string[];
  };
  windows: {
    words: string;
    choice: WindowChoice | null;
    line: Windows["line"];
    byTime: boolean;
    splitValues: readonly string[];
  };
  checking: { done: number; total: number };
  /** The answers of a check that has just finished; those of the checks before it were handed over before. */
  more: readonly ShownAnswer[];
  /** Answers beyond those, in a file of many columns. */
  beyond: readonly Beyond[];
  sensitivity: readonly string[];
  /** What can be broken, for those who want to know what would ring. */
  offered: Offered;
};

/** Files read before, by what makes a file the same: name, size, time of change, and how it was to be read. */
const remembered = new Map<string, Csv>();
const REMEMBERED = 2;

const fileKey = (file: File | null) =>
  file === null ? "sample" : JSON.stringify([file.name, file.size, file.lastModified]);

/** What makes two requests the same. */
export function keyOf({ files, roles, windows, columns, relation, sample }: DiagnosePayload): string {
  return JSON.stringify([
    files.map(fileKey),
    roles ?? [],
    windows ?? null,
    columns ?? [],
    relation ?? null,
    sample ?? null,
  ]);
}

async function remember(
  file: File | null,
  name: string,
  options: CsvOptions,
  task: Task<DiagnoseParts>,
): Promise<Csv> {
  const key = JSON.stringify([fileKey(file), name, options.sample ?? null, ...(options.columns ?? [])]);
  const known = remembered.get(key);
  if (known) return known;
  const source = file === null ? textSource(name, sampleCsv()) : blobSource(name, file);
  const csv = await readFile(source, options, {
    breathe: () => task.breathe(),
    progress: ({ bytes, totalBytes, rows }) => {
      task.progress(bytes, totalBytes);
      task.publish({ reading: { file: source.name, bytes, totalBytes, rows } });
    },
  });
  for (const old of [...remembered.keys()].slice(0, Math.max(remembered.size - REMEMBERED + 1, 0)))
    remembered.delete(old);
  remembered.set(key, csv);
  return csv;
}

/** Reads one or two files, guesses roles, chooses windows and runs every check, publishing each part as soon as it is there. */
export async function job(
  payload: DiagnosePayload,
  task: Task<DiagnoseParts>,
): Promise<Partial<DiagnoseParts>> {
  const options: CsvOptions = {
    ...(payload.columns ? { columns: new Map(payload.columns) } : {}),
    ...(payload.sample ? { sample: payload.sample } : {}),
  };
  let first: Csv;
  let second: Csv | null;
  try {
    const [one, two] = payload.files;
    // Two files of one name, from two folders, are told apart by their place.
    const twins = one && two && one.name === two.name;
    const nameOf = (file: File, place: string) => (twins ? `${file.name} (${place})` : file.name);
    first = await remember(one ?? null, one ? nameOf(one, "first") : SAMPLE_NAME, options, task);
    second = two ? await remember(two, nameOf(two, "second"), options, task) : null;
  } catch (error) {
    if (error instanceof TooLarge)
      return { tooLarge: { file: error.file, said: error.message, share: error.share } };
    throw error;
  }
  const files = second === null ? ([first] as const) : ([first, second] as const);
  task.publish({ profiles: files.map(profileOf) });
  await task.breathe();
  const setup = setUp(
    files,
    new Map(payload.roles ?? []),
    payload.windows ?? DEFAULT_WINDOWS,
    payload.relation ?? null,
  );
  const { roles, windows, prepared } = setup;
  const split = prepared.table.columns.get(prepared.roles.split?.[0] ?? "");
  task.publish({
    relation: setup.relation,
    roles: {
      ...roles,
      columns: shortTexts(roles.columns),
      notes: setup.columns === first.columns ? null : setup.columns,
      notices: [...roles.notices, ...setup.notices],
    },
    windows: {
      words: windows.words,
      choice: windows.choice,
      line: windows.line,
      byTime: !prepared.byRowOrder,
      splitValues: split?.kind === "category" ? split.categories : [],
    },
  });
  await task.breathe();
  const beyond: Beyond[] = [];
  const tables = new Map([[first.file, first], ...(second ? ([[second.file, second]] as const) : [])]);
  const diagnosis = await diagnose(
    setup,
    {
      breathe: () => task.breathe(),
      progress: (done, total) => {
        if (!worthTelling(done, total)) return;
        task.progress(done, total);
        task.publish({ checking: { done, total } });
      },
    },
    (fresh) => {
      const some = foremost(fresh, beyond);
      task.publish({ more: some.map((answer) => shown(answer, picturesFor(answer), tables)) });
    },
  );
  function picturesFor(answer: Answer): Picture[] {
    return answer.finding.verdict === "rings" ? picturesOf(answer, setup) : [];
  }
  keepDiagnosed(keyOf(payload), { files, setup, diagnosis });
  const offered = breakings
    .filter(({ needs }) => needs.every((role) => prepared.roles[role] !== undefined))
    .map((one) => ({
      id: one.id,
      name: one.name,
      chapter: one.chapter,
      what: one.what,
      kind: one.column,
      columns: columnsToBreak(one, setup).slice(0, 300),
    }));
  return { beyond, sensitivity: diagnosis.sensitivity, offered };
}

function shown(answer: Answer, pictures: readonly Picture[], tables: ReadonlyMap<string, Csv>): ShownAnswer {
  const { check, name, concern, columns, finding, sentence, chapter, repair, weight } = answer;
  const csv = answer.rows && finding.verdict === "rings" ? tables.get(answer.rows.file) : undefined;
  return {
    check,
    name,
    isDetector: detectors.some(({ id }) => id === check),
    concern,
    columns,
    verdict: finding.verdict,
    effect: finding.effect,
    interval: finding.interval,
    pValue: finding.pValue,
    sentence,
    chapter,
    repair,
    weight,
    pictures,
    measured: measured(check, finding),
    least: leastSeen(check, finding),
    rows:
      csv && answer.rows && answer.rows.indices.length > 0
        ? {
            count: answer.rows.count,
            shown: answer.rows.indices.length,
            what: answer.rows.what,
            csv: rowsAsCsv(csv, answer.rows.indices, answer.rows.fileRows),
          }
        : null,
  };
}

/** The rows of a finding as they stand in the file, with their row numbers in front; formulas are neutralised. */
export function rowsAsCsv(csv: Csv, indices: readonly number[], fileRows: readonly number[]): string {
  const some = take(csv.table, indices);
  let name = "row of the file";
  while (some.columns.has(name)) name += " ";
  const numbers: Column = { kind: "number", values: Float64Array.from(fileRows), valid: null };
  // More columns than a spreadsheet shows would only bloat the message to the page.
  return tableToCsv({
    rows: some.rows,
    columns: new Map([[name, numbers], ...[...some.columns].slice(0, 300)]),
  });
}
