import { type ReactNode, useEffect, useMemo, useState } from "react";
import { rulesFromJson, rulesToJson } from "../core/rules/json.ts";
import type { RuleSet } from "../core/rules/types.ts";
import { engine, isAbort } from "../engine/client.ts";
import { ChapterProvider, lookUp, useChapter } from "./context.ts";
import { RuleEditor } from "./RuleEditor.tsx";

type RuleBenchProps = {
  /** Path to the rules of the gate: `{ json, learned, columns }`. */
  of: string;
  /** Path to what each rule did: `{ id, held, stopped, healthyHeld, healthyStopped }`. */
  lines: string;
  /** The job that runs the chapter's days behind other rules; it answers with parts of the result. */
  job: string;
  children?: ReactNode;
};

type Line = { id: string; held: number; stopped: number; healthyHeld: number; healthyStopped: number };
type Parts = Readonly<Record<string, unknown>>;

/** The rules of a chapter, to be edited; its children show what the edited rules do. Without an edit they show the chapter's own result. */
export default function RuleBench({ of, lines, job, children }: RuleBenchProps) {
  const scope = useChapter();
  const { params, seed, live, resets } = scope;
  const source = lookUp(scope, of) as
    | { json: string; learned: string; columns: readonly string[] }
    | undefined;
  const base = useMemo(() => (source ? rulesFromJson(source.json) : null), [source]);
  const learned = useMemo(() => (source ? rulesFromJson(source.learned) : null), [source]);
  const [edited, setEdited] = useState<RuleSet | null>(null);
  const [parts, setParts] = useState<Parts | null>(null);
  const [problem, setProblem] = useState("");
  const text = edited && rulesToJson(edited);
  const setting = JSON.stringify([params, seed]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the settings
  useEffect(() => {
    if (text === null) {
      setParts(null);
      return;
    }
    let gone = false;
    const payload = { params, seed, rules: text };
    engine
      .call<Parts>(job, payload, { onParts: (some) => gone || setParts((now) => ({ ...now, ...some })) })
      .then((all) => {
        if (gone) return;
        setParts(all);
        setProblem("");
      })
      .catch((error: unknown) => {
        if (!gone && !isAbort(error)) setProblem(error instanceof Error ? error.message : String(error));
      });
    return () => {
      gone = true;
    };
  }, [text, setting, job]);

  const inner = useMemo(
    () => ({ ...scope, live: parts ? { ...live, result: { ...live.result, ...parts } } : live }),
    [scope, live, parts],
  );
  if (!source || !base || !learned) return <p className="quiet">The rules are being learned.</p>;
  const told = (lookUp(inner, lines) as readonly Line[] | undefined) ?? [];
  return (
    <section className="rule-bench" aria-label="The rules, to be edited">
      <RuleEditor
        rules={edited ?? base}
        learned={learned}
        original={base}
        {...(resets === undefined ? {} : { resets })}
        columns={source.columns}
        notes={notesOf(told)}
        onChange={(next) => setEdited(rulesToJson(next) === source.json ? null : next)}
      />
      <p className="quiet rule-whose" role="status">
        {problem ||
          (edited
            ? "The pictures below show your rules. The sliders no longer move them."
            : "The pictures below show the rules of the gate, until you change one.")}
      </p>
      <ChapterProvider value={inner}>{children}</ChapterProvider>
    </section>
  );
}

function notesOf(lines: readonly Line[]): Map<string, string> {
  const notes = new Map<string, string>();
  for (const { id, held, stopped, healthyHeld, healthyStopped } of lines) {
    const days = (count: number) => `${count} ${count === 1 ? "day" : "days"}`;
    const parts = [
      ...(held > 0 ? [`holds ${held.toLocaleString("en-GB")}`] : []),
      ...(stopped > 0 ? [`stops ${days(stopped)}`] : []),
      ...(healthyHeld > 0 ? [`${healthyHeld} with nothing wrong`] : []),
      ...(healthyStopped > 0 ? [`${days(healthyStopped)} with nothing wrong`] : []),
    ];
    if (parts.length > 0) notes.set(id, parts.join("; "));
  }
  return notes;
}
