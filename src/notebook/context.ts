import { createContext, use } from "react";
import type { Figure, OnPage } from "../chapters/contracts.ts";
import type { Chapter, ParamValues } from "../core/contracts.ts";
import type { Live } from "./experiments.ts";
import { follow } from "./path.ts";

/** Everything that the parts of a chapter's prose read and move. */
export type ChapterScope = {
  chapter: Chapter;
  params: ParamValues;
  seed: number;
  setParam(key: string, value: number | string | boolean): void;
  setSeed(seed: number): void;
  reset(): void;
  /** How often a person has asked for it: what else they changed is taken back too. */
  resets?: number;
  copyLink(): Promise<boolean>;
  live: Live;
  retry(): void;
  figures: Readonly<Record<string, Figure<never>>>;
  /** What the page works out by itself; null where the chapter has nothing of that kind. */
  onPage: OnPage | null;
};

const Scope = createContext<ChapterScope | null>(null);

export const ChapterProvider = Scope;

export function useChapter(): ChapterScope {
  const scope = use(Scope);
  if (!scope) throw new Error("This part stands outside a chapter.");
  return scope;
}

/** What a path leads to in this scope: "params.delay", "seed", or a way into the result. */
export function lookUp(scope: ChapterScope, path: string): unknown {
  if (path === "seed") return scope.seed;
  if (path.startsWith("params.")) return scope.params[path.slice("params.".length)];
  return follow(scope.live.result, path);
}

/** Whether what a path leads to belongs to other settings than those shown now. */
export function isStale(scope: ChapterScope, path: string): boolean {
  if (path === "seed" || path.startsWith("params.")) return false;
  return !scope.live.fresh(path.split(".")[0]!);
}

/** A number from one, two or three paths: `of`, less `minus`, divided by `over`. Other values pass through. */
export function useValue(of: string, minus?: string, over?: string): { value: unknown; stale: boolean } {
  const scope = useChapter();
  const paths = [of, minus, over].filter((path) => path !== undefined);
  const stale = paths.some((path) => isStale(scope, path));
  let value = lookUp(scope, of);
  if (minus !== undefined) value = Number(value) - Number(lookUp(scope, minus));
  if (over !== undefined) value = Number(value) / Number(lookUp(scope, over));
  return { value, stale };
}
