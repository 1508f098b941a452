import { useEffect, useMemo, useRef, useState } from "react";
import { rulesFromJson, rulesToJson } from "../../core/rules/json.ts";
import { download } from "../../notebook/picture.ts";
import { RuleEditor } from "../../notebook/RuleEditor.tsx";
import type { DiagnosePayload } from "../../workbench/diagnose.job.ts";
import type { RulesParts, RulesPayload } from "../../workbench/file-rules.job.ts";
import { plural } from "../../workbench/words.ts";
import { ErrandLine, useErrand } from "./errand.tsx";
import { useKept } from "./kept.ts";
import { text } from "./text.ts";

/**
 * Rules learned from the older window, edited by hand, and what they would have held of the newer one. Where a window or a role
 * changes they are learned anew, and what was changed by hand is carried over.
 */
export function RulesPart({ diagnosed, ready }: { diagnosed: DiagnosePayload; ready: boolean }) {
  const [open, setOpen] = useKept("rules open", false);
  return (
    <section aria-labelledby="bench-rules">
      <h2 id="bench-rules">{text.rules}</h2>
      <p>
        {text.rulesHelp} <a href="#/validating">{text.rulesChapter}</a>
      </p>
      {open ? (
        <Rules diagnosed={diagnosed} ready={ready} />
      ) : (
        <p className="bench-buttons label">
          <button
            type="button"
            className="button"
            aria-disabled={!ready}
            onClick={() => ready && setOpen(true)}
          >
            {text.learnRules}
          </button>
        </p>
      )}
    </section>
  );
}

function Rules({ diagnosed, ready }: { diagnosed: DiagnosePayload; ready: boolean }) {
  const [edited, setEdited] = useKept<string | null>("rules edited", null);
  const [parts, setParts] = useState<Partial<RulesParts>>({});
  const [again, setAgain] = useState(0);
  const [anew, setAnew] = useState(0);
  const { errand, run, cancel } = useErrand();
  const key = JSON.stringify(diagnosed);
  /** What `parts` tell of. */
  const told = useRef("");
  const base = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what was diagnosed.
  useEffect(() => {
    const wanted = `${key} ${edited}`;
    if (!ready || told.current === wanted) return;
    const payload: RulesPayload = { diagnosed, rules: edited, base: base.current };
    void run<RulesParts>("file-rules", payload, text.learning).then((all) => {
      if (all === null) return;
      const { json } = all.used;
      const own = json === all.learned.json ? null : json;
      told.current = `${key} ${own}`;
      if (base.current !== null && base.current !== all.learned.json) setAnew((times) => times + 1);
      base.current = all.learned.json;
      setEdited(own);
      // What was carried over is told until the next change by hand.
      setParts(all);
    });
  }, [key, edited, ready, again, run]);

  const { learned, newer, used } = parts;
  // The button that asked for the rules is gone: what it has fetched takes its place, and the focus.
  const verdict = useRef<HTMLParagraphElement>(null);
  const there = newer !== undefined;
  useEffect(() => {
    if (there && (document.activeElement ?? document.body) === document.body)
      verdict.current?.focus({ preventScroll: true });
  }, [there]);
  const fresh = useMemo(() => (learned ? rulesFromJson(learned.json) : null), [learned]);
  const shown = useMemo(() => (edited ? rulesFromJson(edited) : fresh), [edited, fresh]);
  const notes = useMemo(
    () =>
      new Map(
        newer?.said.map(({ id, rows, sentence }) => [id, rows > 0 ? text.ruleHolds(rows) : sentence]) ?? [],
      ),
    [newer],
  );
  const line = (
    <p className="bench-buttons label">
      <ErrandLine errand={errand} onCancel={cancel} />
      {!errand.busy && ready && told.current !== `${key} ${edited}` && (
        <button type="button" className="button" onClick={() => setAgain(again + 1)}>
          {learned ? text.applyRules : text.learnRules}
        </button>
      )}
    </p>
  );
  if (!fresh || !shown || !learned) return line;
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
      {learned.of > learned.columns.length && (
        <p className="label">{text.rulesOfSome(learned.columns.length, learned.of)}</p>
      )}
      {used && used.kept > 0 && <p className="label">{text.rulesAnew}</p>}
      {used && used.dropped.length > 0 && (
        <p className="label" role="status">
          {text.rulesDropped(used.dropped.slice(0, 5), Math.max(used.dropped.length - 5, 0))}
        </p>
      )}
      {line}
      <RuleEditor
        rules={shown}
        learned={fresh}
        columns={learned.columns}
        notes={notes}
        learnedAnew={anew}
        onChange={(next) => setEdited(rulesToJson(next) === learned.json ? null : rulesToJson(next))}
      />
      <p className="quiet label bench-after">{text.rulesWhole}</p>
    </>
  );
}
