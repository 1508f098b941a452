import { notInSql } from "../../core/export/checks/not-in-sql.ts";
import { pythonName, pythonSources } from "../../core/export/checks/python-checks.ts";
import { commentText, UNSAFE } from "../../core/export/comments.ts";
import { pythonLiteral } from "../../core/export/python.ts";
import type { Setup } from "../diagnosis.ts";
import { canTell, planned } from "./plan.ts";
import { MISSING } from "./sql-cells.ts";
import { type FileAs, type Layout, layoutOf } from "./sql-files.ts";
import { rolesInWords, sampleInWords } from "./sql-heading.ts";

/**
 * The checks of the page as one Python script (pandas, NumPy, SciPy): the files, the columns as the page read them, the windows as
 * they were chosen, and a line “check columns figure value” for every figure.
 */
export function pythonScript(setup: Setup, read: readonly (string | FileAs)[]): string {
  const { prepared, windows, current, columns, roles, joined } = setup;
  const files = read.map((file) => layoutOf(typeof file === "string" ? { file } : file));
  const everything = planned(setup).filter((one) => canTell(one, setup));
  const plan = everything.filter(({ id }) => pythonSources.has(id));
  const absent = new Map(
    everything.filter(({ id }) => !pythonSources.has(id)).map(({ id, name }) => [id, name]),
  );
  const used = [...new Set(plan.map(({ id }) => id))];
  const kinds = Object.fromEntries(
    [...prepared.table.columns].map(([name, { kind }]) => [
      name,
      { kind, written: columns.find((note) => note.name === name)?.written ?? "row order" },
    ]),
  );
  const constants = {
    FILES: files.map(fileConstants),
    COLUMNS: kinds,
    JOINED:
      joined === null
        ? null
        : {
            rows: setup.relation?.swapped ? 1 : 0,
            first: joined.key.first,
            second: joined.key.second,
            number: joined.byNumber,
            label: joined.label,
            time: joined.time && {
              name: joined.time.name,
              from: joined.time.from.name,
              written: joined.time.from.written,
            },
          },
    ROLES: prepared.roles,
    LABEL: prepared.label,
    POSITIVE: roles.positive,
    CHECKS: plan.map(({ id, columns, windows }) => [id, columns, windows]),
    WINDOWS:
      current !== null
        ? { by: "files" }
        : windows.choice?.by === "split"
          ? {
              by: "split",
              column: prepared.roles.split![0]!,
              older: windows.choice.reference,
              newer: windows.choice.current,
            }
          : windows.line && windows.choice
            ? {
                by: "time",
                column: prepared.roles["event-time"]![0]!,
                clock: windows.line.clock,
                older: windows.line.reference,
                newer: windows.line.current,
              }
            : { by: "none" },
  };
  const sources = used.map((id) => ({ id, ...pythonSources.get(id)! }));
  const parts = [...new Set(sources.flatMap((one) => one.parts))];
  const imports = importsOf([
    ...parts,
    ...sources.map(({ own }) => own),
    "import numpy as np\nimport pandas as pd",
  ]);
  const makers = sources.map(({ id, own }) => makerOf(id, own));
  const table = used.map((id) => `    ${pythonLiteral(id)}: make_${pythonName(id)}(),`).join("\n");
  const heading = [
    `The checks of As Of on ${files.map(({ file }) => pythonLiteral(file)).join(" and ")}: they give the numbers that the page gives.`,
    `Needs pandas and SciPy${files.some(({ encoding }) => encoding === "parquet") ? ", and pyarrow for Parquet" : ""}. To run it, in the folder of the file: python this-script.py`,
    "Each line it writes holds, between tabs: check, columns, figure, value; a share is from 0 to 1.",
    ...rolesInWords(setup),
    windows.words,
    ...sampleInWords(files),
    ...[...absent].map(([id, name]) => `${name} is not here. ${notInSql[id] ?? ""}`.trim()),
  ];
  return `${heading.map((line) => `# ${commentText(line)}\n`).join("")}import json
import sys
${imports.join("\n")}

# As JSON, since a column may have any name.
SETTING = json.loads(r"""
${settingText(constants)}
""")

# What several of the checks call.

${parts.map(withoutImports).join("\n\n\n")}


# The checks, each in a scope of its own.

${makers.join("\n\n\n")}


FUNCTIONS = {
${table}
}

MISSING = ${pythonLiteral(MISSING)}


def read(file):
    """The cells of a file as texts, whatever they hold."""
    if file["parquet"]:
        return pd.read_parquet(file["name"]).astype("string").fillna("")
    header = 0 if file["header"] else None
    return pd.read_csv(
        file["name"],
        dtype=str,
        keep_default_na=False,
        sep=file["delimiter"],
        encoding=file["encoding"],
        header=header,
        names=file["names"],
        skiprows=file["above"],
        on_bad_lines="skip" if file["bad"] else "error",
    )


def cells_of(column):
    cells = column.str.strip()
    return cells.mask(cells.str.lower().isin(MISSING))


def moments_of(cells, written):
    """Times as the page holds them: in UTC, to the millisecond."""
    if written.startswith("epoch"):
        return pd.to_datetime(pd.to_numeric(cells), unit="ms" if "milli" in written else "s")
    times = pd.to_datetime(cells, format="mixed", dayfirst="day first" in written, utc=True, errors="coerce")
    return times.dt.tz_localize(None).dt.floor("ms")


def typed(raw):
    """The columns as the page read them: numbers, times, texts; missing is NaN, the label is 0 or 1."""
    made = {}
    for name, how in SETTING["COLUMNS"].items():
        written = how["written"]
        if written == "row order":
            made[name] = np.arange(1, len(raw) + 1, dtype=float)
            continue
        # Joined from another file, and typed already.
        if written.endswith("from the second file"):
            made[name] = raw[name]
            continue
        cells = cells_of(raw[name])
        if written.startswith("numbers with a decimal"):
            if "between" in written:
                cells = cells.str.replace(written.split("“")[1].split("”")[0], "", regex=False)
            if "comma" in written:
                cells = cells.str.replace(",", ".", regex=False)
        if name == SETTING["LABEL"] and SETTING["POSITIVE"] is not None:
            positive = SETTING["POSITIVE"]
            numeric = pd.to_numeric(cells, errors="coerce")
            same = numeric == float(positive) if numeric.notna().sum() == cells.notna().sum() else cells == positive
            made[name] = same.astype(float).where(cells.notna())
        elif how["kind"] == "number":
            made[name] = pd.to_numeric(cells, errors="coerce").replace([np.inf, -np.inf], np.nan)
        elif how["kind"] == "time":
            made[name] = moments_of(cells, written)
        else:
            made[name] = cells
    return pd.DataFrame(made)


def joined(tables):
    """The rows with what the other file knows of them: 1 where it names the row, and when it was known first."""
    how = SETTING["JOINED"]
    rows, outcomes = tables[how["rows"]].copy(), tables[1 - how["rows"]]
    keys = [cells_of(table[how[side]]) for table, side in ((rows, "first"), (outcomes, "second"))]
    if how["number"]:
        keys = [pd.to_numeric(key, errors="coerce") for key in keys]
    rows[how["label"]] = keys[0].isin(keys[1].dropna()).astype(float)
    if how["time"] is not None:
        times = moments_of(cells_of(outcomes[how["time"]["from"]]), how["time"]["written"])
        rows[how["time"]["name"]] = keys[0].map(times.groupby(keys[1]).min())
    return [rows]


def windows(tables):
    """The older and the newer rows, as they were chosen on the page."""
    by = SETTING["WINDOWS"]
    if by["by"] == "files":
        return tables[0], tables[1]
    rows = tables[0]
    if by["by"] == "none":
        return rows, None
    values = rows[by["column"]]
    if by["by"] == "split":
        return rows[values.isin(by["older"])], rows[values.isin(by["newer"])]
    moment = (lambda t: pd.Timestamp(t, unit="ms")) if by["clock"] == "time" else float
    (a, b), (c, d) = ([moment(t) for t in by[side]] for side in ("older", "newer"))
    return rows[(values >= a) & (values < b)], rows[(values >= c) & (values <= d)]


if __name__ == "__main__":
    # A share of no rows is NaN, and needs no warning.
    np.seterr(divide="ignore", invalid="ignore")
    raw = [read(file) for file in SETTING["FILES"]]
    tables = [typed(one) for one in (joined(raw) if SETTING["JOINED"] else raw)]
    older, newer = windows(tables)
    for check, columns, sides in SETTING["CHECKS"]:
        on_two = sides == 2
        # How old a row must be for its label to be trusted is told by all rows.
        beside = {"wholes": (tables[0], tables[-1])} if check == "calibration-over-time" else {}
        sides = (older.reset_index(drop=True), newer.reset_index(drop=True)) if on_two else (tables[0], None)
        try:
            found = FUNCTIONS[check](*sides, columns, SETTING["ROLES"], **beside)
        except Exception as error:  # One check that cannot tell must not take the others with it.
            print(f"{check} cannot tell of {columns}: {error!r}", file=sys.stderr)
            continue
        for figure, value in found.items():
            print(check, json.dumps(columns, ensure_ascii=False), figure, float(value), sep="\\t")
`;
}

/** A file as pandas reads it. */
const fileConstants = (file: Layout) => ({
  name: file.file,
  parquet: file.encoding === "parquet",
  delimiter: file.delimiter,
  encoding:
    file.encoding === "utf-8" ? "utf-8-sig" : file.encoding.startsWith("utf-16") ? "utf-16" : file.encoding,
  header: file.hasHeader,
  names: file.byHeader ? null : file.names,
  above: file.above,
  bad: file.bad > 0,
});

/**
 * The setting as JSON that a person can read and change: an entry of each list on a line of its own. No text can end the raw text of
 * Python around it, since JSON escapes every quote; what turns the direction of reading is escaped too.
 */
function settingText(constants: Readonly<Record<string, unknown>>): string {
  const json = (value: unknown) =>
    JSON.stringify(value).replace(UNSAFE, (sign) =>
      [...Array(sign.length).keys()]
        .map((i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, "0")}`)
        .join(""),
    );
  const lines = Object.entries(constants).map(([name, value]) => {
    if (Array.isArray(value))
      return `  "${name}": [\n${value.map((one) => `    ${json(one)}`).join(",\n")}\n  ]`;
    if (value === null || typeof value !== "object") return `  "${name}": ${json(value)}`;
    const entries = Object.entries(value).map(([key, one]) => `    ${json(key)}: ${json(one)}`);
    return `  "${name}": {\n${entries.join(",\n")}\n  }`;
  });
  return `{\n${lines.join(",\n")}\n}`;
}

const IMPORT = /^(import|from) .*\n/gm;

const importsOf = (sources: readonly string[]): string[] =>
  [...new Set(sources.flatMap((source) => `${source}\n`.match(IMPORT) ?? []))]
    .map((line) => line.trimEnd())
    .sort((a, b) => Number(a.startsWith("from")) - Number(b.startsWith("from")) || (a < b ? -1 : 1));

const withoutImports = (source: string): string => source.replace(IMPORT, "").trim();

/** A check in a scope of its own: two of them may use the same names within, and one is called as a builtin is. */
function makerOf(id: string, source: string): string {
  const body = withoutImports(source)
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
  return `def make_${pythonName(id)}():\n${body}\n\n    return ${pythonName(id)}`;
}
