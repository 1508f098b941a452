import { random } from "../../core/random.ts";
import { CsvError } from "./error.ts";

/**
 * Cells (rows times columns) up to which a file is read whole: 320 MB of typed columns, about what a tab of a browser on a small
 * machine can hold beside what the checks need. 3,000,000 rows of 12 columns stay under it.
 */
export const MOST_CELLS = 40_000_000;
/** Bytes up to which a file is read whole. */
export const MOST_BYTES = 2_000_000_000;
/** Cells that a sample of a larger file aims at. */
const SAMPLED_CELLS = 12_000_000;

/** A part of the rows, drawn evenly by a seed: each row is kept with this chance, whatever stands in it. */
export type Sample = { share: number; seed: number };

/** A file that is too large to be read whole; a sample of it can be read. `rows` is an estimate from the first megabyte. */
export class TooLarge extends CsvError {
  readonly file: string;
  readonly rows: number;
  readonly columns: number;
  /** The share of the rows that a sample would hold. */
  readonly share: number;

  constructor(file: string, bytes: number, rows: number, columns: number, mostBytes: number) {
    const cells = rows * columns;
    const about = (value: number) => Number(value.toPrecision(2)).toLocaleString("en");
    super(
      "too-large",
      cells > MOST_CELLS
        ? `“${file}” holds about ${about(rows)} rows of ${columns.toLocaleString("en")} columns; up to ${MOST_CELLS.toLocaleString("en")} cells (rows times columns) are read whole here. Take a sample of its rows, or keep fewer columns.`
        : `“${file}” has ${megabytes(bytes)}; up to ${megabytes(mostBytes)} are read whole here. Take a sample of its rows, or choose a part of it, such as the latest months.`,
    );
    this.name = "TooLarge";
    this.file = file;
    this.rows = rows;
    this.columns = columns;
    // Two figures: a share that can be said.
    this.share = Number(Math.min(SAMPLED_CELLS / Math.max(cells, 1), 0.5).toPrecision(2));
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString("en")} MB`;
}

/** Which rows of a file are kept, asked in their order: the same seed keeps the same rows, however the file is cut into pieces. */
export function picker({ share, seed }: Sample): () => boolean {
  const source = random(seed).fork("rows of a sample");
  return () => source.next() < share;
}
