import { FEATURES } from "../features/features.ts";
import { COSTS } from "../metrics/cost.ts";
import type { Day, Service } from "./contracts.ts";
import { driftOf, type FeatureBin } from "./drift.ts";
import type { Drift, Prepared } from "./prepared.ts";

/**
 * The figures of one day from its labels (1 for fraud, one entry a payment of the world) and from the rows that had arrived before
 * a moment. Everything that a day shows is computed here, for the truth and for what is known of it.
 */
export function figuresOf(
  service: Service,
  prepared: Prepared,
  day: number,
  labels: Uint8Array,
  before: number,
  matured: number,
): Day {
  const { world, score, arrivedAt, copies, action, latencyMs } = service;
  const { amount } = world.transactions;
  const { chance, absent } = prepared;
  const rows = prepared.byScore[day]!.filter((row) => arrivedAt[row]! < before);
  const payments = rows.length;
  const counts = { volume: 0, frauds: 0, alerts: 0, caught: 0, missing: 0 };
  const sums = { score: 0, amount: 0 };
  const money = { stopped: 0, lost: 0, falseAlarms: 0, reviews: 0 };
  const expected = { positives: 0, negatives: 0, pairs: 0, caught: 0 };
  let pairs = 0;
  for (let i = 0; i < payments; ) {
    const own = score[rows[i]!]!;
    const group = { size: 0, positives: 0, expected: 0 };
    for (; i < payments && score[rows[i]!] === own; i++) {
      const row = rows[i]!;
      const [paid, isFraud, times, p] = [amount[row]!, labels[row] === 1, copies[row]!, chance[row]!];
      counts.volume += times;
      counts.missing += absent[row]!;
      sums.score += own;
      sums.amount += paid;
      group.size++;
      group.expected += p;
      if (isFraud) group.positives++;
      if (action[row] === 1) {
        counts.alerts++;
        expected.caught += p;
        money.reviews += times * COSTS.reviewFee;
        if (isFraud) {
          counts.caught++;
          money.stopped += paid;
        } else money.falseAlarms += COSTS.insultShare * paid;
      } else if (isFraud) money.lost += COSTS.missedShare * paid;
    }
    pairs += group.positives * (i - group.size - counts.frauds + (group.size - group.positives) / 2);
    counts.frauds += group.positives;
    expected.pairs += group.expected * (expected.negatives + (group.size - group.expected) / 2);
    expected.positives += group.expected;
    expected.negatives += group.size - group.expected;
  }
  const { frauds, alerts, caught } = counts;
  const genuine = payments - frauds;
  return {
    day,
    volume: counts.volume,
    payments,
    frauds,
    alerts,
    precision: caught / alerts,
    recall: caught / frauds,
    accuracy: (payments - (alerts - caught) - (frauds - caught)) / payments,
    rocAuc: pairs / (frauds * genuine),
    meanScore: sums.score / payments,
    meanAmount: sums.amount / payments,
    ...driftsOf(service, prepared, day, before),
    missing: counts.missing / (payments * FEATURES.length),
    latency: percentiles(rows, latencyMs),
    expected: {
      rocAuc: expected.pairs / (expected.positives * expected.negatives),
      precision: expected.caught / alerts,
      recall: expected.caught / expected.positives,
    },
    money: {
      ...money,
      cost: money.lost + money.falseAlarms + money.reviews,
      result: money.stopped - money.falseAlarms - money.reviews,
    },
    matured,
  };
}

/** Days of production up to the day itself on whose rows its drift is measured: one day has too few rows for ten bins. */
export const DRIFT_DAYS = 7;

/** The drift of the last days up to this one, of the rows that its version answered and that had arrived before a moment. */
function driftsOf(service: Service, prepared: Prepared, day: number, before: number): Drift {
  const { version, arrivedAt, firstRow } = service;
  const { scoreBin, scoreBins, features, drifts } = prepared;
  // Once all rows have arrived the drift of a day is settled.
  const settled = drifts.get(day);
  if (settled !== undefined && before > settled.from) return settled.drift;
  let latest = 0;
  const rows: number[] = [];
  // A version goes live at midnight, so that a day has one.
  const live = version[firstRow[day]!] ?? 0;
  for (let row = firstRow[Math.max(0, day - DRIFT_DAYS + 1)]!; row < firstRow[day + 1]!; row++)
    if (version[row] === live) {
      latest = Math.max(latest, arrivedAt[row]!);
      if (arrivedAt[row]! < before) rows.push(row);
    }
  const against = ({ bins, bin }: FeatureBin) => {
    const counts = new Float64Array(bins.counts.length);
    for (let i = 0; i < rows.length; i++) counts[bin[rows[i]!]!]!++;
    return driftOf(bins, counts);
  };
  let featureDrift = Number.NaN;
  let driftedFeature = "";
  for (const [name, own] of features[live]!) {
    const drift = against(own);
    if (!(drift <= featureDrift) && !Number.isNaN(drift)) [featureDrift, driftedFeature] = [drift, name];
  }
  const scoreDrift = against({ bins: scoreBins[live]!, bin: scoreBin });
  const drift = { scoreDrift, featureDrift, driftedFeature };
  if (latest < before) drifts.set(day, { from: latest, drift });
  return drift;
}

/** The median, the 95th and the 99th percentile (nearest rank) in milliseconds. */
function percentiles(rows: Int32Array, latencyMs: Float64Array): Day["latency"] {
  const sorted = Float64Array.from(rows, (row) => latencyMs[row]!).sort();
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
