import { useState } from "react";
import { chapters } from "../../chapters/contents.ts";
import { engine, isAbort } from "../../engine/client.ts";
import { download } from "../../notebook/picture.ts";
import type { DiagnosePayload } from "../../workbench/diagnose.job.ts";
import { FORMATS, type Format } from "../../workbench/report/report.ts";
import type { ReportPayload } from "../../workbench/report.job.ts";
import { text } from "./text.ts";

const TYPES: Readonly<Record<Format, string>> = {
  html: "text/html",
  json: "application/json",
  csv: "text/csv",
};

/** The findings as a file: a page for people, JSON and CSV for programs. */
export function ReportPart({ diagnosed, file }: { diagnosed: DiagnosePayload; file: string }) {
  const [said, setSaid] = useState("");
  const save = async (format: Format) => {
    const payload: ReportPayload = {
      diagnosed,
      format,
      made: new Date().toISOString(),
      address: location.href.replace(/#.*$/, ""),
      chapters: chapters.map(({ id, title }) => [id, title]),
    };
    setSaid(text.writing);
    try {
      // The worker that made the diagnosis still has it.
      const content = await engine.call<string>("report", payload, { lane: "diagnose", sticky: true });
      download(`${file.replace(/\.\w+$/, "")} diagnosis.${format}`, content, TYPES[format]);
      setSaid("");
    } catch (error) {
      setSaid(isAbort(error) ? "" : error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section aria-labelledby="bench-report">
      <h2 id="bench-report">{text.report}</h2>
      <p>{text.reportHelp}</p>
      <p className="bench-buttons label">
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            className={format === "html" ? "button strong" : "button"}
            onClick={() => void save(format)}
          >
            {text.reports[format]}
          </button>
        ))}
        <a href="./schemas/diagnosis.schema.json" target="_blank" rel="noreferrer">
          {text.schema}
        </a>
        <span role="status">{said}</span>
      </p>
    </section>
  );
}
