import { deviation } from "../../core/stats/moments.ts";
import { wassersteinNoise, wassersteinOfSorted } from "../../core/stats/wasserstein-distance.ts";
import { lendingNumbers } from "../../core/world/lending/lending-tables.ts";
import type { LendingWorld } from "../../core/world/lending/types.ts";
import { rememberLast } from "../shared/remember.ts";
import type { Cell, Told } from "./result.ts";
import { healthyWorld, PRODUCTION, rowsIn, TRAINING } from "./world.ts";

export const WATCHED = [
  "income_monthly",
  "employment_months",
  "out_of_work",
  "utilisation",
  "missed_last_12_months",
  "amount_to_income",
] as const;

/** The default threshold of the Wasserstein detector: so many standard deviations, chance taken off. */
export const RINGS_AT = 0.1;
/** So many features must ring in a month before the lender speaks of an alarm. */
const FEATURES_TO_ALARM = 2;
/** The change counts as gone when three months lie under this share of its peak. */
const GONE = 0.5;
/** Months after the alarm from which a change that is still there is called lasting. */
export const PATIENCE = 12;
/** Months over which the distance is averaged. */
const SPAN = 3;

type Reference = { sorted: Float64Array; deviation: number; noise: number };

/** Training, sorted once; the twin has the same. */
const referenceOf = rememberLast((size: number, seed: number) => {
  const world = healthyWorld(size, seed);
  const { from, to } = rowsIn(world, [-TRAINING, 0]);
  const values = lendingNumbers(world);
  return Object.fromEntries(
    WATCHED.map((name): [string, Reference] => {
      const sorted = Float64Array.from(values[name].subarray(from, to)).sort();
      // The noise for one row a side; it shrinks with the root of 1/m + 1/n.
      return [name, { sorted, deviation: deviation(sorted, 0), noise: wassersteinNoise(sorted, 2, 2) }];
    }),
  );
});

/**
 * Each feature in each month of production against all of training: the Wasserstein distance in standard deviations of
 * training, less what chance alone would give, as the registered detector has it.
 */
export function monthlyCells(world: LendingWorld, from = 0): Cell[] {
  const reference = referenceOf(world.settings.applications, world.seed);
  const values = lendingNumbers(world);
  const cells: Cell[] = [];
  for (let month = from; month < PRODUCTION; month++) {
    const rows = rowsIn(world, [month, month + 1]);
    const count = rows.to - rows.from;
    for (const feature of WATCHED) {
      const { sorted, deviation: spread, noise } = reference[feature]!;
      const own = Float64Array.from(values[feature].subarray(rows.from, rows.to)).sort();
      const chance = noise * Math.sqrt(1 / sorted.length + 1 / count);
      const distance = count === 0 ? 0 : Math.max(0, (wassersteinOfSorted(sorted, own) - chance) / spread);
      cells.push({ feature, month, distance, rings: distance >= RINGS_AT });
    }
  }
  return cells;
}

/** The mean distance over the features, month by month. */
export function meanDistance(cells: readonly Cell[]): number[] {
  const sums: number[] = [];
  for (const { month, distance } of cells) sums[month] = (sums[month] ?? 0) + distance / WATCHED.length;
  return sums;
}

/**
 * Whether a change comes back, told from the distances alone, one month after the other. The alarm is the first month in which
 * two features ring. From then on: "shock" once the mean of three months falls under half of its peak, "lasting" where it has not
 * twelve months after the alarm. The verdict may be revised; `since` is the month from which it stands.
 */
export function tell(cells: readonly Cell[]): Told {
  const distances = meanDistance(cells);
  const ringing = distances.map(() => 0);
  for (const { month, rings } of cells) if (rings) ringing[month]!++;
  const alarm = ringing.findIndex((count) => count >= FEATURES_TO_ALARM);
  const over = (month: number) => {
    const own = distances.slice(Math.max(0, month - SPAN + 1), month + 1);
    return own.reduce((sum, one) => sum + one, 0) / own.length;
  };
  const last = over(distances.length - 1);
  if (alarm < 0) return { verdict: "nothing", alarm: null, since: null, peak: last, last };
  let peak = 0;
  let verdict: Told["verdict"] = "nothing";
  let since = alarm;
  for (let month = alarm; month < distances.length; month++) {
    const now = over(month);
    peak = Math.max(peak, now);
    const next: Told["verdict"] =
      month >= alarm + SPAN && now < GONE * peak
        ? "shock"
        : month - alarm >= PATIENCE
          ? "lasting"
          : verdict === "shock"
            ? "nothing"
            : verdict;
    if (next !== verdict) since = month;
    verdict = next;
  }
  return { verdict, alarm, since: verdict === "nothing" ? null : since, peak, last };
}

/** The months (from, to) in which a fallback would be in force: from the month after the alarm until the change has gone. */
export function fallbackOf(told: Told): { from: number; to: number } | null {
  if (told.alarm === null) return null;
  const to = told.verdict === "shock" ? told.since! + 1 : PRODUCTION;
  return { from: told.alarm + 1, to };
}
