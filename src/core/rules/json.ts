import { type Field, KINDS, RULE_KINDS } from "./kinds.ts";
import type { LearnedFrom, Rule, RuleKind, RuleSet } from "./types.ts";

export const FORMAT = "as-of-rules";
export const VERSION = 1;
const MOST_RULES = 5000;

/** What is wrong with rules, and where: one sentence each. */
export type Problem = { at: string; sentence: string };

/** Rules that cannot be used. The message is the first problem; `problems` holds them all. */
export class RulesProblem extends Error {
  override readonly name = "RulesProblem";
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : "";
    super(`${first!.sentence}${more}`);
    this.problems = problems;
  }
}

/** The rules as JSON text, indented by two, one object a rule, as `public/schemas/rules.schema.json` describes it. */
export function rulesToJson({ stopAbove, learnedFrom, rules }: RuleSet): string {
  const file = {
    format: FORMAT,
    version: VERSION,
    stopAbove,
    learnedFrom,
    rules: rules.map((rule) => {
      const fields = Object.keys(KINDS[rule.rule].fields);
      const own = rule as unknown as Record<string, unknown>;
      return Object.fromEntries(["id", "rule", ...fields, "on", "from"].map((name) => [name, own[name]]));
    }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads rules. Throws a {@link RulesProblem} with one sentence for everything that is wrong, naming where it stands; what is right in the rest
 * of the file is not used either. Unknown fields are problems too: a misspelt bound must not be no bound.
 */
export function rulesFromJson(text: string, file = "the file of rules"): RuleSet {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new RulesProblem([
      {
        at: "",
        sentence: `${capital(file)} is not valid JSON: ${(error as Error).message}. Export rules from the page to see the form.`,
      },
    ]);
  }
  const problems: Problem[] = [];
  const say = (at: string, sentence: string) =>
    void problems.push({ at, sentence: `${at === "" ? capital(file) : at}: ${sentence}` });
  if (!isObject(parsed))
    throw new RulesProblem([
      {
        at: "",
        sentence: `${capital(file)} holds ${kindOf(parsed)}; it must be an object with “format”, “version” and “rules”.`,
      },
    ]);
  if (parsed.format !== FORMAT)
    say("format", `it is ${shown(parsed.format)}; it must be "${FORMAT}". Is this a file of rules?`);
  if (parsed.version !== VERSION)
    say("version", `it is ${shown(parsed.version)}; this page reads version ${VERSION}.`);
  for (const name of Object.keys(parsed))
    if (!["$schema", "format", "version", "stopAbove", "learnedFrom", "rules"].includes(name))
      say(name, `there is no such field; the fields are format, version, stopAbove, learnedFrom and rules.`);
  const stopAbove = parsed.stopAbove ?? 1;
  const share = problemOf({ is: "number", label: "stopAbove", least: 0, most: 1 }, stopAbove);
  if (share) say("stopAbove", share);
  const learnedFrom = readLearnedFrom(parsed.learnedFrom ?? null, say);
  const rules: Rule[] = [];
  if (!Array.isArray(parsed.rules))
    say("rules", `it is ${kindOf(parsed.rules)}; it must be a list of rules.`);
  else if (parsed.rules.length > MOST_RULES)
    say("rules", `it holds ${parsed.rules.length} rules; at most ${MOST_RULES} are read.`);
  else {
    const taken = new Map<string, number>();
    for (const [i, one] of parsed.rules.entries()) {
      const id = isObject(one) && typeof one.id === "string" ? ` (“${one.id}”)` : "";
      const where = `Rule ${i + 1}${id}`;
      for (const { at, sentence } of problemsOfRule(one))
        problems.push({
          at: `rules[${i}]${at === "" ? "" : `.${at}`}`,
          sentence: `${where}${at === "" ? "" : `, “${at}”`}: ${sentence}`,
        });
      if (!isObject(one) || typeof one.id !== "string") continue;
      const other = taken.get(one.id);
      if (other !== undefined)
        problems.push({
          at: `rules[${i}].id`,
          sentence: `${where}, “id”: rule ${other + 1} has the same; each needs its own.`,
        });
      else taken.set(one.id, i);
      rules.push({ on: true, from: "added", ...one } as unknown as Rule);
    }
  }
  if (problems.length > 0) throw new RulesProblem(problems);
  return { stopAbove: stopAbove as number, learnedFrom, rules };
}

/** Everything that is wrong with one rule, field by field; empty where it can be used. `columns`: those that it may name, where they are known. */
export function problemsOfRule(rule: unknown, columns?: readonly string[]): Problem[] {
  if (!isObject(rule))
    return [
      {
        at: "",
        sentence: `it is ${kindOf(rule)}; a rule is an object such as {"id": "a", "rule": "present", "column": "amount"}.`,
      },
    ];
  const problems: Problem[] = [];
  const say = (at: string, sentence: string | null) => {
    if (sentence !== null) problems.push({ at, sentence });
  };
  if (!RULE_KINDS.includes(rule.rule as RuleKind)) {
    say("rule", `it is ${shown(rule.rule)}; the kinds are ${RULE_KINDS.join(", ")}.`);
    return problems;
  }
  const { fields } = KINDS[rule.rule as RuleKind];
  if (typeof rule.id !== "string" || rule.id === "")
    say("id", `it is ${shown(rule.id)}; it must be a text that is not empty.`);
  if (rule.on !== undefined && typeof rule.on !== "boolean")
    say("on", `it is ${shown(rule.on)}; it must be true or false.`);
  if (rule.from !== undefined && !["learned", "edited", "added"].includes(rule.from as string))
    say("from", `it is ${shown(rule.from)}; it must be "learned", "edited" or "added".`);
  for (const name of Object.keys(rule))
    if (!["id", "rule", "on", "from"].includes(name) && !Object.hasOwn(fields, name))
      say(
        name,
        `a rule of the kind “${rule.rule}” has no such field; it has ${Object.keys(fields).join(", ")}.`,
      );
  for (const [name, field] of Object.entries(fields)) say(name, problemOf(field, rule[name], columns));
  if (problems.length > 0) return problems;
  const own = rule as unknown as Rule;
  if ("min" in own && own.min !== null && own.max !== null && own.min > own.max)
    say("min", `it is ${own.min}, above “max”, ${own.max}: no value lies between.`);
  if (own.rule === "range" && own.min === null && own.max === null)
    say("min", "neither bound is given: a range needs at least one.");
  if (own.rule === "compare" && (own.to === null) === (own.other === null))
    say(
      "to",
      own.to === null ? "give a number, or in “other” a column." : "give a number or a column, not both.",
    );
  if (own.rule === "compare" && own.other === own.column) say("other", "it is the column itself.");
  if (own.rule === "share" && own.of === "value" && own.value === null)
    say("value", "say which value’s share is meant.");
  if (own.rule === "share" && own.of === "above" && own.than === null) say("than", "say above which number.");
  return problems;
}

/** What is wrong with the value of a field, or null. */
function problemOf(field: Field, value: unknown, columns?: readonly string[]): string | null {
  const nullable = "nullable" in field && field.nullable === true;
  if (value === undefined) return nullable ? "it is left out; write null for none." : "it is left out.";
  if (value === null) return nullable ? null : "it is null; it must have a value.";
  const unknown = (name: string) =>
    columns === undefined || columns.includes(name)
      ? null
      : `there is no column “${name}”; there are ${listed(columns)}.`;
  switch (field.is) {
    case "number": {
      if (typeof value !== "number" || !Number.isFinite(value))
        return `it is ${shown(value)}; it must be a number${nullable ? " or null" : ""}.`;
      const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = field;
      if (value >= least && value <= most) return null;
      return Number.isFinite(most)
        ? `it is ${value}; it must lie between ${least} and ${most}.`
        : `it is ${value}; it must be ${least} or more.`;
    }
    case "choice":
      return field.options.includes(value as string)
        ? null
        : `it is ${shown(value)}; it must be one of ${field.options.map((one) => `"${one}"`).join(", ")}.`;
    case "column":
      if (typeof value !== "string" || value === "")
        return `it is ${shown(value)}; it must be the name of a column.`;
      return unknown(value);
    case "text":
      return typeof value === "string" ? null : `it is ${shown(value)}; it must be a text.`;
    default: {
      if (!Array.isArray(value) || value.length === 0 || value.some((one) => typeof one !== "string"))
        return `it is ${shown(value)}; it must be a list of ${field.is === "columns" ? "column names" : "texts"}, at least one.`;
      if (field.is === "texts") return null;
      return value.map(unknown).find((one) => one !== null) ?? null;
    }
  }
}

function readLearnedFrom(value: unknown, say: (at: string, sentence: string) => void): LearnedFrom | null {
  if (value === null) return null;
  if (!isObject(value)) {
    say("learnedFrom", `it is ${kindOf(value)}; it must be an object or null.`);
    return null;
  }
  for (const name of ["rows", "days", "slack", "deviations"]) {
    const problem = problemOf({ is: "number", label: name, least: 0 }, value[name]);
    if (problem) say(`learnedFrom.${name}`, problem);
  }
  const { rows, days, slack, deviations } = value as LearnedFrom;
  return { rows, days, slack, deviations };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const kindOf = (value: unknown): string =>
  value === undefined
    ? "left out"
    : value === null
      ? "null"
      : Array.isArray(value)
        ? "a list"
        : isObject(value)
          ? "an object"
          : `a ${typeof value}`;

/** A value for a sentence: JSON, cut where it is long. */
function shown(value: unknown): string {
  if (value === undefined) return "left out";
  const text = typeof value === "number" ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function listed(names: readonly string[]): string {
  const first = names
    .slice(0, 8)
    .map((name) => `“${name}”`)
    .join(", ");
  return names.length > 8 ? `${first} and ${names.length - 8} more` : first;
}
