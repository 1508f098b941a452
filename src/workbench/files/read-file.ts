import { type Csv, type CsvOptions, type CsvTask, readCsv } from "../csv/read.ts";
import type { ByteSource } from "../csv/source.ts";

/** How a Parquet file begins (and ends). */
const MAGIC = "PAR1";

/** Reads a file by what is in it, not by its name: Parquet where it begins as such, else CSV. */
export async function readFile(
  source: ByteSource,
  options: CsvOptions = {},
  task: CsvTask = {},
): Promise<Csv> {
  const head = await source.read(0, Math.min(MAGIC.length, source.size));
  if (String.fromCharCode(...head) !== MAGIC) return readCsv(source, options, task);
  const { readParquet } = await import("../parquet/read.ts");
  return readParquet(source, options, task);
}
