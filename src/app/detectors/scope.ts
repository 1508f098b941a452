import type { Detector, ParamTable, ParamValues } from "../../core/contracts.ts";
import type { ChapterScope } from "../../notebook/context.ts";

type Given = {
  params?: ParamTable;
  values?: ParamValues;
  setParam?: ChapterScope["setParam"];
  figures?: ChapterScope["figures"];
  result?: ChapterScope["live"]["result"];
};

const nothing = () => {};

/** What the notebook's controls and figures ask of a chapter, for a part of a detector's page. */
export function scopeOf(detector: Detector, given: Given): ChapterScope {
  const { params = {}, values = {}, setParam = nothing, figures = {}, result = null } = given;
  return {
    chapter: {
      id: `detector-${detector.id}`,
      title: detector.name,
      standfirst: "",
      part: 5,
      order: 0,
      seed: 1,
      params,
      sources: [],
    },
    params: values,
    seed: 1,
    setParam,
    setSeed: nothing,
    reset: nothing,
    copyLink: async () => false,
    live: { result, status: "idle", fresh: () => true, progress: null, error: null, fixed: false },
    retry: nothing,
    figures,
    onPage: null,
  };
}
