import { useEffect, useMemo, useRef, useState } from "react";
import { rulesFromJson, rulesToJson } from "../../core/rules/json.ts";
import { engine, isAbort } from "../../engine/client.ts";
import { download } from "../../notebook/picture.ts";
import { RuleEditor } from "../../notebook/RuleEditor.tsx";
import type { DiagnosePayload } from "../../workbench/diagnose.job.ts";
import type { RulesParts, RulesPayload } from "../../workbench/file-rules.job.ts";
import { plural } from "../../workbench/words.ts";
import { text } from "./text.ts";

/** Rules learned from the older window, edited by hand, and what they would have held of the newer one. */
export function RulesPart({ diagnosed }: { diagnosed: DiagnosePayload }) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="bench-rules">
      <h2 id="bench-rules">{text.rules}</h2>
      <p>
        {text.rulesHelp} <a href="#/validating">{text.rulesChapter}</a>
      </p>
      {open ? (
        <Rules diagnosed={diagnosed} />
      ) : (
        <p className="bench-buttons label">
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {text.learnRules}
          </button>
        </p>
      )}
    </section>
  );
}

function Rules({ diagnosed }: { diagnosed: DiagnosePayload }) {
  const [edited, setEdited] = useState<string | null>(null);
  const [parts, setParts] = useState<Partial<RulesParts>>({});
  const [problem, setProblem] = useState("");
  const key = JSON.stringify(diagnosed);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what was diagnosed.
  useEffect(() => {
    let gone = false;
    const payload: RulesPayload = { diagnosed, rules: edited };
    engine
      .call<RulesParts>("file-rules", payload, {
        lane: "diagnose",
        sticky: true,
        onParts: (some) => gone || setParts((before) => ({ ...before, ...some })),
      })
      .then(
        (all) => {
          if (gone) return;
          setParts(all);
          setProblem("");
        },
        (error: unknown) => {
          if (!gone && !isAbort(error)) setProblem(error instanceof Error ? error.message : String(error));
        },
      );
    return () => {
      gone = true;
    };
  }, [key, edited]);

  const { learned, newer } = parts;
  // The button that asked for the rules is gone: what it has fetched takes its place, and the focus.
  const verdict = useRef<HTMLParagraphElement>(null);
  const there = newer !== undefined;
  useEffect(() => {
    if (there && (document.activeElement ?? document.body) === document.body)
      verdict.current?.focus({ preventScroll: true });
  }, [there]);
  const base = useMemo(() => (learned ? rulesFromJson(learned.json) : null), [learned]);
  const shown = useMemo(() => (edited ? rulesFromJson(edited) : base), [edited, base]);
  const notes = useMemo(
    () =>
      new Map(
        newer?.said.map(({ id, rows, sentence }) => [id, rows > 0 ? text.ruleHolds(rows) : sentence]) ?? [],
      ),
    [newer],
  );
  if (!base || !shown || !learned)
    return (
      <p className="quiet" role="status">
        {problem || text.learning}
      </p>
    );
  return (
    <>
      {newer && (
        <>
          <p role="status" ref={verdict} tabIndex={-1}>
            <strong>{text.heldOf(newer.held, newer.rows)}</strong>{" "}
            {newer.stopped ? text.batchStopped : text.batchPasses}{" "}
            {text.heldBefore(newer.older.held, newer.older.rows)}
          </p>
          <ul className="label bench-notices">
            {newer.said.slice(0, 60).map(({ id, sentence, rows, csv, verdict }) => (
              <li key={id}>
                <span aria-hidden="true">{verdict === "breaks" ? "▲" : "–"} </span>
                {sentence}{" "}
                {csv !== null && (
                  <button
                    type="button"
                    className="plain"
                    aria-label={`${text.heldRows(rows)}: ${sentence}`}
                    onClick={() =>
                      download(`${id} held rows.csv`.replace(/[^\w .-]+/g, "_"), csv, "text/csv")
                    }
                  >
                    {text.heldRows(rows)}
                  </button>
                )}
              </li>
            ))}
            {newer.said.length > 60 && <li>{plural(newer.said.length - 60, "further rule")}.</li>}
          </ul>
        </>
      )}
      {problem && <p role="alert">{problem}</p>}
      <RuleEditor
        rules={shown}
        learned={base}
        columns={learned.columns}
        notes={notes}
        onChange={(next) => setEdited(rulesToJson(next) === learned.json ? null : rulesToJson(next))}
      />
      <p className="quiet label bench-after">{text.rulesWhole}</p>
    </>
  );
}
