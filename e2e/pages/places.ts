import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Chapter } from "../../src/core/contracts.ts";
import { pages } from "../../src/state/pages.ts";

export type Place = { name: string; hash: string };

const folder = fileURLToPath(new URL("../../src/chapters", import.meta.url));

/** Every chapter with a manifest, in reading order, as the page's own registry finds them. A new folder takes part in every check. */
export const chapters: readonly Chapter[] = (
  await Promise.all(
    readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, "chapter.ts")))
      .map(async (name) => {
        const module = await import(pathToFileURL(join(folder, name, "chapter.ts")).href);
        return module.default as Chapter;
      }),
  )
).sort((a, b) => a.part - b.part || a.order - b.order);

/** Every place that has an address: the pages and the chapters. */
export const places: readonly Place[] = [
  ...pages.map((name) => ({ name, hash: name === pages[0] ? "#/" : `#/${name}` })),
  { name: "a detector", hash: "#/detectors?id=kolmogorov-smirnov" },
  ...chapters.map(({ id }) => ({ name: id, hash: `#/${id}` })),
];

/** The first slider of a chapter, by its key, with its spec. */
export function firstSlider(chapter: Chapter) {
  const found = Object.entries(chapter.params).find(([, spec]) => spec.kind === "number");
  if (found?.[1].kind !== "number") throw new Error(`The chapter “${chapter.id}” has no slider.`);
  return { key: found[0], spec: found[1] };
}

/** The first slider that ten steps, and one more, don't take to its end; the first one where there is none. */
export function longSlider(chapter: Chapter) {
  const found = Object.entries(chapter.params).find(
    ([, spec]) => spec.kind === "number" && (spec.max - spec.min) / spec.step > 11.5,
  );
  return found?.[1].kind === "number" ? { key: found[0], spec: found[1] } : firstSlider(chapter);
}

/** The first choice of a chapter, by its key, or null where it has none. */
export function firstChoice(chapter: Chapter) {
  const found = Object.entries(chapter.params).find(([, spec]) => spec.kind === "choice");
  return found?.[1].kind === "choice" ? { key: found[0], spec: found[1] } : null;
}
