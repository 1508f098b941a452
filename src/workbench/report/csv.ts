import { tableToCsv } from "../../core/export/csv.ts";
import { type Column, categories, numbers, setValid, table, validity } from "../../core/table/table.ts";
import type { Answer } from "../checks.ts";
import type { Reported } from "./report.ts";

/** The findings as CSV, weightiest first, then what stayed silent and what could not be told. Formulas are neutralised. */
export function asCsv({ diagnosis: { findings, silent, cannotTell } }: Reported): string {
  const all = [...findings, ...silent, ...cannotTell];
  const text = (of: (answer: Answer) => string | null): Column => categories(all.map(of));
  return tableToCsv(
    table([
      ["verdict", text(({ finding }) => finding.verdict)],
      ["check", text(({ check }) => check)],
      ["columns", text(({ columns }) => columns.join("; "))],
      ["concern", text(({ concern }) => concern)],
      ["sentence", text(({ sentence }) => sentence)],
      ["statistic", number(all.map(({ finding }) => finding.statistic))],
      ["effect", number(all.map(({ finding }) => finding.effect))],
      ["interval_low", number(all.map(({ finding }) => finding.interval?.[0] ?? null))],
      ["interval_high", number(all.map(({ finding }) => finding.interval?.[1] ?? null))],
      ["p_value", number(all.map(({ finding }) => finding.pValue))],
      ["rows", number(all.map(({ rows }) => rows?.count ?? null))],
      ["chapter", text(({ chapter }) => chapter)],
      ["repair", text(({ finding, repair }) => (finding.verdict === "rings" ? repair : null))],
    ]),
  );
}

/** Numbers, with what is not finite left empty. */
function number(values: readonly (number | null)[]): Column {
  const valid = validity(values.length);
  for (const [row, value] of values.entries())
    if (value !== null && Number.isFinite(value)) setValid(valid, row);
  return numbers(
    values.map((value) => value ?? Number.NaN),
    valid,
  );
}
