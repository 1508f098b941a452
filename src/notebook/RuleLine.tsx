import { useId, useState } from "react";
import { KINDS, RULE_KINDS } from "../core/rules/kinds.ts";
import { sayRule } from "../core/rules/say.ts";
import type { Rule, RuleKind } from "../core/rules/types.ts";

type LineProps = {
  rule: Rule;
  note: string | undefined;
  back: Rule | "remove" | null;
  onSwitch(): void;
  onEdit(): void;
  onBack(was: Rule | null): void;
};

/** One rule: whether it is on, what it says and did, and what can be done to it. */
export function RuleLine({ rule, note, back, onSwitch, onEdit, onBack }: LineProps) {
  const sentence = sayRule(rule);
  return (
    <>
      <label className="option rule-says">
        <input type="checkbox" checked={rule.on} onChange={onSwitch} />
        <span>
          {sentence} {rule.from !== "learned" && <span className="rule-origin">{rule.from}</span>}
          {note && <span className="rule-note"> {note}</span>}
        </span>
      </label>
      <span className="rule-buttons">
        <button
          type="button"
          className="plain"
          data-focus={rule.id}
          aria-label={`Change: ${sentence}`}
          onClick={onEdit}
        >
          Change
        </button>
        {back && (
          <button
            type="button"
            className="plain"
            aria-label={`${back === "remove" ? "Take out" : "As learned"}: ${sentence}`}
            onClick={() => onBack(back === "remove" ? null : back)}
          >
            {back === "remove" ? "Take out" : "As learned"}
          </button>
        )}
      </span>
    </>
  );
}

/** The kind of a rule to be added. */
export function AddRule({ onAdd }: { onAdd(kind: RuleKind): void }) {
  const id = useId();
  const [kind, setKind] = useState<RuleKind>("range");
  return (
    <div className="rule-add">
      <label htmlFor={id}>Add a rule</label>
      <select
        id={id}
        data-focus="add"
        value={kind}
        onChange={(event) => setKind(event.target.value as RuleKind)}
      >
        {RULE_KINDS.map((one) => (
          <option key={one} value={one}>
            {KINDS[one].name}
          </option>
        ))}
      </select>
      <button type="button" className="button" onClick={() => onAdd(kind)}>
        Add
      </button>
    </div>
  );
}
