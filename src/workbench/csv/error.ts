/** Why a file cannot be read at all. Everything less than that is a notice or a bad row. */
export type CsvErrorCode =
  | "empty"
  | "binary"
  | "other-format"
  | "unreadable"
  | "only-header"
  | "no-readable-row"
  | "quotes"
  | "row-too-long"
  | "too-many-columns"
  | "too-large"
  | "parquet";

/** A file that cannot be read: `message` is one sentence or two for a person (what, where, what to do). */
export class CsvError extends Error {
  readonly code: CsvErrorCode;

  constructor(code: CsvErrorCode, message: string) {
    super(message);
    this.name = "CsvError";
    this.code = code;
  }
}
