import { notInSql } from "../../core/export/checks/not-in-sql.ts";
import { pythonName, pythonSources } from "../../core/export/checks/python-checks.ts";
import { commentText, UNSAFE } from "../../core/export/comments.ts";
import { pythonLiteral } from "../../core/export/python.ts";
import { SPELLINGS } from "../csv/missing.ts";
import type { Setup } from "../diagnosis.ts";
import { canTell, planned } from "./plan.ts";
import { type FileAs, type Layout, layoutOf } from "./sql-files.ts";
import { rolesInWords, sampleInWords } from "./sql-heading.ts";

const [main] = Object.values(
  import.meta.glob<string>("./main.py", { eager: true, query: "?raw", import: "default" }),
);

/**
 * The checks of the page as one Python script (pandas, NumPy, SciPy): the files, the columns as the page read them, the
 * windows as they were chosen, and a line “check columns figure value” for every figure.
 */
export function pythonScript(setup: Setup, read: readonly (string | FileAs)[]): string {
  const { prepared, windows, current, columns, roles, joined, second } = setup;
  const files = read.map((file) => layoutOf(typeof file === "string" ? { file } : file));
  const everything = planned(setup).filter((one) => canTell(one, setup));
  const plan = everything.filter(({ id }) => pythonSources.has(id));
  const absent = new Map(
    everything.filter(({ id }) => !pythonSources.has(id)).map(({ id, name }) => [id, name]),
  );
  const used = [...new Set(plan.map(({ id }) => id))];
  const constants = {
    FILES: files.map(fileConstants),
    COLUMNS: howWritten(prepared, columns),
    COLUMNS_OF_SECOND: current && second && howWritten(current, second.columns),
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
    POSITIVE_OF_SECOND: second?.positive ?? null,
    MISSING: [...SPELLINGS],
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

${main!.trim()}
`;
}

/** The kind of each column, and how its cells are written. */
const howWritten = ({ table }: Setup["prepared"], notes: Setup["columns"]) =>
  Object.fromEntries(
    [...table.columns].map(([name, { kind }]) => [
      name,
      { kind, written: notes.find((note) => note.name === name)?.written ?? "row order" },
    ]),
  );

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
 * The setting as JSON that a person can read and change: an entry of each list on a line of its own. No text can end the raw
 * text of Python around it, since JSON escapes every quote; what turns the direction of reading is escaped too.
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
