import { asCsv } from "./csv.ts";
import { asHtml } from "./html.ts";
import { asJson } from "./json.ts";
import type { Format, Reported } from "./report.ts";

/** The report in a format. */
export function write(format: Format, report: Reported): string {
  if (format === "html") return asHtml(report);
  if (format === "csv") return asCsv(report);
  return `${JSON.stringify(asJson(report.files, report.diagnosis, report.made), null, 2)}\n`;
}
