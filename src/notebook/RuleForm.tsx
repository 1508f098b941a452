import { type FormEvent, useId, useState } from "react";
import { problemsOfRule } from "../core/rules/json.ts";
import { type Field, KINDS } from "../core/rules/kinds.ts";
import type { Rule } from "../core/rules/types.ts";

type RuleFormProps = {
  rule: Rule;
  /** The columns that a rule may name. */
  columns: readonly string[];
  onApply(rule: Rule): void;
  onCancel(): void;
};

const split = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** What a person typed, as the field's value; text that is no number stays text, so that the message can show it. */
function readField(field: Field, text: string): unknown {
  if (field.is === "texts" || field.is === "columns") return split(text);
  const isNone = text.trim() === "" && "nullable" in field && field.nullable === true;
  if (isNone) return null;
  if (field.is !== "number") return text;
  const number = Number(text.trim().replace("−", "-"));
  return text.trim() !== "" && Number.isFinite(number) ? number : text;
}

const textOf = (value: unknown): string =>
  value === null || value === undefined ? "" : Array.isArray(value) ? value.join(", ") : String(value);

/** The fields of one rule. Nothing changes until they make sense: what does not is said beside the field. */
export function RuleForm({ rule, columns, onApply, onCancel }: RuleFormProps) {
  const id = useId();
  const { fields, name, meaning } = KINDS[rule.rule];
  const own = rule as unknown as Record<string, unknown>;
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.keys(fields).map((key) => [key, textOf(own[key])])),
  );
  const [asked, setAsked] = useState(false);
  const draft = {
    ...rule,
    ...Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, readField(field, texts[key]!)])),
  } as Rule;
  const problems = problemsOfRule(draft, columns);
  /** The form names its fields by their labels, where a file has names of its own. */
  const inLabels = (sentence: string) =>
    Object.entries(fields).reduce(
      (text, [key, { label }]) => text.replaceAll(`“${key}”`, `“${label}”`),
      sentence,
    );
  const problemOf = (key: string) => (asked ? problems.find(({ at }) => at === key) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (problems.length === 0) onApply(draft);
  };
  return (
    <form
      className="rule-form"
      aria-label={`${name}: ${meaning}`}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <p className="quiet">{meaning}</p>
      {Object.entries(fields).map(([key, field], place) => {
        const problem = problemOf(key);
        const common = {
          id: `${id}-${key}`,
          value: texts[key]!,
          // The form was asked for: the focus goes to where the work is.
          autoFocus: place === 0,
          "aria-invalid": problem !== undefined,
          "aria-describedby": problem ? `${id}-${key}-problem` : undefined,
          onChange: (event: { target: { value: string } }) =>
            setTexts((now) => ({ ...now, [key]: event.target.value })),
        };
        const options = field.is === "column" ? columns : field.is === "choice" ? field.options : null;
        return (
          <div key={key} className="rule-field">
            <label htmlFor={common.id}>{field.label}</label>
            {options ? (
              <select {...common}>
                {(options.includes(texts[key]!) && !("nullable" in field)) || <option value="">–</option>}
                {options.map((option) => (
                  <option key={option}>{option}</option>
                ))}
              </select>
            ) : (
              <input
                {...common}
                type="text"
                autoComplete="off"
                inputMode={field.is === "number" ? "decimal" : "text"}
                size={field.is === "texts" || field.is === "columns" ? 34 : 10}
              />
            )}
            {problem && (
              <p id={`${id}-${key}-problem`} className="rule-problem" role="alert">
                {capital(inLabels(problem.sentence))}
              </p>
            )}
          </div>
        );
      })}
      <div className="rule-buttons">
        <button type="submit" className="button">
          Apply
        </button>
        <button type="button" className="plain" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
