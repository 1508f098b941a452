import { useEffect, useId, useRef, useState } from "react";
import { RulesProblem, rulesFromJson, rulesToJson } from "../core/rules/json.ts";
import { columnsOf, KINDS, RULE_KINDS } from "../core/rules/kinds.ts";
import { sayRule } from "../core/rules/say.ts";
import type { Rule, RuleKind, RuleSet } from "../core/rules/types.ts";
import { NumberField } from "./NumberField.tsx";
import { download } from "./picture.ts";
import { RuleForm } from "./RuleForm.tsx";

export type RuleEditorProps = {
  /** The rules that are shown. */
  rules: RuleSet;
  /** The rules to which one rule, or all, can be put back; null where nothing was learned. */
  learned: RuleSet | null;
  /** The columns that a rule may name. */
  columns: readonly string[];
  /** By the id of a rule what it did, as a short sentence. */
  notes?: ReadonlyMap<string, string>;
  fileName?: string;
  /** Called with rules that make sense, and with no others. */
  onChange(rules: RuleSet): void;
};

const COLUMN_WORDS = "Rules about the whole row";

/**
 * Rules as a list that is edited by hand: switched off, changed, put back, added, taken out; undone; saved as a file and loaded again. It holds
 * nothing but what is open and what was before: the rules themselves are the page's.
 */
