import type { Answer } from "../checks.ts";
import type { Csv } from "../csv/read.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { leastSeen } from "../findings/least.ts";
import { measured } from "../findings/measure.ts";

const finite = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;

function entry(answer: Answer) {
  const { finding } = answer;
  return {
    check: answer.check,
    columns: answer.columns,
    verdict: finding.verdict,
    statistic: finite(finding.statistic),
    effect: finite(finding.effect),
    interval: finding.interval?.every(Number.isFinite) ? finding.interval : null,
    pValue: finite(finding.pValue),
    sentence: answer.sentence,
    number: measured(answer.check, finding),
    least: leastSeen(answer.check, finding),
    plainPValue: finite(
      typeof finding.facts.plainPValue === "number" ? finding.facts.plainPValue : finding.pValue,
    ),
    concern: answer.concern,
    chapter: answer.chapter,
    repair: answer.repair,
    rows: answer.rows && {
      file: answer.rows.file,
      count: answer.rows.count,
      first: answer.rows.fileRows.slice(0, 20),
    },
  };
}

/** What the JSON says of its own shape; `public/schemas/diagnosis.schema.json` describes it. A change that breaks readers gets a new number. */
export const FORMAT = "as-of/diagnosis/1";

/** The diagnosis as plain data for JSON; a number that JSON cannot hold is null. Column names are own properties, `__proto__` too. */
export function asJson(files: readonly Csv[], diagnosis: Diagnosis, made: string | null = null) {
  const [first] = files as [Csv];
  return {
    format: FORMAT,
    made,
    file: first.file,
    rows: first.table.rows,
    roles: Object.fromEntries(diagnosis.roles.columns.map(({ name, role }) => [name, role])),
    findings: diagnosis.findings.map(entry),
    silent: diagnosis.silent.map(entry),
    cannotTell: diagnosis.cannotTell.map(({ check, columns, finding, sentence }) => ({
      check,
      columns,
      reason: finding.reason,
      sentence,
    })),
    roleReasons: Object.fromEntries(diagnosis.roles.columns.map(({ name, reason }) => [name, reason])),
    positive: diagnosis.roles.positive,
    windows: diagnosis.windows,
    sensitivity: diagnosis.sensitivity,
    notices: [...files.flatMap((file) => file.notices), ...diagnosis.notices],
    files: files.map((file) => ({
      file: file.file,
      bytes: file.bytes,
      rows: file.table.rows,
      sampled: file.sampled,
      badRows: file.bad.count,
      encoding: file.encoding,
      delimiter: file.delimiter,
      columns: file.columns.map((note) => ({
        name: note.name,
        kind: note.kind,
        written: note.written,
        missing: note.missing,
        missingKinds: Object.fromEntries(note.missingKinds),
        sentinels: note.sentinels,
        notices: note.notices,
      })),
    })),
  };
}
