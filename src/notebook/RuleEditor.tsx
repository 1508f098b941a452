import { useEffect, useId, useRef, useState } from "react";
import { RulesProblem, rulesFromJson, rulesToJson } from "../core/rules/json.ts";
import { sayRule } from "../core/rules/say.ts";
import type { Rule, RuleSet } from "../core/rules/types.ts";
import { NumberField } from "./NumberField.tsx";
import { download } from "./picture.ts";
import { RuleForm } from "./RuleForm.tsx";
import { AddRule, RuleLine } from "./RuleLine.tsx";
import { aboutOf, backOf, blank } from "./rule-list.ts";

export type RuleEditorProps = {
  /** The rules that are shown. */
  rules: RuleSet;
  /** The rules to which one rule, or all, can be put back; null where nothing was learned. */
  learned: RuleSet | null;
  /** The rules as they stand before anything is edited, and how often a person has asked for all as it was. */
  original?: RuleSet;
  resets?: number;
  /** The columns that a rule may name. */
  columns: readonly string[];
  /** By the id of a rule what it did, as a short sentence. */
  notes?: ReadonlyMap<string, string>;
  fileName?: string;
  /** A number that rises where the rules were learned anew under the hand: what was done before cannot be undone then. */
  learnedAnew?: number;
  /** Called with rules that make sense, and with no others. */
  onChange(rules: RuleSet): void;
};

/** So many columns are listed at once: of thousands each would be drawn with all its rules. */
const LISTED = 60;

/**
 * Rules as a list that is edited by hand: switched off, changed, put back, added, taken out; undone; saved as a file and loaded again. It holds
 * nothing but what is open and what was before: the rules themselves are the page's.
 */
export function RuleEditor({
  rules,
  learned,
  original,
  resets = 0,
  columns,
  notes,
  fileName = "rules.json",
  learnedAnew = 0,
  onChange,
}: RuleEditorProps) {
  const [open, setOpen] = useState<string | null>(null);
  const [fresh, setFresh] = useState<Rule | null>(null);
  const [listed, setListed] = useState(LISTED);
  const [past, setPast] = useState<readonly RuleSet[]>([]);
  const [said, setSaid] = useState<{ text: string; bad: readonly string[] }>({ text: "", bad: [] });
  const [seen, setSeen] = useState(learnedAnew);
  if (seen !== learnedAnew) {
    setSeen(learnedAnew);
    setPast([]);
    setSaid({ text: "", bad: [] });
  }
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
  const taken = useRef(resets);
  useEffect(() => {
    if (taken.current === resets) return;
    taken.current = resets;
    if (!original || rulesToJson(original) === rulesToJson(rules)) return;
    // The focus stays where Reset was pressed.
    setOpen(null);
    setFresh(null);
    change(original, "Reset took your changes of the rules back too. Undo brings them here again.");
  });
  const byName = new Map<string, Rule[]>();
  for (const rule of rules.rules) {
    const name = aboutOf(rule);
    const own = byName.get(name);
    if (own) own.push(rule);
    else byName.set(name, [rule]);
  }
  const groups = [...byName].slice(0, listed);
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
                    <RuleLine
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
      {byName.size > listed && (
        <p>
          <button type="button" className="button" onClick={() => setListed(listed + LISTED)}>
            Show {Math.min(LISTED, byName.size - listed)} more of {byName.size.toLocaleString("en")} columns
          </button>
        </p>
      )}
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
