/** Rules: learned from a reference batch, edited by hand, kept as JSON, and held against batches. */
export { checkRules } from "./check.ts";
export {
  FORMAT,
  type Problem,
  problemsOfRule,
  RulesProblem,
  rulesFromJson,
  rulesToJson,
  VERSION,
} from "./json.ts";
export { columnsOf, type Field, KINDS, type Kind, levelOf, RULE_KINDS } from "./kinds.ts";
export { LEARN_DEFAULTS, type LearnSettings, learnRules } from "./learn.ts";
export { sayResult, sayRule } from "./say.ts";
export { rulesSchema } from "./schema.ts";
export type * from "./types.ts";
