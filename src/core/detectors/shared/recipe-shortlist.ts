import { activeShare, equalShare, type Match, type RecipeSearch } from "./recipe-search.ts";
import type { Quantity, Recipe } from "./recipes.ts";

/** Of the rows in which two recipes differ, the leaking one must give the column's value in so many, the honest one in so few. */
export const CLEARLY = 0.8;

/** The best match first. */
export const byMatch = (a: Match, b: Match) => activeShare(b) - activeShare(a);

/** The label's count and mean, the number of rows, and mean and sum of each amount. */
export function quantitiesOf(amounts: readonly string[]): Quantity[] {
  const quantities: Quantity[] = [
    { kind: "count", source: 0 },
    { kind: "mean", source: 0 },
    { kind: "count", source: 1 },
  ];
  for (let a = 0; a < amounts.length; a++)
    quantities.push({ kind: "mean", source: a + 2 }, { kind: "sum", source: a + 2 });
  return quantities;
}

/**
 * The recipes worth computing in full: the best four with their hours, all others of the same quantity and window. In steps
 * of one recipe each.
 */
export function* shortlist(
  search: RecipeSearch,
  quantities: readonly Quantity[],
  hasTimes: boolean,
  share: number,
): Generator<void, Recipe[]> {
  const matches: Match[] = [];
  for (const recipe of search.recipes(quantities, hasTimes)) {
    matches.push(search.match(recipe));
    yield;
  }
  matches.sort(byMatch);
  const promising = matches.filter((match) => activeShare(match) >= 0.2).slice(0, 4);
  const atBestHour: Match[] = [];
  for (const { recipe } of promising) {
    atBestHour.push(search.bestHour(recipe));
    yield;
  }
  const best = atBestHour.sort(byMatch)[0];
  if (best === undefined || equalShare(best) < share - 0.05 || activeShare(best) < CLEARLY - 0.1) return [];
  const { quantity, window } = best.recipe;
  const family = matches.filter(
    ({ recipe }) =>
      recipe.window === window && recipe.quantity === quantity && recipe.quantity.source === quantity.source,
  );
  const chosen = [best, ...matches.slice(0, 4), ...family].map((match) => match.recipe);
  // A batch recipe is compared at midnight and at the hour that fits the column, so that the hour alone never tells two apart.
  const atHours = chosen.flatMap((recipe) =>
    recipe.pattern.moment === "now" ? [recipe] : [recipe, { ...recipe, hour: best.recipe.hour }],
  );
  return [...new Map(atHours.map((recipe) => [keyOf(recipe), recipe])).values()];
}

function keyOf({ pattern, quantity, window, windowOf, hour }: Recipe): string {
  return `${pattern.id}/${quantity.kind}/${quantity.source}/${window}/${windowOf}/${hour}`;
}
