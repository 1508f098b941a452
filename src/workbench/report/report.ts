import type { Csv } from "../csv/read.ts";
import type { Diagnosis, Setup } from "../diagnosis.ts";
import type { Plot } from "../pictures/draw.ts";

/** Everything that a report is written from. The rows themselves are not in it. */
export type Reported = {
  files: readonly Csv[];
  setup: Setup;
  diagnosis: Diagnosis;
  /** When the report was asked for, ISO 8601; null where nobody said (the same input gives the same bytes). */
  made: string | null;
  /** Where the notebook is served, without the hash; null where it is not (a terminal): then chapters are named, not linked. */
  address: string | null;
  /** The title of a chapter by its id; null where there is none. */
  chapterTitle(id: string): string | null;
  /** The library that draws the pictures of a page; null for the formats that hold none. */
  plot: Plot | null;
};

export const FORMATS = ["html", "json", "csv"] as const;
export type Format = (typeof FORMATS)[number];
