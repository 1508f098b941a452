import { chapters, type Listed } from "../chapters/contents.ts";
import type { Terms } from "../chapters/contracts.ts";

export type Entry = {
  slug: string;
  term: string;
  meaning: string;
  /** The chapter that explains it first. */
  chapter: Listed;
};

const files = import.meta.glob<Terms>("../chapters/*/terms.ts", { eager: true, import: "default" });

/**
 * Every term of every chapter by its slug, in reading order. This module holds all meanings and is loaded after the first
 * picture: import it at run time only.
 */
export const glossary: ReadonlyMap<string, Entry> = new Map(
  chapters.flatMap((chapter) =>
    Object.entries(files[`../chapters/${chapter.id}/terms.ts`] ?? {}).map(([slug, { term, meaning }]) => [
      slug,
      { slug, term, meaning, chapter },
    ]),
  ),
);
