import type { Role } from "../../core/contracts.ts";
import { type Column, isValid, missingCount, setValid, validity } from "../../core/table/table.ts";
import { emptyReport } from "../csv/column.ts";
import { type ColumnNote, describeColumn } from "../csv/notes.ts";
import type { Csv } from "../csv/read.ts";
import { count, nameWords, plural } from "../words.ts";
import { cellText, type Key } from "./relation.ts";

/** A role that is known and needs no guess, with its reason. */
export type KnownRoles = ReadonlyMap<string, { role: Role; reason: string }>;

/** The columns that the second file gave to the rows, for a script that joins them anew. */
export type Joined = {
  key: Key;
  /** Whether the keys are numbers in both files; else they are compared as texts. */
  byNumber: boolean;
  /** The column of 0 and 1. */
  label: string;
  /** The column of the time at which the outcome became known, and the column of the second file that it comes from. */
  time: { name: string; from: ColumnNote } | null;
};

export type WithOutcomes = { csv: Csv; roles: KnownRoles; notices: readonly string[]; joined: Joined };

const REPORTED = /^(report|reported|chargeback|cbk|dispute|known|received|filed|confirmed|opened|created)$/;

/**
 * Rows with what became of them: a row whose key the second file names has the outcome (1), any other has not (0); where the
 * second file has a time, it is when the outcome became known, and the earliest counts where a key is named twice. The other
 * columns of the second file stay out: they are known only with the outcome, and a feature of them would know the future.
 * Throws where the key is in neither file.
 */
export function withOutcomes(rows: Csv, outcomes: Csv, key: Key): WithOutcomes {
  const own = columnOf(rows, key.first);
  const named = columnOf(outcomes, key.second);
  const place = new Map<string, number>();
  for (let row = 0; row < rows.table.rows; row++)
    if (isValid(own.valid, row)) place.set(cellText(own, row), row);
  const clock = reportTime(outcomes);
  const values = new Float64Array(rows.table.rows);
  const knownAt = new Float64Array(rows.table.rows).fill(Number.NaN);
  const valid = validity(rows.table.rows);
  let strangers = 0;
  let again = 0;
  for (let i = 0; i < outcomes.table.rows; i++) {
    const row = isValid(named.valid, i) ? place.get(cellText(named, i)) : undefined;
    if (row === undefined) {
      strangers++;
      continue;
    }
    if (values[row] === 1) again++;
    values[row] = 1;
    if (clock === null || !isValid(clock.column.valid, i)) continue;
    const at = clock.column.values[i]!;
    if (!(knownAt[row]! <= at)) knownAt[row] = at;
    setValid(valid, row);
  }
  const label = freeName(rows, `in ${outcomes.file.replace(/\.\w+$/, "")}`);
  const outcome: Column = { kind: "number", values, valid: null };
  const columns = new Map<string, Column>([...rows.table.columns, [label, outcome]]);
  const notes = [...rows.columns, noteOf(rows, label, outcome, "0 and 1, from the second file")];
  const roles = new Map<string, { role: Role; reason: string }>();
  roles.set(label, {
    role: "label",
    reason: `1 where “${outcomes.file}” names the row by “${key.second}”, 0 elsewhere.`,
  });
  let time: Joined["time"] = null;
  if (clock !== null) {
    const name = freeName(rows, clock.name);
    time = { name, from: clock.note };
    const known: Column = { kind: "time", values: knownAt, valid };
    columns.set(name, known);
    const gaps = missingCount(valid, rows.table.rows);
    notes.push(noteOf(rows, name, known, "times, from the second file", gaps));
    roles.set(name, {
      role: "label-known-time",
      reason: `The time in “${outcomes.file}”: when the outcome became known.`,
    });
  }
  const met = outcomes.table.rows - strangers - again;
  const notices = [
    `${plural(met, "row")} of “${rows.file}” ${met === 1 ? "is" : "are"} named in “${outcomes.file}” and ${met === 1 ? "counts" : "count"} as the outcome.`,
  ];
  if (strangers > 0)
    notices.push(
      `${plural(strangers, "row")} of “${outcomes.file}” ${strangers === 1 ? "names" : "name"} no row of “${rows.file}” and took no part.`,
    );
  if (again > 0)
    notices.push(
      `${plural(again, "row")} of “${outcomes.file}” ${again === 1 ? "names" : "name"} a row that was named before; the earliest time counts.`,
    );
  const left = [...outcomes.table.columns.keys()].filter(
    (name) => name !== key.second && name !== clock?.name,
  );
  if (left.length > 0)
    notices.push(
      `${plural(left.length, "further column")} of “${outcomes.file}” stayed out: what is known only with the outcome is no feature.`,
    );
  return {
    csv: { ...rows, table: { rows: rows.table.rows, columns }, columns: notes },
    roles,
    notices,
    joined: { key, byNumber: own.kind === "number" && named.kind === "number", label, time },
  };
}

function columnOf(csv: Csv, name: string): Column {
  const column = csv.table.columns.get(name);
  if (!column) throw new Error(`“${csv.file}” has no column “${name}” to match rows by. Choose another.`);
  return column;
}

/** The column that says when an outcome became known: the time whose name says so, or the one with fewest gaps. */
function reportTime(csv: Csv): {
  name: string;
  note: ColumnNote;
  column: Extract<Column, { kind: "time" }>;
} | null {
  const strength = (note: ColumnNote) =>
    (nameWords(note.name).some((word) => REPORTED.test(word)) ? 2 : 0) -
    note.missing / Math.max(note.rows, 1);
  const [best] = csv.columns.filter((note) => note.kind === "time").sort((a, b) => strength(b) - strength(a));
  const column = best && csv.table.columns.get(best.name);
  return column?.kind === "time" ? { name: best!.name, note: best!, column } : null;
}

function freeName(csv: Csv, wanted: string): string {
  let name = wanted;
  for (let i = 2; csv.table.columns.has(name); i++) name = `${wanted} ${count(i)}`;
  return name;
}

/** What is said of a column that the second file gave: how it came about, in place of how its cells are written. */
function noteOf(csv: Csv, name: string, column: Column, written: string, gaps = 0): ColumnNote {
  const report = emptyReport();
  if (gaps > 0) report.missing.set("no time in the second file", gaps);
  const note = describeColumn(name, column, report, null, null, (row) => csv.bad.fileRow(row, csv.hasHeader));
  return { ...note, written };
}
