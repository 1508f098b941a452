import type { Detector, DetectorInput, Finding } from "../core/contracts.ts";
import { cannotTell, quoted, sayCannotTell } from "../core/detectors/findings.ts";
import { detectors } from "../core/detectors/registry.ts";
import { runDetector } from "../core/detectors/run.ts";
import { type Random, random } from "../core/random.ts";
import { calibrationOverTime } from "./file-checks/calibration-over-time.ts";
import { constantStretch } from "./file-checks/constant-stretch.ts";
import { duplicateRows } from "./file-checks/duplicate-rows.ts";
import type { FileCheck } from "./file-checks/file-check.ts";
import { labelPersistence } from "./file-checks/label-persistence.ts";
import { missingSignal } from "./file-checks/missing-signal.ts";
import { randomAgainstTime } from "./file-checks/random-against-time.ts";
import { repeatedEntity } from "./file-checks/repeated-entity.ts";
import { splitQuality } from "./file-checks/split-quality.ts";
import { rowsBehind } from "./findings/behind.ts";
import type { Concern } from "./findings/concerns.ts";
import { meaningOf, repairOf } from "./findings/rank.ts";
import { addition, levelOf, merged, type Result, settle, toldOnce } from "./findings/settle.ts";
import { shortQuotes } from "./findings/short-texts.ts";
import { weigh } from "./findings/weigh.ts";
import { columnsFor, cost, sayOf } from "./plan.ts";
import type { Prepared } from "./prepare.ts";
import { sortedRows, unorderedBy } from "./windows/unordered.ts";
import { timeOrder, type Windows } from "./windows/windows.ts";

/** What one check said of some columns, ready to be shown or written down. */
export type Answer = {
  check: string;
  name: string;
  concern: Concern;
  columns: readonly string[];
  finding: Finding;
  sentence: string;
  /** Rows of the file that it points at (numbered as a spreadsheet does), with their places in the table; null for none. */
  rows: {
    file: string;
    table: "reference" | "current";
    indices: readonly number[];
    fileRows: readonly number[];
    count: number;
    /** What they are, where the sentence does not say it. */
    what: string | null;
  } | null;
  chapter: string | null;
  repair: string;
  weight: number;
};

export type CheckTask = { progress?(done: number, total: number): void; breathe?(): Promise<void> };

/** The checks of a file as it stands, in the order in which they run. */
export const FILE_CHECKS: readonly FileCheck[] = [
  constantStretch,
  missingSignal,
  repeatedEntity,
  labelPersistence,
  duplicateRows,
  splitQuality,
  calibrationOverTime,
  randomAgainstTime,
];

/**
 * Runs every check on the columns that the roles allow and hands over its answers as soon as it has finished: first the checks
 * of a file as it stands, then the detectors of the core, quick ones first. What a check tests on many columns is corrected by
 * Holm. The same file, roles, windows and seed give the same answers.
 *
 * One worker runs them all. A second one would hold every column again: of a million rows of twelve columns the copy takes as long
 * as a sixth of the reading and 150 MB, beyond what a diagnosis may hold (`npm run bench -- workbench` measures both).
 */
export async function runChecks(
  prepared: Prepared,
  current: Prepared | null,
  windows: Windows,
  onAnswers: (answers: readonly Answer[]) => void,
  task: CheckTask = {},
  seed = 1,
): Promise<void> {
  const source = random(seed);
  const plan = detectors.filter((one) => !one.onRequest).sort((a, b) => cost(a) - cost(b));
  const groups = plan.map((detector) => columnsFor(detector, prepared, current));
  const total = groups.reduce((sum, columns) => sum + columns.length, FILE_CHECKS.length);
  let done = 0;
  const step = async () => {
    task.progress?.(++done, total);
    await task.breathe?.();
  };
  task.progress?.(0, total);
  const order = orderOf(prepared);
  const place: Place = { prepared, current, windows, isCut: false };
  const stretches: Stretches = new Map();
  await task.breathe?.();

  for (const check of FILE_CHECKS) {
    const unordered = unorderedBy(check.id, prepared);
    const results = unordered
      ? [unordered]
      : settle(
          check.id,
          await attemptFile(check, task, prepared, order, {
            windows,
            current,
            random: source.fork(check.id),
          }),
          levelOf(check.id),
        );
    for (const { columns, finding } of results)
      if (check === constantStretch && finding.verdict === "rings")
        stretches.set(columns[0]!, { value: String(finding.facts.value), share: finding.effect });
    onAnswers(
      results.map((one) => {
        const sentence = sentenceOf(check, one) + addition(one.finding) + maybeStretch(one, stretches);
        return answerOf(check, one, sentence, place);
      }),
    );
    await step();
  }

  for (const [i, detector] of plan.entries()) {
    const results: Result[] = [];
    const unordered = unorderedBy(detector.id, prepared);
    if (unordered) {
      results.push(unordered);
      for (const _ of groups[i]!) await step();
    }
    for (const columns of unordered ? [] : groups[i]!) {
      const input: DetectorInput = {
        reference: detector.windows === 2 ? windows.reference : prepared.table,
        current: detector.windows === 2 ? windows.current : null,
        columns,
        roles: prepared.roles,
      };
      const chance = source.fork(detector.id).fork(columns.join("\u0000"));
      results.push({ columns, finding: attempt(detector, input, chance) });
      await step();
    }
    const own = { ...place, isCut: detector.windows === 2 };
    const inTheEnd = settle(detector.id, results, levelOf(detector.id), windows.sameRows);
    const settled = merged(detector.id === "mix-and-rate" ? toldOnce(inTheEnd) : inTheEnd);
    onAnswers(
      settled.map((one) => {
        const sentence =
          sayOf(detector, one.finding, wholeReason(one) ? [] : one.columns) + addition(one.finding);
        return belowStretch(answerOf(detector, one, sentence, own), stretches);
      }),
    );
  }
}

