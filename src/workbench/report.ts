import type { Answer } from "./checks.ts";
import type { Csv } from "./csv/read.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { count, plural } from "./words.ts";

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
    plainPValue: finite(
      typeof finding.facts.plainPValue === "number" ? finding.facts.plainPValue : finding.pValue,
    ),
    concern: answer.concern,
    repair: answer.repair,
    rows: answer.rows && {
      file: answer.rows.file,
      count: answer.rows.count,
      first: answer.rows.fileRows.slice(0, 20),
    },
  };
}

/** The diagnosis as plain data for JSON; a number that JSON cannot hold is null. Column names are own properties, `__proto__` too. */
export function asJson(files: readonly Csv[], diagnosis: Diagnosis) {
  const [first] = files as [Csv];
  return {
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

/** The diagnosis as a report to read in a terminal. */
export function asText(files: readonly Csv[], diagnosis: Diagnosis): string {
  const lines: string[] = [];
  for (const file of files) {
    lines.push(`${file.file}: ${plural(file.table.rows, "row")}, ${plural(file.columns.length, "column")}.`);
    for (const notice of [...file.notices, ...file.columns.flatMap((note) => note.notices)])
      lines.push(`  ${notice}`);
    for (const note of file.columns)
      if (note.missing > 0) {
        const kinds = note.missingKinds.map(([kind, n]) => `${count(n)} ${kind}`).join(", ");
        lines.push(
          `  “${note.name}” is missing in ${plural(note.missing, "row")}${kinds ? ` (${kinds})` : ""}.`,
        );
      }
    for (const note of file.columns)
      for (const { value, count: n } of note.sentinels)
        lines.push(
          `  “${note.name}” holds ${value} ${count(n)} times: a stand-in for “no value”? It was kept as a number.`,
        );
  }
  lines.push("", "Roles");
  const width = Math.max(...diagnosis.roles.columns.map(({ name }) => Math.min(name.length, 40)));
  for (const { name, role, reason } of diagnosis.roles.columns)
    lines.push(`  ${name.padEnd(width)}  ${role.padEnd(18)}  ${reason}`);
  lines.push("", diagnosis.windows, ...diagnosis.notices, "");
  if (diagnosis.findings.length === 0) lines.push("Nothing found.");
  else lines.push(plural(diagnosis.findings.length, "finding"));
  for (const answer of diagnosis.findings) {
    lines.push(`▲ ${answer.sentence}`, `    ${answer.name}. ${answer.repair}`);
    if (answer.rows)
      lines.push(
        `    Rows of ${answer.rows.file}: ${answer.rows.fileRows.slice(0, 8).join(", ")}${answer.rows.count > 8 ? ` … (${count(answer.rows.count)})` : ""}`,
      );
  }
  lines.push("", `Silent: ${diagnosis.silent.length}`);
  for (const answer of diagnosis.silent) lines.push(`○ ${answer.sentence}`);
  lines.push("", `Cannot tell: ${diagnosis.cannotTell.length}`);
  for (const answer of diagnosis.cannotTell) lines.push(`– ${answer.name}: ${answer.sentence}`);
  lines.push("", ...diagnosis.sensitivity);
  return `${lines.map(clean).join("\n")}\n`;
}

/** Control characters of a file must not reach the terminal. */
function clean(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\ufffd");
}
