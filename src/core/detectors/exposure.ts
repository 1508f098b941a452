import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { entropyShare, giniIndex } from "../stats/concentration.ts";
import { sortOrder } from "../stats/order.ts";
import { cannotTell, figure, pValueText, sayCannotTell } from "./findings.ts";
import { columnWithRole, readClock, readGroups } from "./shared/read.ts";
import { REASONS } from "./shared/words.ts";

const params = {
  rounds: { kind: "number", label: "Rounds", unit: "", min: 6, max: 30, step: 1, default: 10 },
  alpha: {
    kind: "number",
    label: "Significance level",
    unit: "",
    min: 0.001,
    max: 0.2,
    step: 0.001,
    default: 0.01,
  },
  least: {
    kind: "number",
    label: "Rise of the Gini index that counts",
    unit: "",
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0.05,
  },
} as const;

const LEAST_ITEMS = 5;
const LEAST_ROWS = 30;

/**
 * Exposure: whether ever fewer items get ever more of the rows. The rows (one a showing; the entity is the item) are cut into ten
 * rounds of equal count by time; each round has the Gini index of the items' counts, 0 where all are shown alike to nearly 1 where
 * one gets everything, and the entropy of their shares over its maximum. All items of the table count in every round, so that
 * items that are shown no more count as zeros. The statistic is Kendall's S of the index over the rounds, with its exact p
 * one-sided; the effect is the mean index of the last third less that of the first. It rings where p is below alpha and the index
 * rose by at least 0.05. `at` is the index of each round.
 *
 * It reads an entity as an item, so it runs on request alone: customers who leave would look like items that starve.
 * Blind to: exposure that was unequal from the start and stays so; items that were never shown. A false alarm costs attention.
 * Sources: Gini (1912); Chaney, Stewart, Engelhardt (2018), RecSys, for the feedback; Kendall (1938), Biometrika 30.
 */
const exposure: Detector<typeof params> = {
  id: "exposure",
  name: "Exposure by round",
  family: "pipelines",
  scope: "table",
  accepts: [],
  windows: 1,
  needs: ["entity", "event-time"],
  onRequest: true,
  summary: "Follows over ten rounds how unequally the items are shown, by their Gini index and entropy.",
  formula:
    "G = sum over items in ascending order of (2i − u − 1) · c / (u · sum of c), where c is the item’s count in the round, i its rank and u the number of items; S = rounds that rose less rounds that fell, over all pairs",
  falseAlarmCost: "Attention: someone looks at which items are shown.",
  source: "Gini (1912); Kendall (1938); after Chaney, Stewart, Engelhardt (2018), RecSys",
  blindTo: [
    "same-day-batch-join",
    "default-as-signal",
    "feature-store-outage",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "two-years-later",
    "concept-drift",
    "economic-shock",
    "serving-skew",
    "selective-labels",
  ],
  params,
  detect,
  say,
};
export default exposure;

function detect(
  { reference, roles }: DetectorInput,
  { rounds, alpha, least }: ParamsOf<typeof params>,
): Finding {
  const clock = readClock(reference, roles);
  if (clock === null) return cannotTell("no-event-time");
  const { groups, count } = readGroups(columnWithRole(reference, roles, "entity")!);
  const kept = Uint32Array.from(groups.keys()).filter(
    (row) => groups[row]! >= 0 && !Number.isNaN(clock.values[row]!),
  );
  const items = new Set(Array.from(kept, (row) => groups[row]!)).size;
  if (items < LEAST_ITEMS) return cannotTell("too-few-items", { rows: items, needed: LEAST_ITEMS });
  const needed = LEAST_ROWS * rounds;
  if (kept.length < needed) return cannotTell("too-few-rows", { rows: kept.length, needed });
  const times = Float64Array.from(kept, (row) => clock.values[row]!);
  const order = sortOrder(times);
  const counts = Array.from({ length: rounds }, () => new Float64Array(count));
  const sizes = new Float64Array(rounds);
  let first = 0;
  for (let i = 0; i < order.length; i++) {
    // Rows of one moment lie in one round.
    if (times[order[i]!] !== times[order[first]!]) first = i;
    const round = Math.floor((first * rounds) / order.length);
    counts[round]![groups[kept[order[i]!]!]!]!++;
    sizes[round]!++;
  }
  if (sizes.some((size) => size < LEAST_ROWS)) return cannotTell("too-few-moments");
  const gini = counts.map((own) => giniIndex(own, items));
  const entropy = counts.map((own) => entropyShare(own, items));
  const { score, pValue } = kendallTrend(gini);
  const third = Math.floor(rounds / 3);
  const before = meanOf(gini.slice(0, third));
  const now = meanOf(gini.slice(-third));
  const rings = pValue < alpha && now - before >= least;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: score,
    effect: now - before,
    interval: null,
    pValue,
    threshold: alpha,
    at: gini,
    rows: null,
    reason: rings ? "concentrates" : pValue < alpha ? "too-small" : "no-trend",
    facts: {
      items,
      rounds,
      before,
      now,
      entropyBefore: meanOf(entropy.slice(0, third)),
      entropyNow: meanOf(entropy.slice(-third)),
    },
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Kendall's S of a series against its order, and the chance of one as large or larger, exact for a series without ties. */
function kendallTrend(series: readonly number[]): { score: number; pValue: number } {
  let score = 0;
  for (let i = 0; i < series.length; i++)
    for (let j = i + 1; j < series.length; j++) {
      const gap = series[j]! - series[i]!;
      // Indices that rounding alone sets apart are equal.
      if (Math.abs(gap) > 1e-12) score += Math.sign(gap);
    }
  // How likely each number of falling pairs is among all orders: each new value falls below 0 to k - 1 of the k before it alike.
  let chances = [1];
  for (let k = 2; k <= series.length; k++) {
    const next = new Array<number>(chances.length + k - 1).fill(0);
    for (const [inversions, chance] of chances.entries())
      for (let more = 0; more < k; more++) next[inversions + more]! += chance / k;
    chances = next;
  }
  const pairs = (series.length * (series.length - 1)) / 2;
  let pValue = 0;
  for (const [inversions, chance] of chances.entries()) if (pairs - 2 * inversions >= score) pValue += chance;
  return { score, pValue: Math.min(1, pValue) };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell")
    return sayCannotTell(finding, columns, {
      ...REASONS,
      "too-few-items": "there are too few different items",
      "too-few-moments": "too many rows share one moment to be cut into rounds",
    });
  const { facts } = finding;
  const numbers = `Gini index ${figure(Number(facts.before))} in the first rounds, ${figure(Number(facts.now))} in the last; entropy ${figure(Number(facts.entropyBefore))}, then ${figure(Number(facts.entropyNow))} of its maximum; ${pValueText(finding.pValue ?? Number.NaN)}`;
  if (finding.verdict === "silent") return `Exposure does not gather on ever fewer items (${numbers}).`;
  return `Ever fewer of ${figure(Number(facts.items))} items get ever more of the rows (${numbers}).`;
}
