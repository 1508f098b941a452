import { KINDS } from "../../core/rules/kinds.ts";
import type { Rule } from "../../core/rules/types.ts";
import {
  categories,
  clearValid,
  type NumberColumn,
  numbers,
  type Table,
  table,
  validity,
} from "../../core/table/table.ts";

/**
 * Rules as a table, one a row, for programs that read no JSON: rule_id, rule, column_name, other_column (of a comparison, or the event of an
 * arrival), detail (kind of column, comparison, what a share is of), value, than, low, high (bounds; the hours of an arrival are `high`, the
 * number of a comparison is `low`), known_values (each between bars), rule_json (the rule itself). Rules that are off are left out.
 */
export function ruleTable(rules: readonly Rule[]): Table {
  const on = rules.filter((rule) => rule.on);
  const text = (of: (rule: Rule) => string | null) => categories(on.map(of));
  const number = (of: (rule: Rule) => number | null): NumberColumn => {
    const values = on.map(of);
    const valid = validity(values.length, true);
    for (const [row, value] of values.entries()) if (value === null) clearValid(valid, row);
    return numbers(
      values.map((value) => value ?? Number.NaN),
      valid,
    );
  };
  return table([
    ["rule_id", text(({ id }) => id)],
    ["rule", text(({ rule }) => rule)],
    ["column_name", text((rule) => (rule.rule === "unique" ? rule.columns.join("|") : rule.column))],
    [
      "other_column",
      text((rule) => (rule.rule === "arrival" ? rule.event : rule.rule === "compare" ? rule.other : null)),
    ],
    [
      "detail",
      text((rule) =>
        rule.rule === "kind"
          ? rule.kind
          : rule.rule === "compare"
            ? named(rule.is)
            : rule.rule === "share"
              ? rule.of
              : null,
      ),
    ],
    ["value", text((rule) => (rule.rule === "share" ? rule.value : null))],
    ["than", number((rule) => (rule.rule === "share" ? rule.than : null))],
    ["low", number((rule) => (rule.rule === "compare" ? rule.to : "min" in rule ? rule.min : null))],
    ["high", number((rule) => (rule.rule === "arrival" ? rule.hours : "max" in rule ? rule.max : null))],
    ["known_values", text((rule) => (rule.rule === "known" ? `|${rule.values.join("|")}|` : null))],
    ["rule_json", text(jsonOf)],
  ]);
}

/** A spreadsheet would take a sign for a formula: comparisons are written in words. */
const WORDS = {
  ">": "greater",
  ">=": "at least",
  "<": "less",
  "<=": "at most",
  "=": "equal",
  "!=": "unequal",
} as const;
const named = (sign: keyof typeof WORDS): string => WORDS[sign];

function jsonOf(rule: Rule): string {
  const own = rule as unknown as Record<string, unknown>;
  const names = ["id", "rule", ...Object.keys(KINDS[rule.rule].fields)];
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, own[name]])));
}
