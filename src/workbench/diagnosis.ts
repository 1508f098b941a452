import { type Answer, type CheckTask, ranked, runChecks } from "./checks.ts";
import type { ColumnNote } from "./csv/notes.ts";
import type { Csv, CsvTask } from "./csv/read.ts";
import { type Joined, type KnownRoles, withOutcomes } from "./files/outcomes.ts";
import { type Relation, type RelationKind, relate } from "./files/relation.ts";
import { sharedRows } from "./files/shared-rows.ts";
import { sensitivity } from "./findings/sensitivity.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { dateInParts } from "./roles/date-parts.ts";
import { type RoleMap, RolesError } from "./roles/role-map.ts";
import { LATER } from "./roles/role-words.ts";
import { type GuessedRoles, guessRoles } from "./roles/roles.ts";
import { rolesInSecond } from "./roles/second-label.ts";
import {
  DEFAULT_WINDOWS,
  type WindowChoice,
  type Windows,
  windowsOf,
  windowsOfFiles,
} from "./windows/windows.ts";
import { nameWords } from "./words.ts";

export type Diagnosis = {
  roles: GuessedRoles;
  windows: string;
  notices: readonly string[];
  findings: readonly Answer[];
  silent: readonly Answer[];
  cannotTell: readonly Answer[];
  /** What “nothing found” is worth: the smallest effects that would have been seen. */
  sensitivity: readonly string[];
};

export type Setup = {
  /** How two files belong together; null where there is one. */
  relation: Relation | null;
  /** What is held by each column that has a role. */
  columns: readonly ColumnNote[];
  roles: GuessedRoles;
  prepared: Prepared;
  current: Prepared | null;
  windows: Windows;
  notices: string[];
  /** How the second file of two is written, and its outcome spelled; null where there is one table. */
  second: { columns: readonly ColumnNote[]; positive: string | null } | null;
  /** The columns that a second file of outcomes gave to the rows of the first; null where there is none. */
  joined: Joined | null;
};
export type { CsvTask };

/** Applies roles and windows to one or two files that were read. Throws a RolesError for a role map that does not fit. */
export function setUp(
  files: readonly [Csv] | readonly [Csv, Csv],
  wanted: RoleMap,
  choice: WindowChoice = DEFAULT_WINDOWS,
  as: RelationKind | null = null,
): Setup {
  const [first, second] = files;
  if (second === undefined) return alone(first, wanted, choice, null, []);
  const relation = relationOf(first, second, as);
  if (relation.kind === "outcomes") {
    const [rows, outcomes] = relation.swapped ? [second, first] : [first, second];
    const joined = withOutcomes(rows, outcomes, relation.key!);
    return {
      ...alone(joined.csv, wanted, choice, relation, joined.notices, joined.roles),
      joined: joined.joined,
    };
  }
  const known: KnownRoles =
    relation.kind === "same-rows"
      ? new Map([[relation.key!.first, { role: "key", reason: "It names the same row in both files." }]])
      : new Map();
  const roles = guessRoles(first, wanted, known);
  const prepared = prepare(first, roles);
  const notices: string[] = [];
  const shared = roles.columns.filter(({ name }) => second.table.columns.has(name));
  const onlyFirst = roles.columns
    .filter(({ name }) => !second.table.columns.has(name))
    .map(({ name }) => name);
  const onlySecond = [...second.table.columns.keys()].filter((name) => !first.table.columns.has(name));
  const list = (names: string[]) =>
    names
      .slice(0, 5)
      .map((name) => `“${name}”`)
      .join(", ") + (names.length > 5 ? ` and ${names.length - 5} more` : "");
  if (onlyFirst.length > 0) notices.push(`Only “${first.file}” has ${list(onlyFirst)}.`);
  if (onlySecond.length > 0) notices.push(`Only “${second.file}” has ${list(onlySecond)}; not compared.`);
  for (const { name } of shared) {
    const a = first.table.columns.get(name)!.kind;
    const b = second.table.columns.get(name)!.kind;
    if (a !== b)
      notices.push(`“${name}” was read as ${a} in “${first.file}” and as ${b} in “${second.file}”.`);
  }
  if (relation.kind === "windows") {
    const compared = shared.filter(({ role }) => role !== "key" && role !== "ignore").map(({ name }) => name);
    const told = sharedRows(first, second, compared);
    if (told !== null) notices.push(told);
  }
  const inSecond = rolesInSecond(first, second, { ...roles, columns: shared });
  notices.push(...inSecond.notices);
  const current = prepare(second, inSecond.roles);
  return {
    relation,
    columns: first.columns,
    roles,
    prepared,
    current,
    windows: {
      ...windowsOfFiles(prepared, current),
      ...(relation.kind === "same-rows" ? { sameRows: true } : {}),
    },
    notices,
    second: { columns: second.columns, positive: inSecond.roles.positive },
    joined: null,
  };
}

