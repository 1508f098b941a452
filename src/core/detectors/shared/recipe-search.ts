import { orderWithin } from "./history.ts";
import { computeRecipe, DAY, leaveTimes, PATTERNS, type Quantity, type Recipe } from "./recipes.ts";
import type { SampledTimeline } from "./timeline.ts";

/** How well a recipe reproduces the column. */
export type Match = {
  recipe: Recipe;
  /** Rows in which both have a value, outside the first stretch in which the window is not yet full. */
  compared: number;
  equal: number;
  /** Rows in which the column or the recipe differs from the column's commonest value, and those among them that are equal. */
  active: number;
  activeEqual: number;
};

/** Share of equal rows among all compared. */
export const equalShare = (match: Match): number => (match.compared === 0 ? 0 : match.equal / match.compared);

/** Share of equal rows among those where something happens: a column of zeros equals no count of rare events. */
export const activeShare = (match: Match): number =>
  match.active === 0 ? 0 : match.activeEqual / match.active;

export const WINDOWS: readonly number[] = [Number.POSITIVE_INFINITY, 30 * DAY, 7 * DAY, DAY];

/** Equality of two computed numbers: 1e-9 absolute or 1e-7 relative. */
export function isEqual(a: number, b: number): boolean {
  const gap = Math.abs(a - b);
  return gap <= 1e-9 || gap <= 1e-7 * Math.max(Math.abs(a), Math.abs(b));
}

/** Computes recipes over one timeline and compares them with the column; orders of leaving are remembered by window. */
export class RecipeSearch {
  readonly timeline: SampledTimeline;
  readonly column: Float64Array;
  private readonly mode: number;
  private readonly leaveOrders = new Map<number, Uint32Array>();
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  constructor(timeline: SampledTimeline, columnOfTable: Float64Array) {
    this.timeline = timeline;
    this.column = new Float64Array(timeline.rows.length);
    for (let i = 0; i < this.column.length; i++) this.column[i] = columnOfTable[timeline.rows[i]!]!;
    this.mode = commonest(this.column);
    for (const time of timeline.event) {
      this.first = Math.min(this.first, time);
      this.last = Math.max(this.last, time);
    }
  }

  /** The recipe's value in every place. */
  values(recipe: Recipe): Float64Array {
    const { timeline } = this;
    let leaveOrder: Uint32Array | null = null;
    if (recipe.pattern.clock === "known" && recipe.windowOf === "event" && Number.isFinite(recipe.window)) {
      leaveOrder = this.leaveOrders.get(recipe.window) ?? null;
      if (leaveOrder === null) {
        leaveOrder = orderWithin(timeline.starts, leaveTimes(timeline.event, timeline.known!, recipe.window));
        this.leaveOrders.set(recipe.window, leaveOrder);
      }
    }
    return computeRecipe(timeline, recipe, leaveOrder);
  }

  /**
   * The time from which rows are compared: one window after the first row, since what happened before the file begins is not
   * in it; the first row where that would leave less than a fifth of the span.
   */
  comparedFrom(window: number): number {
    return window < (this.last - this.first) * 0.8 ? this.first + window : this.first;
  }

  match(recipe: Recipe, values = this.values(recipe)): Match {
    const { column, mode, timeline } = this;
    const from = this.comparedFrom(recipe.window);
    const match: Match = { recipe, compared: 0, equal: 0, active: 0, activeEqual: 0 };
    for (let i = 0; i < column.length; i++) {
      const x = column[i]!;
      const r = values[i]!;
      if (Number.isNaN(x) || Number.isNaN(r) || timeline.event[i]! < from) continue;
      const equal = isEqual(x, r) ? 1 : 0;
      match.compared++;
      match.equal += equal;
      if (x !== mode || r !== mode) {
        match.active++;
        match.activeEqual += equal;
      }
    }
    return match;
  }

  /** Every pattern for every quantity and window, batches at midnight. `hasTimes` is false where there is only an order. */
  recipes(quantities: readonly Quantity[], hasTimes: boolean): Recipe[] {
    const recipes: Recipe[] = [];
    for (const pattern of PATTERNS) {
      if (pattern.clock === "known" && (this.timeline.known === null || !hasTimes)) continue;
      if (pattern.moment !== "now" && !hasTimes) continue;
      for (const window of hasTimes ? WINDOWS : WINDOWS.slice(0, 1)) {
        for (const windowOf of ["report", "event"] as const) {
          if (windowOf === "event" && (pattern.clock === "event" || window === Number.POSITIVE_INFINITY))
            continue;
          for (const quantity of quantities) {
            if (pattern.clock === "known" && quantity.source !== 0) continue;
            recipes.push({ pattern, quantity, window, windowOf, hour: 24 });
          }
        }
      }
    }
    return recipes;
  }

  /** The hour, in halves, at which a batch recipe matches best; ties go to the one given. */
  bestHour(recipe: Recipe): Match {
    let best = this.match(recipe);
    if (recipe.pattern.moment === "now") return best;
    const isBetter = (a: Match, b: Match) => activeShare(a) > activeShare(b) + 1e-12;
    for (let hour = 1; hour < 24; hour++) {
      const match = this.match({ ...recipe, hour });
      if (isBetter(match, best)) best = match;
    }
    const whole = best.recipe.hour;
    for (const hour of [whole - 0.5, whole + 0.5]) {
      if (hour <= 0 || hour > 24) continue;
      const match = this.match({ ...recipe, hour });
      if (isBetter(match, best)) best = match;
    }
    return best;
  }
}

/** The commonest value; NaN where there is none. */
function commonest(values: Float64Array): number {
  const counts = new Map<number, number>();
  let best = Number.NaN;
  let most = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > most) {
      most = count;
      best = value;
    }
  }
  return best;
}

/** Where two recipes differ: the rows, and how many of them equal the column under the first and under the second. */
export function compareRecipes(
  search: RecipeSearch,
  first: { recipe: Recipe; values: Float64Array },
  second: { recipe: Recipe; values: Float64Array },
): { rows: number; first: number; second: number } {
  const { column, timeline } = search;
  const from = Math.max(search.comparedFrom(first.recipe.window), search.comparedFrom(second.recipe.window));
  const result = { rows: 0, first: 0, second: 0 };
  for (let i = 0; i < column.length; i++) {
    const x = column[i]!;
    const a = first.values[i]!;
    const b = second.values[i]!;
    if (Number.isNaN(x) || Number.isNaN(a) || Number.isNaN(b) || timeline.event[i]! < from) continue;
    if (isEqual(a, b)) continue;
    result.rows++;
    if (isEqual(x, a)) result.first++;
    if (isEqual(x, b)) result.second++;
  }
  return result;
}
