import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Chapter, ParamSpec } from "../../src/core/contracts.ts";
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

/** Every page beside the chapters. A page that joins `state/pages.ts` takes part in every check. */
export const pagePlaces: readonly Place[] = [
  ...pages.map((name) => ({ name, hash: name === pages[0] ? "#/" : `#/${name}` })),
  { name: "a detector", hash: "#/detectors?id=kolmogorov-smirnov" },
];

/** Every place that has an address: the pages and the chapters. */
export const places: readonly Place[] = [
  ...pagePlaces,
  ...chapters.map(({ id }) => ({ name: id, hash: `#/${id}` })),
];

/**
 * Three chapters that differ: the first one, one in the middle and the last one. What is a property of a part that all chapters share is
 * tried on these three; what a chapter's own text, figures or numbers can break is tried on every one.
 */
export const three: readonly Chapter[] = [0, 0.5, 1].map(
  (share) => chapters[Math.round(share * (chapters.length - 1))]!,
);

/** A parameter of a chapter, by its key, with its spec. */
export type Handle<S extends ParamSpec = ParamSpec> = { key: string; spec: S };
type NumberSpec = Extract<ParamSpec, { kind: "number" }>;

const handles = (chapter: Chapter): Handle[] =>
  Object.entries(chapter.params).map(([key, spec]) => ({ key, spec }));
const isSlider = (handle: Handle): handle is Handle<NumberSpec> => handle.spec.kind === "number";

/** What a reader of a chapter moves first: a slider that the experiment is asked with, or, where there is none, another control. */
export function firstHandle(chapter: Chapter): Handle {
  const asked = handles(chapter).filter(({ key }) => !chapter.pageOnly?.includes(key));
  const found = asked.find(isSlider) ?? asked[0] ?? handles(chapter)[0];
  if (!found) throw new Error(`The chapter “${chapter.id}” has no parameter.`);
  return found;
}

/** The first slider of a chapter that ten steps, and one more, don't take to its end; else its first one; null where it has none. */
export function longSlider(chapter: Chapter): Handle<NumberSpec> | null {
  const sliders = handles(chapter).filter(isSlider);
  return sliders.find(({ spec }) => (spec.max - spec.min) / spec.step > 11.5) ?? sliders[0] ?? null;
}

/** The first choice of a chapter beside what is moved first, or null where it has none. */
export function otherChoice(chapter: Chapter): Handle | null {
  const { key } = firstHandle(chapter);
  return handles(chapter).find((handle) => handle.spec.kind === "choice" && handle.key !== key) ?? null;
}
