import type { Roles, Task } from "../core/contracts.ts";
import { checkRules } from "../core/rules/check.ts";
import { rulesFromJson, rulesToJson } from "../core/rules/json.ts";
import { learnRules } from "../core/rules/learn.ts";
import { sayResult, sayRule } from "../core/rules/say.ts";
import { carriedRules } from "./carried-rules.ts";
import { type DiagnosePayload, job as diagnose, keyOf, rowsAsCsv } from "./diagnose.job.ts";
import { keptDiagnosed } from "./last.ts";

/** So many of the rows that a rule holds are handed to the page as CSV. */
const LISTED = 1000;
/** So many columns have rules learned for them: a file of rules holds 5,000, and a column has seven at most. */
const MOST_COLUMNS = 400;

export type RulesPayload = {
  diagnosed: DiagnosePayload;
  /** Rules as JSON (`rulesToJson`); null to have them learned from the older window. */
  rules: string | null;
  /** What these were changed from by hand: where other rows or roles teach other rules, the changes are carried over to them. */
  base?: string | null;
};

/** What rules say of the person's own windows. */
export type RulesParts = {
  /** The rules that were learned from the older window, and the columns that they may name. */
  learned: { json: string; columns: readonly string[]; of: number };
  /** The rules that were held against the rows: as learned, as given, or as carried over, with what had to be dropped. */
  used: { json: string; kept: number; dropped: readonly string[] };
  /** The newer window held against the rules. */
  newer: {
    rows: number;
    held: number;
    stopped: boolean;
    /** The lines of the rules that something broke or that cannot tell, in their order. */
    said: readonly { id: string; verdict: string; sentence: string; rows: number; csv: string | null }[];
    older: { held: number; rows: number };
  };
};

/** Learns rules from the older window, or takes those of the payload, and holds both windows against them. */
export async function job(
  { diagnosed, rules, base }: RulesPayload,
  task: Task<RulesParts>,
): Promise<Partial<RulesParts>> {
  const key = keyOf(diagnosed);
  if (!keptDiagnosed(key)) await diagnose(diagnosed, { ...task, publish: () => {} });
  const { files, setup } = keptDiagnosed(key)!;
  const { windows, prepared } = setup;
  const columns = [...windows.reference.columns.keys()];
  // Of thousands of columns nobody keeps rules by hand: the first are learned, and that is said.
  const some = columns.slice(0, MOST_COLUMNS);
  const learned = learnRules(
    {
      rows: windows.reference.rows,
      columns: new Map(some.map((name) => [name, windows.reference.columns.get(name)!])),
    },
    withColumns(prepared.roles, new Set(some)),
  );
  await task.breathe();
  const given = rules === null ? null : rulesFromJson(rules);
  const anew = given !== null && base != null && base !== rulesToJson(learned);
  const carried = anew ? carriedRules(given, rulesFromJson(base), learned, columns) : null;
  const set = carried?.rules ?? given ?? learned;
  const table = windows.current ?? windows.reference;
  const check = checkRules(set, table, { openEnds: true });
  await task.breathe();
  const before = checkRules(set, windows.reference, { openEnds: true });
  const { file, fileRow } = setup.current ?? prepared;
  // By name: of rows and their outcomes either may have been given first.
  const source = files.find((one) => one.file === file)!;
  const rowsOf = windows.current ? windows.currentRows : windows.referenceRows;
  const said = check.results
    .filter(({ verdict }) => verdict === "breaks" || verdict === "cannot-tell")
    .map((result) => {
      const places = [...result.rows.subarray(0, LISTED)].map((row) => rowsOf?.[row] ?? row);
      return {
        id: result.rule.id,
        verdict: result.verdict,
        sentence: sayResult(result),
        rows: result.rows.length,
        csv: places.length === 0 ? null : rowsAsCsv(source, places, places.map(fileRow)),
      };
    });
  return {
    learned: { json: rulesToJson(learned), columns: some, of: columns.length },
    used: {
      json: rulesToJson(set),
      kept: carried?.kept ?? 0,
      dropped: (carried?.dropped ?? []).map(sayRule),
    },
    newer: {
      rows: table.rows,
      held: check.held,
      stopped: check.stopped,
      said,
      older: { held: before.held, rows: windows.reference.rows },
    },
  };
}

/** The roles that these columns play. */
function withColumns(roles: Roles, columns: ReadonlySet<string>): Roles {
  return Object.fromEntries(
    Object.entries(roles).map(([role, names]) => [role, names?.filter((name) => columns.has(name))]),
  ) as Roles;
}
