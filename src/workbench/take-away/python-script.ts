import { pythonChecks, pythonName } from "../../core/export/checks/python-checks.ts";
import { pythonLiteral } from "../../core/export/python.ts";
import type { Setup } from "../diagnosis.ts";
import { planned } from "./plan.ts";

/**
 * The checks of the page as one Python script (pandas, NumPy, SciPy): the files, the columns as the page read them, the windows as
 * they were chosen, and a line “check columns figure value” for every figure.
 */
export function pythonScript(setup: Setup, files: readonly string[]): string {
  const { prepared, windows, current, columns, roles } = setup;
  const plan = planned(setup).filter(({ id }) => pythonChecks.has(id));
  const used = [...new Set(plan.map(({ id }) => id))];
  const kinds = Object.fromEntries(
    [...prepared.table.columns].map(([name, { kind }]) => [
      name,
      { kind, written: columns.find((note) => note.name === name)?.written ?? "row order" },
    ]),
  );
  const constants = {
    FILES: files,
    COLUMNS: kinds,
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
  const makers = used.map((id) => makerOf(id, pythonChecks.get(id)!));
  const table = used.map((id) => `    ${pythonLiteral(id)}: make_${pythonName(id)}(),`).join("\n");
  return `# The checks of As Of on ${files.map((file) => pythonLiteral(file)).join(" and ")}: they give the numbers that the page gives.
# Needs pandas and SciPy. Run it beside the files.
import json

import numpy as np
import pandas as pd

# As JSON, since a column may have any name.
SETTING = json.loads(${pythonLiteral(JSON.stringify(constants))})

${makers.join("\n\n\n")}

FUNCTIONS = {
${table}
}

MISSING = ["", "na", "n/a", "#n/a", "<na>", "null", "nan", "none", "nil", "-", "--", "?", "nat", "\\\\n"]


def typed(raw):
    """The columns as the page read them: numbers, times, texts; missing is NaN, the label is 0 or 1."""
    made = {}
    for name, how in SETTING["COLUMNS"].items():
        if how["written"] == "row order":
            made[name] = np.arange(1, len(raw) + 1, dtype=float)
            continue
        cells = raw[name].str.strip()
        cells = cells.mask(cells.str.lower().isin(MISSING))
        written = how["written"]
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
        elif how["kind"] == "time" and written.startswith("epoch"):
            made[name] = pd.to_datetime(pd.to_numeric(cells), unit="ms" if "milli" in written else "s")
        elif how["kind"] == "time":
            made[name] = pd.to_datetime(cells, format="mixed", dayfirst="day first" in written, utc=True).dt.tz_localize(None)
        else:
            made[name] = cells
    return pd.DataFrame(made)


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
    read = [pd.read_csv(file, dtype=str, keep_default_na=False) for file in SETTING["FILES"]]
    tables = [typed(raw) for raw in read]
    older, newer = windows(tables)
    for check, columns, sides in SETTING["CHECKS"]:
        on_two = sides == 2
        found = FUNCTIONS[check](
            older.reset_index(drop=True) if on_two else tables[0],
            newer.reset_index(drop=True) if on_two else None,
            columns,
            SETTING["ROLES"],
        )
        for figure, value in found.items():
            print(check, json.dumps(columns, ensure_ascii=False), figure, float(value), sep="\\t")
`;
}

/** A check in a scope of its own: two of them may use the same names within, and one is called as a builtin is. */
function makerOf(id: string, source: string): string {
  const lines = source.trim().split("\n");
  const body = lines.map((line) => (line === "" ? "" : `    ${line}`)).join("\n");
  return `def make_${pythonName(id)}():\n${body}\n\n    return ${pythonName(id)}`;
}
