import type { Chapter, ParamTable, ParamValues } from "../core/contracts.ts";

const manifests = import.meta.glob<{ default: Chapter }>("./*/chapter.ts", { eager: true });

/** Every chapter, in reading order. A chapter's id is the name of its folder. */
export const chapters: readonly Chapter[] = Object.entries(manifests)
  .map(([path, module]) => {
    const folder = path.split("/")[1]!;
    if (module.default.id !== folder)
      throw new Error(`The chapter in the folder “${folder}” calls itself “${module.default.id}”.`);
    return module.default;
  })
  .sort((a, b) => a.part - b.part || a.order - b.order);

const byId = new Map(chapters.map((entry) => [entry.id, entry]));

/** The chapter with this id, or undefined where there is none. */
export function chapter(id: string): Chapter | undefined {
  return byId.get(id);
}

/** The number of a chapter in the whole of the book: its place in reading order, from 1. */
export function numberOf({ id }: Pick<Chapter, "id">): number {
  return chapters.findIndex((entry) => entry.id === id) + 1;
}

/** The defaults of a parameter table. */
export function defaultsOf(table: ParamTable): ParamValues {
  return Object.fromEntries(Object.entries(table).map(([key, spec]) => [key, spec.default]));
}
