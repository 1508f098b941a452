import { useEffect, useId, useState } from "react";
import { listed } from "../../chapters/contents.ts";
import { typeset } from "../../core/export/typeset.ts";
import type { BreakParts, BreakPayload } from "../../workbench/break.job.ts";
import type { DiagnosePayload, Offered } from "../../workbench/diagnose.job.ts";
import type { AlarmChange } from "../../workbench/findings/alarm-changes.ts";
import { CheckName } from "./CheckName.tsx";
import { ErrandLine, useErrand } from "./errand.tsx";
import { useKept } from "./kept.ts";
import { text } from "./text.ts";

/** A failure of the chapters in the person's own rows: which of their alarms would ring. The file itself is not touched. */
export function BreakPart({
  diagnosed,
  offered,
  ready,
}: {
  diagnosed: DiagnosePayload;
  offered: Offered;
  ready: boolean;
}) {
  const id = useId();
  const [chosen, setChosen] = useKept("break", offered[0]!.id);
  const [column, setColumn] = useKept<string | null>("break column", null);
  const [strength, setStrength] = useKept("break strength", 0.3);
  const { errand, run, cancel } = useErrand();
  const [changes, setChanges] = useState<readonly AlarmChange[] | null>(null);
  const key = JSON.stringify(diagnosed);
  // What rang with other windows or roles says nothing of these.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what was diagnosed.
  useEffect(() => setChanges(null), [key]);
  const one = offered.find((each) => each.id === chosen) ?? offered[0]!;
  const on = column !== null && one.columns.includes(column) ? column : (one.columns[0] ?? null);
  const lacks = one.kind !== null && one.columns.length === 0;

  const listen = async () => {
    const payload: BreakPayload = { diagnosed, breaking: one.id, column: on, strength, seed: 1 };
    const found = await run<BreakParts>("break", payload, text.checking);
    if (found) setChanges(found.changes);
  };
  const explained = listed(one.chapter);
  return (
    <section aria-labelledby="bench-break">
      <h2 id="bench-break">{text.break}</h2>
      <p>{text.breakHelp}</p>
      <div className="bench-break label">
        <label htmlFor={`${id}-what`}>{text.breakWhat}</label>
        <select id={`${id}-what`} value={one.id} onChange={(event) => setChosen(event.target.value)}>
          {offered.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        {one.columns.length > 0 && (
          <>
            <label htmlFor={`${id}-column`}>{text.column}</label>
            <select id={`${id}-column`} value={on ?? ""} onChange={(event) => setColumn(event.target.value)}>
              {one.columns.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </>
        )}
        <label htmlFor={`${id}-strength`}>{text.strength}</label>
        <input
          id={`${id}-strength`}
          type="range"
          min={5}
          max={100}
          step={5}
          value={Math.round(100 * strength)}
          aria-valuetext={`${Math.round(100 * strength)} %`}
          style={{ "--share": `${((100 * strength - 5) / 95) * 100}%` } as React.CSSProperties}
          onChange={(event) => setStrength(Number(event.target.value) / 100)}
        />
        <output htmlFor={`${id}-strength`}>{Math.round(100 * strength)} %</output>
      </div>
      <p>
        {one.what} {explained && <a href={`#/${explained.id}`}>{text.chapter(explained.title)}</a>}
      </p>
      <p className="bench-buttons label">
        <button
          type="button"
          className="button strong"
          aria-disabled={lacks || !ready}
          onClick={() => !lacks && ready && void listen()}
        >
          {text.breakRun}
        </button>
        <ErrandLine errand={lacks ? { ...errand, said: text.breakLacks } : errand} onCancel={cancel} />
      </p>
      <div aria-live="polite">{changes && <Changes changes={changes} stale={errand.busy} />}</div>
    </section>
  );
}

function Changes({ changes, stale }: { changes: readonly AlarmChange[]; stale: boolean }) {
  const fresh = changes.filter((one) => one.after === "rings" && one.before !== "rings");
  const still = changes.filter((one) => one.after === "rings" && one.before === "rings");
  const quiet = changes.filter((one) => one.after === "silent");
  const gone = changes.filter((one) => one.after !== "rings" && one.before === "rings");
  return (
    <div className="bench-changes" data-stale={stale}>
      <p>
        <strong>{text.freshAlarms(fresh.length)}</strong> {text.otherAlarms(still.length, quiet.length)}
      </p>
      <List changes={fresh} mark="▲" />
      <Folded heading={text.rangBefore(still.length)} changes={still} mark="▲" />
      <Folded heading={text.goneAlarms(gone.length)} changes={gone} mark="○" />
      <Folded heading={text.silent(quiet.length)} changes={quiet} mark="○" />
    </div>
  );
}

function Folded({
  heading,
  changes,
  mark,
}: {
  heading: string;
  changes: readonly AlarmChange[];
  mark: string;
}) {
  if (changes.length === 0) return null;
  return (
    <details className="bench-quiet">
      <summary className="label">{heading}</summary>
      <List changes={changes} mark={mark} />
    </details>
  );
}

function List({ changes, mark }: { changes: readonly AlarmChange[]; mark: string }) {
  return (
    <ul className="label bench-notices">
      {changes.slice(0, 200).map((one) => (
        <li key={`${one.check} ${one.columns.join(" ")}`}>
          <span aria-hidden="true">{mark} </span>
          <strong>
            <CheckName answer={{ ...one, isDetector: true }} />.
          </strong>{" "}
          {typeset(one.sentence)}
        </li>
      ))}
    </ul>
  );
}
