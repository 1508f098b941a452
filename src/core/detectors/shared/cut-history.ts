import { orderWithin } from "./history.ts";
import { isEqual, RecipeSearch } from "./recipe-search.ts";
import type { Recipe } from "./recipes.ts";
import type { SampledTimeline } from "./timeline.ts";

/**
 * The timeline as it stood at the moment `until`: later rows are gone, and a label that became known later is not there. `places`
 * are the places of the kept rows in the whole timeline.
 */
export function cutTimeline(
  timeline: SampledTimeline,
  until: number,
): { timeline: SampledTimeline; places: Uint32Array } {
  const { starts, event } = timeline;
  const cutStarts = new Uint32Array(starts.length);
  const places = new Uint32Array(event.length);
  let count = 0;
  for (let e = 0; e + 1 < starts.length; e++) {
    for (let i = starts[e]!; i < starts[e + 1]! && event[i]! <= until; i++) places[count++] = i;
    cutStarts[e + 1] = count;
  }
  const kept = places.slice(0, count);
  const pick = (values: Float64Array) => Float64Array.from(kept, (place) => values[place]!);
  const values = timeline.values.map(pick);
  let known: Float64Array | null = null;
  if (timeline.known !== null) {
    known = pick(timeline.known);
    for (let i = 0; i < count; i++) {
      if (known[i]! <= until) continue;
      known[i] = Number.POSITIVE_INFINITY;
      // What is not reported yet reads as "no" to whoever sums up the labels on that day.
      values[0]![i] = 0;
    }
  }
  return {
    places: kept,
    timeline: {
      rows: Uint32Array.from(kept, (place) => timeline.rows[place]!),
      starts: cutStarts,
      event: pick(event),
      known,
      knownOrder: known === null ? null : orderWithin(cutStarts, known),
      values,
      present: timeline.present.map(pick),
    },
  };
}

/** Marks in `changed` the places whose value under the recipe is another one on the history cut at `until`. */
export function markChanged(
  search: RecipeSearch,
  recipe: Recipe,
  whole: Float64Array,
  until: number,
  columnOfTable: Float64Array,
  changed: Uint8Array,
): void {
  const { timeline, places } = cutTimeline(search.timeline, until);
  const values = new RecipeSearch(timeline, columnOfTable).values(recipe);
  for (let i = 0; i < values.length; i++) {
    const before = values[i]!;
    const after = whole[places[i]!]!;
    const isGap = Number.isNaN(before) && Number.isNaN(after);
    if (!isGap && !isEqual(before, after)) changed[places[i]!] = 1;
  }
}

/** Moments at even steps of the rows, from a fifth of them to 97 %, so that there is a history before each and rows after it. */
export function cutMoments(event: Float64Array, count: number): number[] {
  const sorted = event.slice().sort();
  const moments = Array.from({ length: count }, (_, k) => {
    const share = 0.2 + (0.77 * k) / Math.max(1, count - 1);
    return sorted[Math.floor(share * (sorted.length - 1))]!;
  });
  return [...new Set(moments)];
}