/** One check that fails must not take the others with it: its failure is told in its place. */
function attempt(detector: Detector, input: DetectorInput, chance: Random): Finding {
  try {
    return runDetector(detector, input, {}, chance);
  } catch (error) {
    return cannotTell("failed", { message: error instanceof Error ? error.message : String(error) });
  }
}

/** The same for a check of the file. */
async function attemptFile(
  check: FileCheck,
  task: CheckTask,
  ...given: Parameters<FileCheck["run"]>
): Promise<Result[]> {
  const failed = (error: unknown): Result[] => {
    const message = error instanceof Error ? error.message : String(error);
    return [{ columns: [], finding: cannotTell("failed", { message }) }];
  };
  try {
    if (!check.steps) return check.run(...given);
  } catch (error) {
    return failed(error);
  }
  const steps = check.steps(...given);
  for (;;) {
    let step: IteratorResult<void, Result[]>;
    try {
      step = steps.next();
    } catch (error) {
      return failed(error);
    }
    if (step.done) return step.value;
    // What ends the work here is no failure of the check.
    await task.breathe?.();
  }
}

/** Whether the reason is about the file as a whole (no label, no entity), not about these columns. */
function wholeReason({ columns, finding }: Result): boolean {
  return finding.verdict === "cannot-tell" && columns.length > 1 && finding.reason.startsWith("no-");
}

/** The rows in the order of time, or as they stand in the file where there is none. */
export function orderOf({ table, roles }: Prepared): Uint32Array {
  const clock = table.columns.get(roles["event-time"]![0]!)!;
  return clock.kind === "category"
    ? Uint32Array.from({ length: table.rows }, (_, row) => row)
    : timeOrder(clock);
}

/** The value that a column stands still at, and the share of the rows. */
type Stretches = Map<string, { value: string; share: number }>;

/** A stretch of fewer rows moves no distribution by much. */
const EXPLAINS_DRIFT = 0.1;

/** Whether a finding only repeats the constant stretch of its column: it is told last, and says so. */
function belowStretch(answer: Answer, stretches: Readonly<Stretches>): Answer {
  const { columns, finding, concern, check } = answer;
  const stretch = columns.length === 1 ? stretches.get(columns[0]!) : undefined;
  if (stretch === undefined || finding.verdict !== "rings") return answer;
  const sameMass = check === "mass-over-time" && String(finding.facts.mass) === stretch.value;
  if (!sameMass && !(concern === "drift" && stretch.share >= EXPLAINS_DRIFT)) return answer;
  return {
    ...answer,
    weight: answer.weight / 10,
    sentence: `${answer.sentence} The constant stretch explains it, or part of it.`,
  };
}

/** A model that learned from a gap filled with one value does worse where the column moves, whatever else has changed. */
function maybeStretch({ finding }: Result, stretches: Readonly<Stretches>): string {
  const long = [...stretches].filter(([, { share }]) => share >= EXPLAINS_DRIFT).map(([name]) => name);
  if (finding.reason !== "the-world-changes" || long.length === 0) return "";
  return ` The constant stretch of ${quoted(long)} may be why, or part of it.`;
}

function sentenceOf(check: FileCheck, { finding, columns }: Result): string {
  const sorted = sortedRows(finding);
  if (sorted !== null) return sorted;
  if (finding.reason === "failed") return `Cannot tell: the check itself failed (${finding.facts.message}).`;
  return finding.verdict === "cannot-tell" && finding.reason.startsWith("no-")
    ? sayCannotTell(finding, columns)
    : check.say(finding, columns);
}

type Place = {
  prepared: Prepared;
  current: Prepared | null;
  windows: Windows;
  /** Whether the check read the windows, and not the file as a whole: its rows are then those of a window. */
  isCut: boolean;
};

function answerOf(
  { id, name }: { id: string; name: string },
  { columns, finding }: Result,
  sentence: string,
  { prepared, current, windows, isCut }: Place,
): Answer {
  const { concern, chapter } = meaningOf(id);
  const behind = rowsBehind(id, columns, finding, prepared, windows);
  const rows = finding.rows ?? behind?.rows ?? null;
  const owner = rows?.table === "current" && current !== null ? current : prepared;
  const side = rows?.table === "current" ? windows.currentRows : windows.referenceRows;
  const map = (behind === null ? isCut : !behind.ofFile) ? side : null;
  const indices = rows?.indices.map((row) => map?.[row] ?? row) ?? [];
  return {
    check: id,
    name,
    concern,
    columns,
    finding,
    sentence: shortQuotes(sentence),
    rows: rows && {
      file: owner.file,
      table: rows.table,
      indices,
      fileRows: indices.map(owner.fileRow),
      count: rows.count,
      what: behind?.what ?? null,
    },
    chapter,
    repair: repairOf(id, finding),
    weight: weigh(
      id,
      finding,
      prepared.table.rows,
      columns.some((column) => prepared.roles.segment?.includes(column)),
    ),
  };
}

/** The findings by weight, those of equal weight in the order of the columns. */
export function ranked(answers: readonly Answer[]): Answer[] {
  return answers.filter((one) => one.finding.verdict === "rings").sort((a, b) => b.weight - a.weight);
}
