import { useMemo } from "react";
import type { OnPage } from "../chapters/contracts.ts";
import type { Chapter, ParamValues } from "../core/contracts.ts";
import { useExperiment } from "./experiments.ts";

type Options = { lane?: string; wanted?: boolean };

/** The settings that the experiment is asked with: parameters that only the page reads stand at their defaults. */
export function askedParams(chapter: Chapter, params: ParamValues): ParamValues {
  const only = chapter.pageOnly ?? [];
  if (only.length === 0) return params;
  return { ...params, ...Object.fromEntries(only.map((name) => [name, chapter.params[name]!.default])) };
}

/**
 * The chapter's result for these settings, with what the page itself works out from it: moving a parameter that only the page reads asks
 * no worker.
 */
export function useLive(
  chapter: Chapter,
  onPage: OnPage | null,
  params: ParamValues,
  seed: number,
  options: Options = {},
): ReturnType<typeof useExperiment> {
  const asked = useMemo(() => askedParams(chapter, params), [chapter, params]);
  const live = useExperiment(chapter.id, asked, seed, options);
  const { result } = live;
  const needed = (onPage?.needs ?? []).map((part) => result?.[part]);
  const read = JSON.stringify((chapter.pageOnly ?? []).map((name) => params[name]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts that it needs and the text of what it reads stand for all
  const added = useMemo(
    () =>
      onPage && needed.every((part) => part !== undefined) ? onPage.work(result as never, params) : null,
    [onPage, read, ...needed],
  );
  return useMemo(() => {
    if (!onPage || !added) return live;
    const fresh = (part: string) =>
      onPage.parts.includes(part) ? onPage.needs.every((need) => live.fresh(need)) : live.fresh(part);
    return { ...live, fresh, result: { ...live.result, ...added } };
  }, [live, onPage, added]);
}
