import { contents } from "virtual:contents";
import type { Chapter } from "../core/contracts.ts";

/** What a list of contents shows of a chapter. */
export type Listed = Pick<Chapter, "id" | "title" | "standfirst" | "part" | "order">;

/** Every chapter as it is listed, in reading order. */
export const chapters: readonly Listed[] = contents;

/** The entry of the chapter with this id, or undefined where there is none. */
export function listed(id: string): Listed | undefined {
  return chapters.find((entry) => entry.id === id);
}

/** The number of a chapter in the whole of the book: its place in reading order, from 1. */
export function numberOf({ id }: Pick<Chapter, "id">): number {
  return chapters.findIndex((entry) => entry.id === id) + 1;
}

const manifests = import.meta.glob<{ default: Chapter }>("./*/chapter.ts");
const loaded = new Map<string, Chapter>();

/** The whole manifest of a chapter (parameters, seed, sources). Throws where there is no such chapter. */
export async function loadChapter(id: string): Promise<Chapter> {
  const load = manifests[`./${id}/chapter.ts`];
  if (!load) throw new Error(`There is no chapter “${id}”.`);
  const manifest = (await load()).default;
  loaded.set(id, manifest);
  return manifest;
}

/** The manifest, where it has been loaded. */
export function loadedChapter(id: string): Chapter | undefined {
  return loaded.get(id);
}
