import { columnsOf } from "../core/rules/kinds.ts";
import type { Rule, RuleSet } from "../core/rules/types.ts";

export type Carried = {
  rules: RuleSet;
  /** Changes by hand (a rule changed, switched off, added or taken out) that hold on in the new rules. */
  kept: number;
  /** Changed rules that read a column which is no longer there. */
  dropped: readonly Rule[];
};

/**
 * Changes that were made by hand to the rules `base`, carried over to rules learned anew from other rows or roles: what was
 * changed stays changed, what was not is as it is learned now. A rule goes where a column that it reads is not among `columns`.
 */
export function carriedRules(
  edited: RuleSet,
  base: RuleSet,
  fresh: RuleSet,
  columns: readonly string[],
): Carried {
  const was = new Map(base.rules.map((rule) => [rule.id, JSON.stringify(rule)]));
  const here = new Set(edited.rules.map(({ id }) => id));
  const now = new Set(fresh.rules.map(({ id }) => id));
  const known = new Set(columns);
  const changed = edited.rules.filter((rule) => was.get(rule.id) !== JSON.stringify(rule));
  const fits = changed.filter((rule) => columnsOf(rule).every((name) => known.has(name)));
  const byId = new Map(fits.map((rule) => [rule.id, rule]));
  const takenOut = [...was.keys()].filter((id) => !here.has(id) && now.has(id));
  const gone = new Set(takenOut);
  const stops = edited.stopAbove !== base.stopAbove;
  return {
    rules: {
      ...fresh,
      stopAbove: stops ? edited.stopAbove : fresh.stopAbove,
      rules: [
        ...fresh.rules.filter(({ id }) => !gone.has(id)).map((rule) => byId.get(rule.id) ?? rule),
        ...fits.filter(({ id }) => !now.has(id)),
      ],
    },
    kept: fits.length + takenOut.length + (stops ? 1 : 0),
    dropped: changed.filter((rule) => !fits.includes(rule)),
  };
}
