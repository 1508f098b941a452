import type { Chapter, ParamValues } from "../core/contracts.ts";
import { defaultsOf } from "../core/defaults-of.ts";

/** Where a person is: a chapter or a page beside the chapters. */
export type Place =
  | { kind: "chapter"; id: string }
  /** `item`: the one thing of many that the page shows, where it shows one. */
  | { kind: "page"; id: string; item?: string; fields?: Fields };

/** What a page of many things holds of its own in the address, as it is written there; the page reads and checks it. */
export type Fields = Readonly<Record<string, string>>;

/** One text for a place: two places are the same where their texts are. What is set on a page does not make it another. */
export function placeKey(place: Place): string {
  const item = place.kind === "page" && place.item !== undefined ? ` ${place.item}` : "";
  return `${place.kind} ${place.id}${item}`;
}

/** Everything that a person can change in one chapter. */
export type Setting = {
  readonly seed: number;
  readonly params: ParamValues;
  /** The day that "now" stands at; null where the chapter chooses. */
  readonly day: number | null;
  /** The open step of the chapter; null where the chapter chooses. */
  readonly step: number | null;
  /** Controls that a link hides or locks, by parameter (or "seed"): for a teacher who sends a question. */
  readonly hidden: readonly string[];
  readonly locked: readonly string[];
};

/** Exactly what a link restores. */
export type LinkState = { readonly place: Place; readonly setting: Setting | null };

/** What the address can name. */
export type Known = {
  chapters: readonly string[];
  /** The manifest of a chapter, where it has been loaded. Without it an address names the place alone. */
  manifest(id: string): Chapter | undefined;
  /** Loads the manifest of a chapter. */
  load?(id: string): Promise<unknown>;
  pages: readonly string[];
  /** Those of the pages whose address may name an item, each with the field that does. */
  pagesOfItems?: Readonly<Record<string, string>>;
  /** The further fields that the address of an item may have, by page. */
  fieldsOfItems?: Readonly<Record<string, readonly string[]>>;
};

/** A chapter as it opens from a bare link. */
export function defaultSetting(chapter: Chapter): Setting {
  return {
    seed: chapter.seed,
    params: defaultsOf(chapter.params),
    day: null,
    step: null,
    hidden: [],
    locked: [],
  };
}
