import type { Chapter } from "../core/contracts.ts";

export { defaultsOf } from "../core/defaults-of.ts";

const manifests = import.meta.glob<{ default: Chapter }>("./*/chapter.ts", { eager: true });

/**
 * Every chapter's whole manifest, in reading order, for what runs in Node. A page takes `contents.ts`, which loads one manifest at
 * a time. A chapter's id is the name of its folder.
 */
export const chapters: readonly Chapter[] = Object.entries(manifests)
  .map(([path, module]) => {
    const folder = path.split("/")[1]!;
    if (module.default.id !== folder)
      throw new Error(`The chapter in the folder “${folder}” calls itself “${module.default.id}”.`);
    return module.default;
  })
  .sort((a, b) => a.part - b.part || a.order - b.order);

/** The chapter with this id, or undefined where there is none. */
export function chapter(id: string): Chapter | undefined {
  return chapters.find((entry) => entry.id === id);
}
