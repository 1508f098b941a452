import { CsvError } from "./error.ts";

/**
 * Throws a CsvError ("other-format") where the beginning of a text says that it is JSON, a web page or XML: as a CSV it would be a
 * table of nonsense. `whole` says that the text is all of the file.
 */
export function refuseOtherFormats(file: string, text: string, whole: boolean): void {
  const refuse = (what: string, todo: string) => {
    throw new CsvError("other-format", `“${file}” is ${what}, whatever its name says. ${todo}`);
  };
  if (/^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(text)) {
    const title = /<title[^>]*>\s*([^<]{1,80}?)\s*</i.exec(text)?.[1];
    refuse(
      `a web page${title ? ` (“${title}”)` : ""}`,
      "Often it is a page that asks to sign in, or tells of an error, saved in place of the download. Download the file again and look what comes.",
    );
  }
  if (/^\s*<\?xml\b/i.test(text) || (whole && /^\s*<([A-Za-z][\w:.-]*)\b[^<>]*>[\s\S]*<\/\1>\s*$/.test(text)))
    refuse("XML", "Export the table as CSV and choose that file.");
  if (/^\s*[[{]/.test(text)) {
    const [line = ""] = text.trimStart().split(/[\r\n]/, 1);
    if (/^\{\s*"/.test(line) && line.trimEnd().endsWith("}") && isJson(line) && !(whole && isJson(text)))
      refuse("JSON Lines (one object a line)", "Convert it to CSV or Parquet and choose that file.");
    if (/^\s*(?:\[\s*[[{]|\{\s*")/.test(text) && (whole ? isJson(text) : true))
      refuse("JSON", "Convert it to CSV or Parquet, one row a line, and choose that file.");
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
