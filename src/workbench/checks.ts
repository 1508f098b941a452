import type { Detector, DetectorInput, Finding } from "../core/contracts.ts";
import { sayCannotTell } from "../core/detectors/findings.ts";
import { detectors } from "../core/detectors/registry.ts";
import { runDetector } from "../core/detectors/run.ts";
import { random } from "../core/random.ts";
import { holm } from "../core/stats/holm.ts";
import { constantStretch } from "./file-checks/constant-stretch.ts";
import { duplicateRows } from "./file-checks/duplicate-rows.ts";
import type { FileCheck } from "./file-checks/file-check.ts";
import { labelPersistence } from "./file-checks/label-persistence.ts";
import { missingSignal } from "./file-checks/missing-signal.ts";
import { repeatedEntity } from "./file-checks/repeated-entity.ts";
import { isHistoryLike } from "./history-like.ts";
import type { Prepared } from "./prepare.ts";
import { type Concern, meaningOf, weigh } from "./rank.ts";
import { timeOrder, type Windows } from "./windows.ts";

/** What one check said of some columns, ready to be shown or written down. */
export type Answer = {
  check: string;
  name: string;
  concern: Concern;
  columns: readonly string[];
  finding: Finding;
  /** The p-value after Holm's correction over all columns that the check tested; null where there is none. */
  adjusted: number | null;
  sentence: string;
  /** Rows of the file that it points at (numbered as a spreadsheet does), with their places in the table; null for none. */
  rows: {
    file: string;
    table: "reference" | "current";
    indices: readonly number[];
    fileRows: readonly number[];
    count: number;
  } | null;
  chapter: string | null;
  repair: string;
  weight: number;
};

export type CheckTask = { progress?(done: number, total: number): void; breathe?(): Promise<void> };

const FILE_CHECKS: readonly FileCheck[] = [
  constantStretch,
  missingSignal,
  repeatedEntity,
  labelPersistence,
  duplicateRows,
];
const ALPHA = 0.05;

/**
 * Runs every check on the columns that the roles allow and hands over its answers as soon as it has finished: the detectors of
 * the core, quick ones first, then the checks of a file as it stands. What a check tests on many columns is corrected by Holm.
 * The same file, roles, windows and seed give the same answers.
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
  const plan = [...detectors].sort((a, b) => cost(a) - cost(b));
  const total = plan.reduce(
    (sum, one) => sum + columnsFor(one, prepared, current).length,
    FILE_CHECKS.length,
  );
  let done = 0;
  const step = async () => {
    task.progress?.(++done, total);
    await task.breathe?.();
  };
  task.progress?.(0, total);
  const stretches = new Map<string, string>();
  const tell = (answers: readonly Answer[]) => {
    for (const { check, columns, finding } of answers)
      if (check === constantStretch.id && finding.verdict === "rings")
        stretches.set(columns[0]!, String(finding.facts.value));
    onAnswers(answers.map((answer) => (isTheSameStretch(answer, stretches) ? demoted(answer) : answer)));
  };
  const clock = prepared.table.columns.get(prepared.roles["event-time"]![0]!)!;
  const order =
    clock.kind === "category"
      ? Uint32Array.from({ length: prepared.table.rows }, (_, row) => row)
      : timeOrder(clock);
  await task.breathe?.();
  for (const check of FILE_CHECKS) {
    const answers = check
      .run(prepared, order)
      .map(({ columns, finding }) =>
        answerOf(
          check.id,
          check.name,
          finding,
          columns,
          sentenceOf(check, finding, columns),
          null,
          prepared,
          current,
          null,
        ),
      );
    tell(settle(answers, (answer) => sentenceOf(check, answer.finding, answer.columns)));
    await step();
  }
  for (const detector of plan) {
    const answers: Answer[] = [];
    for (const columns of columnsFor(detector, prepared, current)) {
      const input: DetectorInput = {
        reference: detector.windows === 2 ? windows.reference : prepared.table,
        current: detector.windows === 2 ? windows.current : null,
        columns,
        roles: prepared.roles,
      };
      const chance = source.fork(detector.id).fork(columns.join("\u0000"));
      const finding = runDetector(detector, input, {}, chance);
      answers.push(
        answerOf(
          detector.id,
          detector.name,
          finding,
          columns,
          sayOf(detector, finding, columns),
          null,
          prepared,
          current,
          detector.windows === 2 ? windows : null,
        ),
      );
      await step();
    }
    tell(
      merged(
        settle(answers, (answer) => sayOf(detector, answer.finding, answer.columns)),
        detector,
      ),
    );
  }
}

/** Whether a mass is only the constant stretch of the same column, seen by another check. */
function isTheSameStretch(
  { check, columns, finding }: Answer,
  stretches: ReadonlyMap<string, string>,
): boolean {
  return (
    check === "mass-over-time" &&
    finding.verdict === "rings" &&
    stretches.get(columns[0]!) === String(finding.facts.mass)
  );
}

function demoted(answer: Answer): Answer {
  return {
    ...answer,
    weight: answer.weight / 10,
    sentence: `${answer.sentence} This is the constant stretch again.`,
  };
}

/** Rough order of cost: what answers in milliseconds comes first. */
function cost(detector: Detector): number {
  return { absence: 1, "two-samples": 2, who: 3, time: 4, streams: 5, pipelines: 5, "without-labels": 6 }[
    detector.family
  ];
}

