import type { Figure } from "../../chapters/contracts.ts";
import type { ChapterScope } from "../../notebook/context.ts";

const nothing = () => {};

/** What the notebook's figures ask of a chapter, for a part of the incident room. `name` begins the names of saved pictures. */
export function scopeOf(name: string, figures: Readonly<Record<string, Figure<never>>>): ChapterScope {
  return {
    chapter: {
      id: name,
      title: name,
      standfirst: "",
      part: 5,
      order: 0,
      seed: 1,
      params: {},
      sources: [],
    },
    params: {},
    seed: 1,
    setParam: nothing,
    setSeed: nothing,
    reset: nothing,
    copyLink: async () => false,
    live: { result: {}, status: "idle", fresh: () => true, progress: null, error: null, fixed: false },
    retry: nothing,
    figures,
    onPage: null,
  };
}
