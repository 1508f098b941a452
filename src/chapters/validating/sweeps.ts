import { random } from "../../core/random.ts";
import { checkRules } from "../../core/rules/check.ts";
import { around, learnRules, wholeDays } from "../../core/rules/learn.ts";
import { dailyCounts, shareOf } from "../../core/rules/measures.ts";
import type { RuleSet, ShareRule } from "../../core/rules/types.ts";
import { columnOf, numbers, type TimeColumn, table } from "../../core/table/table.ts";
import { feedTable, ROLES, rangeRows } from "./batches.ts";
import type { Bench } from "./company.ts";
import type { Delivery } from "./delivery.ts";
import type { StopPoint, SweepPoint } from "./result.ts";

const SIZES = [100, 200, 500, 1000, 2000, 5000, 10000, 20000];
/** Bounds of the feed that are the largest or the smallest of the reference: amounts at both ends, arrivals at one. */
export const BOUNDS = 3;
export const SLACKS = [0, 0.1, 0.5];
/** Draws of few rows scatter more. */
const drawsOf = (rows: number): number => (rows <= 1000 ? 6 : rows <= 5000 ? 4 : 2);

/**
 * Rules about rows, learned from so many payments of training drawn by chance, held against all payments of production: the mean over
 * several draws. Drawn, not the last ones, so that the law of exceedances holds: reference and new rows could change places.
 */
export async function sweepOf(
  bench: Bench,
  healthy: Delivery,
  breathe: () => Promise<void>,
): Promise<SweepPoint[]> {
  const { training, production } = bench.scene.world.periods;
  const batch = feedTable(healthy, rangeRows(production));
  const amounts = healthy.amount.subarray(production.from, production.to);
  const slipped = table([["amount", numbers(amounts.map((amount) => Math.round(amount * 1000) / 100))]]);
  const source = random(bench.seed).fork("rules from few rows");
  const points: SweepPoint[] = [];
  for (const rows of SIZES) {
    if (rows > training.to - training.from) continue;
    const sums = SLACKS.map(() => ({ held: 0, caught: 0 }));
    const draws = drawsOf(rows);
    for (let draw = 0; draw < draws; draw++) {
      const reference = feedTable(healthy, drawn(rangeRows(training), rows, source.fork(rows).fork(draw)));
      await breathe();
      for (const [k, slack] of SLACKS.entries()) {
        const rules = ofValues(learnRules(reference, ROLES, { slack }));
        sums[k]!.held += checkRules(rules, batch).held / batch.rows;
        sums[k]!.caught += checkRules(rules, slipped).held / slipped.rows;
        await breathe();
      }
    }
    for (const [k, slack] of SLACKS.entries())
      points.push({ rows, slack, held: sums[k]!.held / draws, caught: sums[k]!.caught / draws });
  }
  return points;
}

/** The rules about single values; the others hold by how rows were drawn. */
const ofValues = (set: RuleSet): RuleSet => ({
  ...set,
  rules: set.rules.filter(({ rule }) => ["range", "known", "compare", "arrival"].includes(rule)),
});

/** So many rows drawn without putting back, in their old order. */
function drawn(rows: Int32Array, count: number, source: ReturnType<typeof random>): Int32Array {
  const pool = rows.slice();
  for (let i = 0; i < count; i++) {
    const j = i + source.integer(pool.length - i);
    [pool[i], pool[j]] = [pool[j]!, pool[i]!];
  }
  return pool.slice(0, count).sort();
}

const WINDOWS = [7, 14, 28];
const DEVIATIONS = [2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6];

/**
 * Rules about batches, learned from every stretch of so many days in a row, held against all other days of the healthy world:
 * how often one of them stops a day, and how often any.
 */
export function stopsOver(bench: Bench, healthy: Delivery, learned: RuleSet): StopPoint[] {
  const { training, production } = bench.scene.world.periods;
  const whole = feedTable(healthy, rangeRows({ from: training.from, to: production.to }));
  const time = columnOf(whole, "event_at") as TimeColumn;
  // The first and the last day are left out as anywhere; the last of production is thinner than the others.
  const days = wholeDays(time, whole.rows)!;
  const counts = dailyCounts(time, whole.rows).slice(1, -1);
  const shares = learned.rules.filter((rule): rule is ShareRule => rule.rule === "share");
  const values = [
    counts.map((rows) => ({ value: rows, least: 0 })),
    ...shares.map((rule) =>
      days.map(({ from, to }) => {
        const value = shareOf(rule, columnOf(whole, rule.column), from, to);
        return { value, least: Math.sqrt((value * (1 - value)) / (to - from)) };
      }),
    ),
  ];
  return WINDOWS.flatMap((length) =>
    DEVIATIONS.map((deviations): StopPoint => {
      let [judged, any, one] = [0, 0, 0];
      for (let start = 0; start + length <= Math.min(42, days.length); start++) {
        const bounds = values.map((own) => {
          const window = own.slice(start, start + length);
          const least = window.reduce((sum, day) => sum + day.least, 0) / length;
          return around(
            window.map(({ value }) => value),
            deviations,
            least,
          );
        });
        for (let day = 0; day < days.length; day++) {
          if (day >= start && day < start + length) continue;
          const broken = bounds.filter(({ min, max }, rule) => {
            const { value } = values[rule]![day]!;
            return value < min || value > max;
          }).length;
          judged++;
          one += broken / bounds.length;
          if (broken > 0) any++;
        }
      }
      return { days: length, deviations, any: any / judged, one: one / judged };
    }),
  );
}
