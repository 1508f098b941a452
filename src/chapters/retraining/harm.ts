import { rocAuc } from "../../core/metrics/roc-auc.ts";
import type { Bench, Breath } from "./bench.ts";
import chapter from "./chapter.ts";
import { paperDay, type Recipes, scoresOf, train } from "./learn.ts";
import { euros, over, tally } from "./measures.ts";
import type { Harm, Papers, Recipe, WindowPoint } from "./result.ts";
import { checked, type Policy, SHADOW_DAYS, serve } from "./service.ts";
import { CHANGE_DAY, PRODUCTION_DAYS, rowAt } from "./world.ts";

const { options: RECIPES, words: WORDS } = chapter.params.labels;

/** Retrained on schedule by each recipe in a world where nothing changes, so that nothing but the labels is to blame. */
export async function harmOf(
  healthy: Bench,
  { every, gate }: { every: number; gate: boolean },
  recipes: Recipes,
  task: Breath,
): Promise<Harm[]> {
  const base = { every, gate, trigger: "adwin", pause: 0, roll: null };
  const harm: Harm[] = [];
  for (const id of gate ? RECIPES : (["never", ...RECIPES] as const)) {
    const policy: Policy = {
      ...base,
      policy: id === "never" ? "never" : "scheduled",
      recipe: (id === "never" ? "mature" : id) as Recipe,
    };
    const service = await serve(healthy, policy, recipes, task);
    const sum = tally(healthy, service, 0, PRODUCTION_DAYS);
    const spent = euros(healthy, service, 0, PRODUCTION_DAYS);
    const all = { from: rowAt(healthy.base, 0), to: rowAt(healthy.base, PRODUCTION_DAYS) };
    const later = service.lives.slice(1);
    const exams = later.flatMap(({ version }) => (version.exam === null ? [] : [version.exam]));
    const checks = later.flatMap(({ check }) => (check === null ? [] : [check]));
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    harm.push({
      id: id as Harm["id"],
      words: id === "never" ? "never retrained" : WORDS[RECIPES.indexOf(id)]!,
      exam: exams.length === 0 ? null : mean(exams),
      auc: rocAuc(service.scores.subarray(all.from, all.to), healthy.frauds.subarray(all.from, all.to)),
      recall: over(sum.caught, sum.frauds),
      cost: (1000 * (spent.missed + spent.reviews + spent.insult)) / Math.max(1, spent.rows),
      missing:
        later.length === 0
          ? 0
          : mean(later.map(({ version }) => 1 - over(version.frauds, Math.max(1, version.fraudsInTheEnd)))),
      tried: gate ? checks.length : later.length,
      released: gate ? checks.filter(({ released }) => released).length : later.length,
    });
    await task.breathe();
  }
  return harm;
}

const WINDOWS = [7, 14, 21, 35, 56, 84] as const;
/** A version is judged on so many days. */
const JUDGED_DAYS = 28;

/** How long a window serves: on the day of the change in the world without it, and four weeks after the change. */
export async function windowsOf(
  bench: Bench,
  healthy: Bench,
  recipe: Recipe,
  { wait }: Recipes,
  task: Breath,
): Promise<WindowPoint[]> {
  const judged = async (of: Bench, day: number, window: number): Promise<number | null> => {
    const version = await train(of, recipe, day, { window, wait }, task);
    await task.breathe();
    if (version === null) return null;
    const range = { from: rowAt(of.base, day), to: rowAt(of.base, day + JUDGED_DAYS) };
    const scores = scoresOf(of, version, range);
    const auc = rocAuc(scores.subarray(range.from, range.to), of.frauds.subarray(range.from, range.to));
    return Number.isNaN(auc) ? null : auc;
  };
  const points: WindowPoint[] = [];
  for (const window of WINDOWS)
    points.push({
      window,
      quiet: await judged(healthy, CHANGE_DAY, window),
      changed: await judged(bench, CHANGE_DAY + JUDGED_DAYS, window),
    });
  return points;
}

/** The two checks of one version: the last of the schedule that is trained by the eighty-fourth day. */
export async function papersOf(
  bench: Bench,
  { every, labels }: { every: number; labels: Recipe },
  recipes: Recipes,
  task: Breath,
): Promise<Papers> {
  const day = paperDay(every);
  const version = (await train(bench, labels, day, recipes, task)) ?? bench.first;
  const decided = day + SHADOW_DAYS + Math.ceil(bench.settled);
  const check = checked(bench, { ...version, day }, bench.first, decided);
  return {
    day,
    from: version.from,
    to: version.to,
    rows: rowAt(bench.base, version.to) - rowAt(bench.base, version.from),
    known: version.frauds,
    inTheEnd: version.fraudsInTheEnd,
    youngest: day - version.to,
    check,
    exam: version.exam ?? 0,
  };
}
