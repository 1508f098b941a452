import { chapters } from "../../chapters/contents.ts";
import { download } from "../../notebook/picture.ts";
import type { DiagnosePayload } from "../../workbench/diagnose.job.ts";
import { FORMATS, type Format } from "../../workbench/report/report.ts";
import type { ReportPayload } from "../../workbench/report.job.ts";
import { ErrandLine, useErrand } from "./errand.tsx";
import { text } from "./text.ts";

const TYPES: Readonly<Record<Format, string>> = {
  html: "text/html",
  json: "application/json",
  csv: "text/csv",
};

/** The findings as a file: a page for people, JSON and CSV for programs. */
export function ReportPart({
  diagnosed,
  file,
  ready,
}: {
  diagnosed: DiagnosePayload;
  file: string;
  ready: boolean;
}) {
  const { errand, run, cancel } = useErrand();
  const save = async (format: Format) => {
    const payload: ReportPayload = {
      diagnosed,
      format,
      made: new Date().toISOString(),
      address: location.href.replace(/#.*$/, ""),
      chapters: chapters.map(({ id, title }) => [id, title]),
    };
    // The worker that made the diagnosis still has it.
    const content = await run<string>("report", payload, text.writing);
    if (content !== null)
      download(`${file.replace(/\.\w+$/, "")} diagnosis.${format}`, content, TYPES[format]);
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
            aria-disabled={!ready}
            onClick={() => ready && void save(format)}
          >
            {text.reports[format]}
          </button>
        ))}
        <a href="./schemas/diagnosis.schema.json" target="_blank" rel="noreferrer">
          {text.schema}
        </a>
        <ErrandLine errand={errand} onCancel={cancel} />
      </p>
    </section>
  );
}
