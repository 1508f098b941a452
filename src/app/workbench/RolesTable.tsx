import { Fragment, memo, useRef, useState } from "react";
import type { Role } from "../../core/contracts.ts";
import { download } from "../../notebook/picture.ts";
import type { ColumnNote } from "../../workbench/csv/notes.ts";
import type { DiagnoseParts } from "../../workbench/diagnose.job.ts";
import { type RoleMap, readRoleMap } from "../../workbench/roles/role-map.ts";
import { count, ROLE_WORDS, ROLES } from "../../workbench/words.ts";
import { text } from "./text.ts";
import type { Reading } from "./useDiagnosis.ts";

/** So many columns are listed at once: a wide file is leafed through, or searched. */
const LISTED = 40;

type Props = {
  columns: readonly ColumnNote[];
  roles: DiagnoseParts["roles"];
  chosen: ReadonlyMap<string, Role>;
  readings: ReadonlyMap<string, Reading>;
  onRoles(roles: RoleMap): void;
  onReading(column: string, reading: Reading): void;
  onProblem(sentence: string): void;
};

/** Every column with what it holds, its role and the reason; a row reads as a card on a phone. */
export const RolesTable = memo(function RolesTable({
  columns,
  roles,
  chosen,
  readings,
  onRoles,
  onReading,
  onProblem,
}: Props) {
  const [words, setWords] = useState("");
  const [page, setPage] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const notes = new Map(columns.map((note) => [note.name, note]));
  const change = (name: string, role: Role) => onRoles(new Map(chosen).set(name, role));
  const wide = roles.columns.length > LISTED;
  const sought = words.trim().toLowerCase();
  const fitting =
    wide && sought !== ""
      ? roles.columns.filter(({ name }) => name.toLowerCase().includes(sought))
      : roles.columns;
  // Another file may have fewer columns than the one that was leafed through.
  const from = Math.min(page, Math.max(Math.ceil(fitting.length / LISTED) - 1, 0)) * LISTED;
  const rows = fitting.slice(from, from + LISTED).map((one) => (
    <tr key={one.name}>
      <th scope="row">
        <span className="bench-name">{one.name === "" ? "(no name)" : breakable(one.name)}</span>
      </th>
      <td data-label={text.role}>
        <select
          aria-label={`${text.role}: ${one.name}`}
          value={one.role}
          onChange={(event) => change(one.name, event.target.value as Role)}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
        </select>
        <span className="bench-meaning quiet">{ROLE_WORDS[one.role]}</span>
      </td>
      <td data-label={text.holds}>
        <Holds
          note={notes.get(one.name)}
          reading={readings.get(one.name)}
          onReading={(reading) => onReading(one.name, reading)}
        />
      </td>
      <td data-label={text.why} className="quiet">
        {one.reason}
      </td>
    </tr>
  ));
  return (
    <section aria-labelledby="bench-roles">
      <h2 id="bench-roles">{text.roles}</h2>
      <p>{text.rolesHelp}</p>
      {roles.notices.length > 0 && (
        <ul className="bench-notices label">
          {roles.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      {wide && (
        <p className="bench-buttons label bench-leaf">
          <label>
            {text.findColumn}{" "}
            <input
              type="search"
              value={words}
              onChange={(event) => {
                setWords(event.target.value);
                setPage(0);
              }}
            />
          </label>
          <button
            type="button"
            className="button"
            aria-disabled={from === 0}
            onClick={() => from > 0 && setPage(from / LISTED - 1)}
          >
            {text.earlier}
          </button>
          <button
            type="button"
            className="button"
            aria-disabled={from + LISTED >= fitting.length}
            onClick={() => from + LISTED < fitting.length && setPage(from / LISTED + 1)}
          >
            {text.later}
          </button>
          <span role="status">
            {fitting.length === 0
              ? text.noneOf(words.trim())
              : text.someOf(from + 1, Math.min(from + LISTED, fitting.length), fitting.length)}
          </span>
        </p>
      )}
      <table className="bench-roles label">
        <thead>
          <tr>
            <th scope="col">{text.column}</th>
            <th scope="col">{text.role}</th>
            <th scope="col">{text.holds}</th>
            <th scope="col">{text.why}</th>
          </tr>
        </thead>
        <tbody>{rows}</tbody>
      </table>
      <p className="bench-buttons">
        <button
          type="button"
          className="button"
          aria-disabled={chosen.size === 0}
          onClick={() => chosen.size > 0 && onRoles(new Map())}
        >
          {text.resetRoles}
        </button>
        <button
          type="button"
          className="button"
          onClick={() =>
            download(
              "roles.json",
              `${JSON.stringify(Object.fromEntries(roles.columns.map(({ name, role }) => [name, role])), null, 2)}\n`,
              "application/json",
            )
          }
        >
          {text.saveRoles}
        </button>
        <button type="button" className="button" onClick={() => input.current?.click()}>
          {text.loadRoles}
        </button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label={text.loadRoles}
          onChange={async (event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (!file) return;
            try {
              onRoles(readRoleMap(await file.text(), `“${file.name}”`));
            } catch (error) {
              onProblem((error as Error).message);
            }
          }}
        />
      </p>
    </section>
  );
});

/** A name that may go on in the next line after each of its words. */
function breakable(name: string) {
  return name.split(/(?<=[_.-])/).map((word, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a word of a name is its place.
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}

function Holds({
  note,
  reading,
  onReading,
}: {
  note: ColumnNote | undefined;
  reading: Reading | undefined;
  onReading(reading: Reading): void;
}) {
  if (!note) return null;
  const kinds = note.missingKinds.map(([kind, n]) => `${kind} ${count(n)}`).join(", ");
  const next: Reading | null =
    note.written === "dates, day first"
      ? "month-first"
      : note.written === "dates, month first"
        ? "day-first"
        : note.kind === "number"
          ? "category"
          : reading === "category"
            ? "number"
            : null;
  const label = {
    "month-first": text.monthFirst,
    "day-first": text.dayFirst,
    category: text.asCategory,
    number: text.asNumber,
  };
  return (
    <>
      {note.written}
      {note.examples.length > 0 && (
        <span className="quiet">, such as {note.examples.slice(0, 2).join(", ")}</span>
      )}
      {note.missing > 0 && (
        <span className="bench-missing">
          {count(note.missing)} missing{kinds !== "" && ` (${kinds})`}
        </span>
      )}
      {next && (
        <button
          type="button"
          className="plain"
          aria-label={`${label[next]}: ${note.name}`}
          onClick={() => onReading(next)}
        >
          {label[next]}
        </button>
      )}
    </>
  );
}
