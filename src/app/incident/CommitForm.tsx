import { type FormEvent, useId, useState } from "react";
import type { Briefing } from "../../incident/contracts.ts";
import type { Commitment } from "../../incident/play.ts";
import { text } from "./text.ts";

type Props = { briefing: Briefing; busy: boolean; onCommit(commitment: Commitment): void };

const NOTHING = "nothing-wrong";

/** What it was, and what is done: once. */
export function CommitForm({ briefing, busy, onCommit }: Props) {
  const [cause, setCause] = useState("");
  const [also, setAlso] = useState("");
  const [repair, setRepair] = useState("");
  const [alsoRepair, setAlsoRepair] = useState("");
  const [problem, setProblem] = useState("");
  const id = useId();
  const groups = [...new Set(briefing.causes.map(({ group }) => group))];
  const second = cause !== NOTHING && also !== "";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (cause === "" || repair === "") return setProblem(text.commitMissing);
    if ((second && cause === also) || repair === alsoRepair) return setProblem(text.sameTwice);
    if (busy) return;
    onCommit({
      causes: cause === NOTHING ? [] : [cause, ...(second ? [also] : [])],
      repairs: [repair, ...(alsoRepair === "" ? [] : [alsoRepair])],
    });
  };

  const causes = groups.map((group) => (
    <optgroup key={group} label={group}>
      {briefing.causes
        .filter((one) => one.group === group)
        .map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
    </optgroup>
  ));
  const repairs = briefing.repairs.map((one) => (
    <option key={one.id} value={one.id}>
      {one.name}
      {one.hours > 0 ? ` (${one.hours} h)` : ""}
    </option>
  ));

  return (
    <section aria-labelledby="incident-commit" className="incident-commit">
      <h2 id="incident-commit">{text.commit}</h2>
      <p className="quiet">{text.commitHelp}</p>
      <form onSubmit={submit} className="label">
        <Select name={text.cause} value={cause} onChange={setCause}>
          <option value="">{text.chooseCause}</option>
          <option value={NOTHING}>{text.nothingWrong}</option>
          {causes}
        </Select>
        {cause !== "" && cause !== NOTHING && (
          <Select name={text.also} value={also} onChange={setAlso}>
            <option value="">{text.nothingElse}</option>
            {causes}
          </Select>
        )}
        <Select name={text.repair} value={repair} onChange={setRepair}>
          <option value="">{text.chooseRepair}</option>
          {repairs}
        </Select>
        {repair !== "" && (
          <Select name={text.alsoRepair} value={alsoRepair} onChange={setAlsoRepair}>
            <option value="">{text.nothingMore}</option>
            {repairs}
          </Select>
        )}
        <details className="fold">
          <summary>{text.repairsHelp}</summary>
          <dl className="incident-repairs">
            {briefing.repairs.map((one) => (
              <div key={one.id}>
                <dt>{one.name}</dt>
                <dd>
                  {one.summary}{" "}
                  {one.hours > 0 ? `It works after ${one.hours} hour${one.hours === 1 ? "" : "s"}.` : ""}
                </dd>
              </div>
            ))}
          </dl>
        </details>
        <p className="incident-submit">
          <button type="submit" className="button strong" aria-describedby={`${id}-problem`}>
            {text.commitButton}
          </button>
          <span id={`${id}-problem`} role="alert">
            {problem}
          </span>
        </p>
      </form>
    </section>
  );
}

type SelectProps = { name: string; value: string; onChange(value: string): void; children: React.ReactNode };

function Select({ name, value, onChange, children }: SelectProps) {
  const id = useId();
  return (
    <p className="incident-field">
      <label htmlFor={id}>{name}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </p>
  );
}
