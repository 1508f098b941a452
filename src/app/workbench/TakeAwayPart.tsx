import { download } from "../../notebook/picture.ts";
import { MOST_BYTES, MOST_CELLS } from "../../workbench/csv/sample.ts";
import type { DiagnosePayload } from "../../workbench/diagnose.job.ts";
import type { TakeAwayPayload } from "../../workbench/take-away.job.ts";
import { count } from "../../workbench/words.ts";
import { ErrandLine, useErrand } from "./errand.tsx";
import { text } from "./text.ts";

const LANGUAGES = [
  { language: "duckdb", ending: "duckdb.sql" },
  { language: "postgres", ending: "postgres.sql" },
  { language: "spark", ending: "spark.sql" },
  { language: "python", ending: "py" },
] as const;

/** Rows of 12 columns that make so many cells, in round figures. */
const MOST_ROWS = Math.floor(MOST_CELLS / 12 / 100_000) * 100_000;

/** The same checks for data that do not fit in a browser: as SQL for three engines, and as Python. */
export function TakeAwayPart({
  diagnosed,
  file,
  ready,
}: {
  diagnosed: DiagnosePayload;
  file: string;
  ready: boolean;
}) {
  const { errand, run, cancel } = useErrand();
  const save = async ({ language, ending }: (typeof LANGUAGES)[number]) => {
    const payload: TakeAwayPayload = { diagnosed, language };
    const script = await run<string>("take-away", payload, text.writing);
    if (script !== null) download(`${file.replace(/\.\w+$/, "")} checks.${ending}`, script, "text/plain");
  };
  return (
    <section aria-labelledby="bench-take-away">
      <h2 id="bench-take-away">{text.takeAway}</h2>
      <p>{text.takeAwayHelp(count(MOST_CELLS), count(MOST_ROWS), MOST_BYTES / 1e9)}</p>
      <p className="bench-buttons label">
        {LANGUAGES.map((one) => (
          <button
            key={one.language}
            type="button"
            className="button"
            aria-disabled={!ready}
            onClick={() => ready && void save(one)}
          >
            {text.languages[one.language]}
          </button>
        ))}
        <ErrandLine errand={errand} onCancel={cancel} />
      </p>
    </section>
  );
}
