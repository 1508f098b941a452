import type { Csv } from "../csv/read.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { grouped } from "../findings/grouped.ts";
import { leastSeen } from "../findings/least.ts";
import { measured } from "../findings/measure.ts";
import { count, plural, sampleWords } from "../words.ts";

/** So many further findings of one kind are listed below the first. */
const LISTED = 4;

/** The diagnosis as a report to read in a terminal. */
export function asText(files: readonly Csv[], diagnosis: Diagnosis): string {
  const lines: string[] = [];
  for (const file of files) {
    lines.push(`${file.file}: ${plural(file.table.rows, "row")}, ${plural(file.columns.length, "column")}.`);
    const sample = sampleWords(file.file, file.table.rows, file.sampled);
    if (sample !== null) lines.push(`  ${sample}`);
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
  for (const [answer, ...others] of grouped(diagnosis.findings)) {
    const number = measured(answer!.check, answer!.finding);
    lines.push(`▲ ${answer!.sentence}`);
    if (number !== null) lines.push(`    ${number}`);
    lines.push(`    ${answer!.name}. ${answer!.repair}`);
    if (answer!.rows)
      lines.push(
        `    Rows of ${answer!.rows.file}: ${answer!.rows.fileRows.slice(0, 8).join(", ")}${answer!.rows.count > 8 ? ` … (${count(answer!.rows.count)})` : ""}`,
      );
    for (const other of others.slice(0, LISTED)) lines.push(`  ▲ ${other.sentence}`);
    if (others.length > LISTED)
      lines.push(
        `  ▲ ${plural(others.length - LISTED, "more of this kind", "more of this kind")}; --html and --json have all of them.`,
      );
  }
  lines.push("", `Silent: ${diagnosis.silent.length}`);
  for (const answer of diagnosis.silent)
    lines.push(`○ ${answer.sentence} ${leastSeen(answer.check, answer.finding) ?? ""}`.trimEnd());
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
