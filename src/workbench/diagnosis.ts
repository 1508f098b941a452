import { type Answer, type CheckTask, ranked, runChecks } from "./checks.ts";
import type { Csv, CsvTask } from "./csv/read.ts";
import { type Prepared, prepare } from "./prepare.ts";
import type { RoleMap } from "./role-map.ts";
import { type GuessedRoles, guessRoles } from "./roles.ts";
import { sensitivity } from "./sensitivity.ts";
import { DEFAULT_WINDOWS, type WindowChoice, type Windows, windowsOf, windowsOfFiles } from "./windows.ts";

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
  roles: GuessedRoles;
  prepared: Prepared;
  current: Prepared | null;
  windows: Windows;
  notices: string[];
};
export type { CsvTask };

/** Applies roles and windows to one or two files that were read. Throws a RolesError for a role map that does not fit. */
export function setUp(
  files: readonly [Csv] | readonly [Csv, Csv],
  wanted: RoleMap,
  choice: WindowChoice = DEFAULT_WINDOWS,
): Setup {
  const [first, second] = files;
  const roles = guessRoles(first, wanted);
  const prepared = prepare(first, roles);
  if (second === undefined)
    return { roles, prepared, current: null, windows: windowsOf(prepared, choice), notices: [] };
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
  const current = prepare(second, { ...roles, columns: shared });
  return { roles, prepared, current, windows: windowsOfFiles(prepared, current), notices };
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