/** One table that is compared with itself over time, or by its split. */
function alone(
  csv: Csv,
  wanted: RoleMap,
  choice: WindowChoice,
  relation: Relation | null,
  notices: readonly string[],
  known?: KnownRoles,
): Setup {
  const roles = guessRoles(csv, wanted, known);
  const prepared = prepare(csv, roles);
  return {
    relation,
    columns: csv.columns,
    roles,
    prepared,
    current: null,
    windows: windowsOf(prepared, choice),
    notices: [...notices, ...orderNotices(prepared), ...partNotices(csv, prepared)],
    second: null,
    joined: null,
  };
}

/** That a date stands in parts, where nothing better says when a row happened. */
function partNotices(csv: Csv, { roles, byRowOrder }: Prepared): string[] {
  const isDoubtful = byRowOrder || nameWords(roles["event-time"]![0]!).some((word) => LATER.test(word));
  const said = isDoubtful ? dateInParts(csv.columns) : null;
  return said === null ? [] : [said];
}

/** What is to be said of the order of the rows where no column says when a row happened. */
function orderNotices({ byRowOrder, sortedBy }: Prepared): string[] {
  if (!byRowOrder) return [];
  if (sortedBy !== undefined)
    return [
      `No column says when a row happened, and the rows are sorted by “${sortedBy}”. If it counts time, choose it as “event-time”; to compare older with newer rows, add a column of time or of the split, or a second file.`,
    ];
  return [
    "No column says when a row happened. The order of the rows is taken as time; if they are shuffled, choose windows by a column instead.",
  ];
}

/** The relation guessed, or the one chosen by hand. Throws a RolesError where that needs a common key and there is none. */
function relationOf(first: Csv, second: Csv, as: RelationKind | null): Relation {
  const guessed = relate(first, second);
  if (as === null || as === guessed.kind) return guessed;
  if (as !== "windows" && guessed.key === null)
    throw new RolesError(
      `“${first.file}” and “${second.file}” have no column in common that names their rows, so neither can be looked up in the other. Add the key to both files, or compare them as older and newer.`,
    );
  return { ...guessed, kind: as, swapped: as === "outcomes" && guessed.swapped, reason: "You chose it." };
}

/** Runs all checks of a set-up; `onAnswers` is given the answers of each check as it finishes. */
export async function diagnose(
  setup: Setup,
  task: CheckTask = {},
  onAnswers: (answers: readonly Answer[]) => void = () => {},
): Promise<Diagnosis> {
  const all: Answer[] = [];
  await runChecks(
    setup.prepared,
    setup.current,
    setup.windows,
    (answers) => {
      all.push(...answers);
      onAnswers(answers);
    },
    task,
  );
  return {
    roles: setup.roles,
    windows: setup.windows.words,
    notices: [...setup.roles.notices, ...setup.notices],
    findings: ranked(all),
    silent: all.filter((one) => one.finding.verdict === "silent"),
    cannotTell: all.filter((one) => one.finding.verdict === "cannot-tell"),
    sensitivity: sensitivity(setup.prepared, setup.windows),
  };
}