export function RuleEditor({
  rules,
  learned,
  columns,
  notes,
  fileName = "rules.json",
  onChange,
}: RuleEditorProps) {
  const [open, setOpen] = useState<string | null>(null);
  const [fresh, setFresh] = useState<Rule | null>(null);
  const [past, setPast] = useState<readonly RuleSet[]>([]);
  const [said, setSaid] = useState<{ text: string; bad: readonly string[] }>({ text: "", bad: [] });
  const file = useRef<HTMLInputElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const group = useId();

  const change = (set: RuleSet, text: string) => {
    setPast((before) => [...before.slice(-49), rules]);
    setSaid({ text, bad: [] });
    onChange(set);
  };
  const withRule = (rule: Rule) => ({
    ...rules,
    rules: rules.rules.map((one) => (one.id === rule.id ? rule : one)),
  });
  // A form that closes takes the focus with it: it goes back to the button that opened the form.
  const next = useRef<string | null>(null);
  useEffect(() => {
    if (next.current === null) return;
    const all = top.current?.querySelectorAll<HTMLElement>("[data-focus]") ?? [];
    const target = [...all].find((one) => one.dataset.focus === next.current);
    next.current = null;
    target?.focus();
  });
  const close = () => {
    if (open !== null || fresh !== null) next.current = open ?? "add";
    setOpen(null);
    setFresh(null);
  };
  const apply = (rule: Rule) => {
    if (fresh) change({ ...rules, rules: [...rules.rules, rule] }, `Added: ${sayRule(rule)}`);
    else
      change(
        withRule({ ...rule, from: rule.from === "added" ? "added" : "edited" }),
        `Changed: ${sayRule(rule)}`,
      );
    close();
  };
  const load = async (chosen: File) => {
    try {
      const loaded = rulesFromJson(await chosen.text(), `“${chosen.name}”`);
      change(loaded, `Loaded ${loaded.rules.length} rules from “${chosen.name}”.`);
      close();
    } catch (error) {
      const bad =
        error instanceof RulesProblem ? error.problems.map(({ sentence }) => sentence) : [String(error)];
      setSaid({ text: "Nothing was loaded; the rules are as they were.", bad });
    }
  };
  const undo = () => {
    const before = past.at(-1);
    if (!before) return;
    setPast(past.slice(0, -1));
    setSaid({ text: "Undone.", bad: [] });
    close();
    onChange(before);
  };
  const groups = [...new Set([...rules.rules].map(aboutOf))].map(
    (name) => [name, rules.rules.filter((rule) => aboutOf(rule) === name)] as const,
  );
  const edits = rules.rules.filter(({ from, on }) => from !== "learned" || !on).length;

  return (
    <div className="rules" ref={top}>
      <div className="rules-head">
        <NumberField
          label="Stop the whole batch where more than this share of its rows is held"
          unit="%"
          value={100 * rules.stopAbove}
          least={0}
          most={100}
          onCommit={(value) =>
            change(
              { ...rules, stopAbove: value / 100 },
              `A batch is stopped above ${value} % of its rows held.`,
            )
          }
        />
        <div className="rule-buttons">
          <button type="button" className="button" disabled={past.length === 0} onClick={undo}>
            Undo
          </button>
          {learned && (
            <button
              type="button"
              className="button"
              onClick={() => {
                close();
                change(learned, "These are the rules as they were learned.");
              }}
            >
              Back to learned
            </button>
          )}
          <button
            type="button"
            className="button"
            onClick={() => download(fileName, rulesToJson(rules), "application/json")}
          >
            Save {fileName}
          </button>
          <button type="button" className="button" onClick={() => file.current?.click()}>
            Load a file
          </button>
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            hidden
            aria-label="A file of rules"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              event.target.value = "";
              if (chosen) void load(chosen);
            }}
          />
        </div>
        <p role="status" className="quiet">
          {said.text ||
            `${rules.rules.length} rules${edits > 0 ? `, ${edits} by hand` : ", all as learned"}.`}
        </p>
        {said.bad.length > 0 && (
          <ul role="alert" className="rule-problem">
            {said.bad.slice(0, 8).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {said.bad.length > 8 && <li>And {said.bad.length - 8} more.</li>}
          </ul>
        )}
      </div>
      {groups.map(([name, own]) => {
        const byHand = own.filter(({ from, on }) => from !== "learned" || !on).length;
        const acted = own.filter(({ id }) => notes?.get(id)).length;
        return (
          <details key={name} className="rules-column" name={group}>
            <summary>
              <span className="rules-name">{name}</span>{" "}
              <span className="quiet">
                {own.length === 1 ? "1 rule" : `${own.length} rules`}
                {byHand > 0 && `, ${byHand} by hand`}
                {acted > 0 && `; ${acted} at work`}
              </span>
            </summary>
            <ul>
              {own.map((rule) => (
                <li key={rule.id} className="rule" data-off={!rule.on}>
                  {open === rule.id ? (
                    <RuleForm rule={rule} columns={columns} onApply={apply} onCancel={close} />
                  ) : (
                    <Line
                      rule={rule}
                      note={notes?.get(rule.id)}
                      onSwitch={() =>
                        change(
                          withRule({ ...rule, on: !rule.on }),
                          `${rule.on ? "Off" : "On"}: ${sayRule(rule)}`,
                        )
                      }
                      onEdit={() => {
                        setFresh(null);
                        setOpen(rule.id);
                      }}
                      back={backOf(rule, learned)}
                      onBack={(was) => {
                        next.current = was ? rule.id : "add";
                        if (was) change(withRule(was), `As learned: ${sayRule(was)}`);
                        else
                          change(
                            { ...rules, rules: rules.rules.filter(({ id }) => id !== rule.id) },
                            `Taken out: ${sayRule(rule)}`,
                          );
                      }}
                    />
                  )}
                </li>
              ))}
            </ul>
          </details>
        );
      })}
      {fresh ? (
        <div className="rule">
          <RuleForm key={fresh.rule} rule={fresh} columns={columns} onApply={apply} onCancel={close} />
        </div>
      ) : (
        <AddRule
          onAdd={(kind) => {
            setOpen(null);
            setFresh(blank(kind, columns, rules.rules));
          }}
        />
      )}
    </div>
  );
}

type LineProps = {
  rule: Rule;
  note: string | undefined;
  back: Rule | "remove" | null;
  onSwitch(): void;
  onEdit(): void;
  onBack(was: Rule | null): void;
};

function Line({ rule, note, back, onSwitch, onEdit, onBack }: LineProps) {
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

function AddRule({ onAdd }: { onAdd(kind: RuleKind): void }) {
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

/** The heading under which a rule stands: its column, or that it reads several. */
function aboutOf(rule: Rule): string {
  const columns = columnsOf(rule);
  return columns.length === 1 || rule.rule === "arrival" || rule.rule === "compare"
    ? columns[0]!
    : COLUMN_WORDS;
}

/** To what a rule can be put back: what was learned in its place, "remove" for one that was added, null where nothing has changed. */
function backOf(rule: Rule, learned: RuleSet | null): Rule | "remove" | null {
  const was = learned?.rules.find(({ id }) => id === rule.id);
  if (!was) return rule.from === "learned" ? null : "remove";
  return JSON.stringify(was) === JSON.stringify(rule) ? null : was;
}

/** A rule of this kind with nothing said yet, about the first column. */
function blank(kind: RuleKind, columns: readonly string[], rules: readonly Rule[]): Rule {
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
