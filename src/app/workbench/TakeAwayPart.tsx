import { useState } from "react";
import { engine, isAbort } from "../../engine/client.ts";
import { download } from "../../notebook/picture.ts";
import { MOST_CELLS } from "../../workbench/csv/sample.ts";
import type { DiagnosePayload } from "../../workbench/diagnose.job.ts";
import type { TakeAwayPayload } from "../../workbench/take-away.job.ts";
import { count } from "../../workbench/words.ts";
import { text } from "./text.ts";

const LANGUAGES = [
  { language: "duckdb", ending: "duckdb.sql" },
  { language: "postgres", ending: "postgres.sql" },
  { language: "spark", ending: "spark.sql" },
  { language: "python", ending: "py" },
] as const;

/** The same checks for data that do not fit in a browser: as SQL for three engines, and as Python. */
export function TakeAwayPart({ diagnosed, file }: { diagnosed: DiagnosePayload; file: string }) {
  const [said, setSaid] = useState("");
  const save = async ({ language, ending }: (typeof LANGUAGES)[number]) => {
    const payload: TakeAwayPayload = { diagnosed, language };
    setSaid(text.writing);
    try {
      const script = await engine.call<string>("take-away", payload, { lane: "diagnose", sticky: true });
      download(`${file.replace(/\.\w+$/, "")} checks.${ending}`, script, "text/plain");
      setSaid("");
    } catch (error) {
      setSaid(isAbort(error) ? "" : error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section aria-labelledby="bench-take-away">
      <h2 id="bench-take-away">{text.takeAway}</h2>
      <p>{text.takeAwayHelp(count(MOST_CELLS))}</p>
      <p className="bench-buttons label">
        {LANGUAGES.map((one) => (
          <button key={one.language} type="button" className="button" onClick={() => void save(one)}>
            {text.languages[one.language]}
          </button>
        ))}
        <span role="status">{said}</span>
      </p>
    </section>
  );
}