/** The groups of columns that a detector is run on: one a column, or all that it can read at once. */
function columnsFor(detector: Detector, prepared: Prepared, current: Prepared | null): string[][] {
  if (detector.accepts.length === 0) return [[]];
  const table = prepared.table;
  const names = testedBy(detector, prepared);
  const readable = names.filter((name) => {
    const kind = table.columns.get(name)!.kind;
    if (!detector.accepts.includes(kind)) return false;
    return detector.windows === 1 || current === null || current.table.columns.has(name);
  });
  if (readable.length === 0) return [[]];
  return detector.scope === "table" ? [readable] : readable.map((name) => [name]);
}

/** Detectors that compare groups of people; only columns that name groups are theirs, not every number. */
const BY_GROUP = new Set(["label-rate-by-segment", "calibration-by-segment", "mix-and-rate"]);

/** The columns whose roles let this detector read them. */
function testedBy(detector: Detector, prepared: Prepared): readonly string[] {
  const { table, roles, features } = prepared;
  if (detector.id === "missing-share") return gapColumns(prepared);
  if (BY_GROUP.has(detector.id)) return [...(roles.segment ?? []), ...(roles.category ?? [])];
  if (detector.id === "lag-one-day")
    return features.filter((name) => isHistoryLike(name, table.columns.get(name)!));
  // The score is what a model made of the features: it goes with the label by design, and only its drift is news.
  if (detector.windows === 1) return features.filter((name) => !roles.score?.includes(name));
  return features;
}

/** Columns in which values can be missing: features, and the names of entities too. */
function gapColumns(prepared: Prepared): string[] {
  const names = [
    ...prepared.features,
    ...(prepared.roles.entity ?? []),
    ...(prepared.label ? [prepared.label] : []),
  ];
  return names.filter((name) => prepared.table.columns.get(name)!.valid !== null);
}

function sayOf(detector: Detector, finding: Finding, columns: readonly string[]): string {
  if (finding.reason === "no-columns" && BY_GROUP.has(detector.id))
    return "Cannot tell: no column names a group (a segment or a category).";
  if (finding.reason === "no-columns" && detector.id === "lag-one-day")
    return "Cannot tell: no column looks like a summary of history (a count, a mean of the last days), and only of one does it mean anything that yesterday’s value ranks worse.";
  return detector.say(finding, columns);
}

function sentenceOf(check: FileCheck, finding: Finding, columns: readonly string[]): string {
  return finding.verdict === "cannot-tell" && finding.reason.startsWith("no-")
    ? sayCannotTell(finding, columns)
    : check.say(finding, columns);
}

function answerOf(
  check: string,
  name: string,
  finding: Finding,
  columns: readonly string[],
  sentence: string,
  adjusted: number | null,
  prepared: Prepared,
  current: Prepared | null,
  windows: Windows | null,
): Answer {
  const { concern, chapter, repair } = meaningOf(check);
  const owner = finding.rows?.table === "current" && current !== null ? current : prepared;
  const map =
    windows === null ? null : finding.rows?.table === "current" ? windows.currentRows : windows.referenceRows;
  const indices = finding.rows?.indices.map((row) => map?.[row] ?? row) ?? [];
  return {
    check,
    name,
    concern,
    columns,
    finding,
    adjusted,
    sentence,
    rows: finding.rows
      ? {
          file: owner.file,
          table: finding.rows.table,
          indices,
          fileRows: indices.map(owner.fileRow),
          count: finding.rows.count,
        }
      : null,
    chapter,
    repair,
    weight: weigh(check, finding, prepared.table.rows),
  };
}

/** Holm's correction over the columns of one check: what rang by a p-value that the correction takes away is silent. */
function settle(answers: readonly Answer[], say: (answer: Answer) => string): Answer[] {
  const adjusted = holm(answers.map(({ finding }) => finding.pValue ?? Number.NaN));
  return answers.map((answer, i) => {
    const p = adjusted[i]!;
    if (Number.isNaN(p)) return answer;
    if (answer.finding.verdict !== "rings" || p <= ALPHA) return { ...answer, adjusted: p };
    const quiet = { ...answer, adjusted: p, finding: { ...answer.finding, verdict: "silent" as const } };
    return {
      ...quiet,
      sentence: `${say(answer)} After Holm’s correction over ${answers.length} columns this is no more than chance would show.`,
    };
  });
}

/** One answer in place of many where a check lacks the same thing for every column. */
function merged(answers: readonly Answer[], detector: Detector): readonly Answer[] {
  const [first] = answers;
  if (answers.length < 2 || !first || first.finding.verdict !== "cannot-tell") return answers;
  const { reason } = first.finding;
  if (answers.some(({ finding }) => finding.verdict !== "cannot-tell" || finding.reason !== reason))
    return answers;
  const columns = answers.flatMap((answer) => answer.columns);
  return [
    { ...first, columns, sentence: sayOf(detector, first.finding, reason.startsWith("no-") ? [] : columns) },
  ];
}

/** The findings by weight, those of equal weight in the order of the columns. */
export function ranked(answers: readonly Answer[]): Answer[] {
  return [...answers].filter((one) => one.finding.verdict === "rings").sort((a, b) => b.weight - a.weight);
}
