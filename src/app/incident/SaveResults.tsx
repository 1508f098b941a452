import { useId, useState } from "react";
import { nameOf, writeResults } from "../../incident/results.ts";
import { download } from "../../notebook/picture.ts";
import { usePreferences } from "../../state/preferences.ts";
import { outcomesOf } from "./kept.ts";
import { text } from "./text.ts";

/** A person's outcomes as a file: of a set, or of all that is kept. */
export function SaveResults({ codes }: { codes?: readonly string[] | undefined }) {
  const predictions = usePreferences((choices) => choices.predictions);
  const [name, setName] = useState("");
  const id = useId();
  const outcomes = outcomesOf(predictions, codes);
  if (outcomes.length === 0) return null;
  const file = `${
    nameOf(name)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "results"
  }.incident.json`;
  return (
    <div className="incident-save">
      <h3>{text.save}</h3>
      <form
        className="label incident-line"
        onSubmit={(event) => {
          event.preventDefault();
          download(file, writeResults(name, outcomes), "application/json");
        }}
      >
        <label htmlFor={id}>{text.name}</label>
        <input id={id} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        <button type="submit" className="button">
          {text.saveButton}
        </button>
      </form>
      <p className="label quiet">
        {outcomes.length} incident{outcomes.length === 1 ? "" : "s"} in it. {text.kept} The form of the file
        is <a href="./schemas/incident-results.schema.json">published</a>.
      </p>
    </div>
  );
}
