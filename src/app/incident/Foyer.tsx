import { type FormEvent, useId, useState } from "react";
import { readCode } from "../../incident/codes.ts";
import { useNotebook } from "../../state/store.ts";
import { CompareResults } from "./CompareResults.tsx";
import { NewIncident } from "./NewIncident.tsx";
import { SaveResults } from "./SaveResults.tsx";
import { SetMaker } from "./SetMaker.tsx";
import { placeOf } from "./SetStrip.tsx";
import { text } from "./text.ts";

/** The way into the room: a fresh incident, a code, a set for a class, and the comparison of results. */
export function Foyer() {
  return (
    <>
      <p className="incident-hour" aria-hidden="true">
        03:00
      </p>
      <p>{text.intro}</p>
      <NewIncident label={text.begin} />
      <CodeForm />
      <SetMaker />
      <section>
        <h2>{text.compare}</h2>
        <CompareResults />
      </section>
      <SaveResults />
    </>
  );
}

function CodeForm() {
  const go = useNotebook((state) => state.go);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState("");
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readCode(typed);
    if ("problem" in read) setProblem(read.problem);
    else go(placeOf(read.code));
  };
  return (
    <form className="label" onSubmit={submit}>
      <p className="incident-line">
        <label htmlFor={id}>{text.haveCode}</label>
        <input
          id={id}
          className="incident-code-input"
          value={typed}
          placeholder="XXXX-XXXX"
          size={11}
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={problem !== ""}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem("");
          }}
        />
        <button type="submit" className="button">
          {text.open}
        </button>
      </p>
      <p
        id={`${id}-help`}
        className={problem ? "incident-problem" : "quiet"}
        role={problem ? "alert" : undefined}
      >
        {problem || text.codeHelp}
      </p>
    </form>
  );
}
