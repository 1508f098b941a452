import { columnsOf, KINDS } from "../core/rules/kinds.ts";
import type { Rule, RuleKind, RuleSet } from "../core/rules/types.ts";

const COLUMN_WORDS = "Rules about the whole row";

/** The heading under which a rule stands: its column, or that it reads several. */
export function aboutOf(rule: Rule): string {
  const columns = columnsOf(rule);
  return columns.length === 1 || rule.rule === "arrival" || rule.rule === "compare"
    ? columns[0]!
    : COLUMN_WORDS;
}

/** To what a rule can be put back: what was learned in its place, "remove" for one that was added, null where nothing has changed. */
export function backOf(rule: Rule, learned: RuleSet | null): Rule | "remove" | null {
  const was = learned?.rules.find(({ id }) => id === rule.id);
  if (!was) return rule.from === "learned" ? null : "remove";
  return JSON.stringify(was) === JSON.stringify(rule) ? null : was;
}

/** A rule of this kind with nothing said yet, about the first column. */
export function blank(kind: RuleKind, columns: readonly string[], rules: readonly Rule[]): Rule {
  const taken = new Set(rules.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${kind}-${number}`)) number++;
  const values = Object.fromEntries(
    Object.entries(KINDS[kind].fields).map(([name, field]) => [
      name,
      field.is === "column" && !field.nullable
        ? (columns[0] ?? "")
        : field.is === "choice"
          ? field.options[0]
          : field.is === "texts" || field.is === "columns"
            ? []
            : "nullable" in field && field.nullable
              ? null
              : "",
    ]),
  );
  return { id: `${kind}-${number}`, on: true, from: "added", rule: kind, ...values } as unknown as Rule;
}
