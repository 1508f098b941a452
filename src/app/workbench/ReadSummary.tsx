import { memo } from "react";
import { download } from "../../notebook/picture.ts";
import type { FileProfile } from "../../workbench/profile.ts";
import { count, plural } from "../../workbench/words.ts";
import { megabytes, text } from "./text.ts";

const DELIMITERS: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
  "^": "carets",
  "~": "tildes",
  "\u0001": "the control character 1",
  "\u001f": "the control character 31",
};

/** What a file held: rows, columns, letters, what was odd, and the rows that could not be read. */
export const ReadSummary = memo(function ReadSummary({ profiles }: { profiles: readonly FileProfile[] }) {
  return (
    <section aria-labelledby="bench-read">
      <h2 id="bench-read">{text.read}</h2>
      {profiles.map((profile) => (
        <OneFile key={profile.file} profile={profile} />
      ))}
    </section>
  );
});

function OneFile({ profile }: { profile: FileProfile }) {
  const { file, rows, columns, bytes, encoding, delimiter, badRows, badCsv } = profile;
  const sentinels = columns.flatMap(({ name, sentinels }) => sentinels.map((one) => ({ name, ...one })));
  const notices = [...profile.notices, ...columns.flatMap((column) => column.notices)];
  const shown = notices.slice(0, 6);
  const gaps = columns.filter((column) => column.missing > 0).sort((a, b) => b.missing - a.missing);
  return (
    <>
      <p>
        <strong className="bench-name">{file}</strong>: {plural(rows, "row")} and{" "}
        {plural(columns.length, "column")} in {megabytes(bytes)},{" "}
        {encoding === "parquet"
          ? "Parquet"
          : `separated by ${DELIMITERS[delimiter] ?? `“${delimiter}”`}, ${encoding.toUpperCase()}`}
        .{rows === 1 && " With one row there is nothing to compare it with."}
        {columns.length === 1 && " With one column there is nothing to relate it to."}
      </p>
      {gaps.length > 0 && (
        <p>
          Missing:{" "}
          {gaps
            .slice(0, 8)
            .map(
              ({ name, missing }, i) =>
                `${i > 0 ? ", " : ""}“${name}” in ${plural(missing, "row")} (${((100 * missing) / rows).toFixed(1)} %)`,
            )}
          {gaps.length > 8 && ` and ${plural(gaps.length - 8, "further column")}`}.
        </p>
      )}
      {(shown.length > 0 || sentinels.length > 0) && (
        <ul className="bench-notices label">
          {shown.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
          {notices.length > shown.length && (
            <li>{plural(notices.length - shown.length, "further notice")}.</li>
          )}
          {sentinels.slice(0, 6).map(({ name, value, count: n }) => (
            <li key={`${name} ${value}`}>
              “{name}” holds {value} {count(n)} {n === 1 ? "time" : "times"}: a stand-in for “no value”? It
              was kept as a number.
            </li>
          ))}
        </ul>
      )}
      {profile.badShown.length > 0 && (
        <details className="bench-quiet">
          <summary className="label">{text.badShown(profile.badShown.length, badRows)}</summary>
          <ul className="label bench-bad">
            {profile.badShown.map(({ row, reason, text: line }) => (
              <li key={row}>
                Row {count(row)}, {reason}: <code>{line}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      {badCsv !== null && (
        <p>
          <button
            type="button"
            className="button"
            onClick={() => download(`${file} unread rows.csv`, badCsv, "text/csv")}
          >
            {badRows > 1000 ? text.badRowsSome(badRows) : text.badRows(badRows)}
          </button>
        </p>
      )}
    </>
  );
}
