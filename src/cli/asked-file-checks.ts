// The files on which the checks of a file are held to our own numbers: rows of one moment, gaps, copies, names that need quotes.
import type { Finding, Roles } from "../core/contracts.ts";
import { type Random, random } from "../core/random.ts";
import {
  type Column,
  categories,
  clearValid,
  numbers,
  type Table,
  table,
  times,
  validity,
} from "../core/table/table.ts";
import { FILE_CHECKS, orderOf } from "../workbench/checks.ts";
import type { Prepared } from "../workbench/prepare.ts";
import { filePlan } from "../workbench/take-away/plan.ts";
import { type Windows, windowsOf, windowsOfFiles } from "../workbench/windows/windows.ts";

const DAY = 86_400_000;
const START = 1_735_689_600_000;
const ENTITY = `who's "x"`;
/** The names of the columns that hold each role in all these files. */
const ROLES: Roles = {
  "event-time": ["at"],
  label: ["outcome"],
  score: ["the score"],
  split: ["part"],
  key: ["id"],
  category: ["gap"],
  numeric: ["still"],
};

/** What a check of the file is asked, and what it says. */
export type AskedOfFile = {
  columns: readonly string[];
  roles: Roles;
  windows: Windows;
  whole: Table;
  isOneFile: boolean;
  /** Whether it reads the whole table, or both windows. */
  sides: 1 | 2;
  finding: Finding;
};

/**
 * 1,200 rows: outcomes that come in runs and by person, labels that come late or are reported alone, copies, a number that
 * stands still.
 */
function rowsOf(source: Random, shift: number, reports: boolean): Table {
  const rows = 1200;
  const copied = (row: number) => (row % 40 === 39 ? row - 1 : row);
  const of = (make: (row: number) => number) => {
    const made = Float64Array.from({ length: rows }, (_, row) => make(row));
    return made.map((_, row) => made[copied(row)]!);
  };
  const withGaps = (values: Float64Array, gap: (row: number) => boolean): Column => {
    const valid = validity(rows, true);
    for (let row = 0; row < rows; row++) if (gap(row)) clearValid(valid, row);
    return numbers(values, valid);
  };
  const who = of(() => Math.floor(90 * source.next() * source.next()));
  const at = of((row) => START + Math.floor(row / 3) * (DAY / 10) + (row % 7 === 0 ? 2 * DAY : 0));
  const score = of(() => Math.round(1000 * source.next() * source.next()) / 1000);
  let before = 0;
  const outcome = of((row) => {
    const chance = 0.7 * score[row]! + (who[row]! % 5 === 0 ? 0.2 + shift : 0) + 0.25 * before;
    before = source.chance(Math.min(chance, 0.95)) ? 1 : 0;
    return before;
  });
  const end = START + 42 * DAY;
  const known = of((row) => at[row]! + Math.floor(source.exponential(3 * DAY)));
  const isOpen = (row: number) => known[row]! > end;
  const isDated = validity(rows, true);
  for (let row = 0; row < rows; row++)
    if (isOpen(row) || (reports && outcome[row] === 0)) clearValid(isDated, row);
  const label = reports ? outcome.map((value, row) => (isOpen(row) ? 0 : value)) : outcome;
  const timed = validity(rows, true);
  for (let row = 100; row < rows; row += 211) clearValid(timed, row);
  return table([
    ["id", numbers(Float64Array.from({ length: rows }, (_, row) => row))],
    ["at", times(at, timed)],
    [ENTITY, categories(Array.from(who, (one) => (one === 3 ? null : `p${one}`)))],
    ["the score", withGaps(score, (row) => copied(row) % 97 === 5)],
    [
      "part",
      categories(
        Array.from({ length: rows }, (_, row) => ["Train", "dev", "valid", "test"][copied(row) % 4]!),
      ),
    ],
    [
      "gap",
      categories(
        Array.from(outcome, (value, row) => ((copied(row) * 7) % 10 < 2 + 2 * value ? null : "there")),
      ),
    ],
    [
      "still",
      numbers(of((row) => (row > 500 && row < 600 ? 0.25 : Math.round(1e4 * source.normal()) / 1e4))),
    ],
    ["known_at", times(known, isDated)],
    ["outcome", withGaps(label, (row) => (reports ? row % 150 === 9 : isOpen(row)))],
  ]);
}

function prepared(rows: Table, roles: Roles): Prepared {
  return {
    file: "rows.csv",
    table: rows,
    roles,
    features: ["gap", "still", "the score"],
    label: "outcome",
    byRowOrder: false,
    fileRow: (row) => row + 2,
  };
}

let files: readonly { first: Prepared; second: Prepared | null; windows: Windows; order: Uint32Array }[];

function made(): typeof files {
  const source = random(21);
  const late: Roles = { ...ROLES, "label-known-time": ["known_at"] };
  const given: [Roles, boolean, boolean][] = [
    [{ ...late, entity: [ENTITY] }, false, false],
    [{ ...late, entity: [ENTITY] }, true, true],
    [ROLES, false, false],
  ];
  return given.map(([roles, reports, isTwo]) => {
    const first = prepared(rowsOf(source, 0, reports), roles);
    const second = isTwo ? prepared(rowsOf(source, 0.3, reports), roles) : null;
    const windows = second === null ? windowsOf(first) : windowsOfFiles(first, second);
    return { first, second, windows, order: orderOf(first) };
  });
}

/** What a check of the file says of each of these files, on the columns on which a person would take it away. */
export function askedOfFiles(id: string): readonly AskedOfFile[] {
  files ??= made();
  const check = FILE_CHECKS.find((one) => one.id === id)!;
  return files.flatMap(({ first, second, windows, order }) => {
    const found = check.run(first, order, { windows, current: second, random: random(1) });
    const plans = filePlan(first, second, windows).filter((one) => one.id === id);
    return plans.flatMap(({ columns, windows: sides }) => {
      const own = found.find((one) => found.length === 1 || one.columns[0] === columns[0]);
      if (own === undefined || own.finding.verdict === "cannot-tell") return [];
      return [
        {
          columns,
          roles: first.roles,
          windows,
          whole: first.table,
          isOneFile: second === null,
          sides,
          finding: own.finding,
        },
      ];
    });
  });
}
