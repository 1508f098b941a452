// The pairs of windows on which the checks that a person takes away are held to our own numbers, whatever engine runs them.
import type { DetectorInput } from "../core/contracts.ts";
import { detector } from "../core/detectors/registry.ts";
import { runDetector } from "../core/detectors/run.ts";
import { sqlChecks } from "../core/export/checks/index.ts";
import { pythonOnly } from "../core/export/checks/python-checks.ts";
import type { SqlInput } from "../core/export/checks/sql-check.ts";
import { random } from "../core/random.ts";
import { columnsFor, dataOf, ROWS, viewOf } from "../core/report-card/cases.ts";
import { cellsOf } from "../core/report-card/measure.ts";
import type { Table } from "../core/table/table.ts";
import { FILE_CHECKS } from "../workbench/checks.ts";
import { askedOfFiles } from "./asked-file-checks.ts";
import { hardPairs } from "./hard-pairs.ts";

export type Asked = {
  name: string;
  input: DetectorInput;
  own: Readonly<Record<string, number>>;
  /** What a check of the file reads beside: all rows of the one file that the windows were cut from, and the column of their order. */
  whole?: Table;
  rowOrder?: string;
};

/**
 * A healthy pair, the strongest case of each setting in which the detector is measured, and the pairs that are hard, with the
 * figures of our own finding; those on which it cannot tell are left out, and those of which a figure is no finite number.
 */
export function asked(id: string): readonly Asked[] {
  const known = answers.get(id) ?? ask(id);
  answers.set(id, known);
  return known;
}
const pairs = new Map<string, Omit<DetectorInput, "columns">>();
const answers = new Map<string, readonly Asked[]>();

function ask(id: string): readonly Asked[] {
  if (FILE_CHECKS.some((one) => one.id === id)) return askOfFiles(id);
  const used = detector(id);
  const check = [...sqlChecks, ...pythonOnly].find((one) => one.id === id)!;
  const answer = (name: string, input: DetectorInput): Asked[] => {
    const finding = runDetector(used, input, {}, random(1));
    if (finding.verdict === "cannot-tell") return [];
    const own = check.figures(finding, input.columns);
    return Object.values(own).every(Number.isFinite) ? [{ name, input, own }] : [];
  };
  const cells = cellsOf(used);
  const strongest = cells.filter((cell, i) => cell.id === "healthy" || cells[i + 1]?.id !== cell.id);
  const measured = strongest.slice(0, 4).flatMap(({ setting, id: of, strength }) => {
    const columns = columnsFor(used, setting, of)!;
    const key = `${setting} ${of} ${strength} ${viewOf(used)}`;
    const data = pairs.get(key) ?? dataOf(used, setting, of, strength, ROWS[setting], 7);
    pairs.set(key, data);
    return answer(`${setting}, ${of}`, { ...data, columns });
  });
  return [...measured, ...hardPairs(used).flatMap((input) => answer(`hard, ${input.columns.join()}`, input))];
}

function askOfFiles(id: string): readonly Asked[] {
  const check = sqlChecks.find((one) => one.id === id)!;
  return askedOfFiles(id).flatMap(({ columns, roles, windows, whole, isOneFile, finding, sides }, i) => {
    const own = check.figures(finding, columns);
    if (!Object.values(own).every(Number.isFinite)) return [];
    const input =
      sides === 2
        ? { reference: windows.reference, current: windows.current, columns, roles }
        : { reference: whole, current: null, columns, roles };
    const beside = sides === 2 && isOneFile ? { whole } : {};
    return [{ name: `file ${i + 1}, ${columns.join()}`, input, own, rowOrder: "id", ...beside }];
  });
}

export const kindsOf = ({ columns }: Table) => new Map([...columns].map(([name, { kind }]) => [name, kind]));

/** The tables that a check reads, by name. */
export const tablesOf = ({ input: { reference, current }, whole }: Asked): Record<string, Table> => ({
  older: reference,
  ...(current === null ? {} : { newer: current }),
  ...(whole ? { all_rows: whole } : {}),
});

/** What the SQL of a check is written for. */
export const sqlInputOf = ({ input, whole, rowOrder }: Asked): SqlInput => ({
  columns: input.columns,
  kinds: kindsOf(input.reference),
  roles: input.roles,
  ...(rowOrder === undefined ? {} : { rowOrder }),
  ...(whole ? { wholes: ["all_rows", "all_rows"] as const } : {}),
});

/**
 * How far a figure is from our own, over our own; below a thousandth the thousandth counts, so that a 0 is no special case.
 */
export const relativeDifference = (found: number, own: number): number =>
  Math.abs(found - own) / Math.max(Math.abs(own), 1e-3);
