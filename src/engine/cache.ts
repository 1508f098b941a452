import type { ParamValues } from "../core/contracts.ts";

/** Remembers the last results by key; the one used longest ago goes first. */
export function createCache<V>(capacity: number) {
  const entries = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      const value = entries.get(key);
      if (value !== undefined) {
        entries.delete(key);
        entries.set(key, value);
      }
      return value;
    },
    set(key: string, value: V): void {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > capacity) entries.delete(entries.keys().next().value!);
    },
    get size(): number {
      return entries.size;
    },
  };
}

/** One text for a chapter, its parameters in any order, and a seed. */
export function keyOf(chapter: string, params: ParamValues, seed: number): string {
  const sorted = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([chapter, seed, sorted]);
}
