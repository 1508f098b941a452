import type { Day } from "../core/service/contracts.ts";

/** What one line of the dashboard says: whether it rings, and how far it has gone as a multiple of what makes it ring. */
export type Alert = { id: string; name: string; rings: boolean; size: number; sentence: string };

/** The newest days, which are judged, and how many days before them they are judged by. */
const RECENT = 3;
const BEFORE = 10;

type Rule = {
  id: string;
  name: string;
  value(day: Day): number;
  /** How far from usual the days are, where 1 just rings; `now` and `before` are means over the days in which there is a value. */
  size(now: number, before: number): number;
  say(now: number, before: number): string;
};

const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const eur = (money: number) =>
  `${money < 0 ? "−" : ""}€\u00a0${Math.abs(Math.round(money)).toLocaleString("en-GB")}`;
/** How much larger, or smaller, as a share of the change that rings. */
const ratio = (now: number, before: number, up: number, down: number) =>
  before <= 0 ? 0 : now >= before ? (now / before - 1) / (up - 1) : (1 - now / before) / (1 - down);
const falls = (now: number, before: number, to: number) =>
  before <= 0 ? 0 : Math.max(0, 1 - now / before) / (1 - to);

const RULES: readonly Rule[] = [
  {
    id: "volume",
    name: "Payments a day",
    value: (day) => day.volume,
    size: (now, before) => ratio(now, before, 1.3, 0.75),
    say: (now, before) =>
      `${Math.round(now)} rows a day came in over the last three days; it was ${Math.round(before)}.`,
  },
  {
    id: "latency",
    name: "Latency, p99",
    value: (day) => day.latency.p99,
    size: (now, before) => Math.max(0, (now / before - 1) / 0.4),
    say: (now, before) =>
      `One answer in a hundred took longer than ${Math.round(now)} ms over the last three days; it was ${Math.round(before)} ms.`,
  },
  {
    id: "missing",
    name: "Missing values",
    value: (day) => day.missing,
    size: (now, before) => Math.max(0, now - before) / 0.015,
    say: (now, before) =>
      `${percent(now)} of the feature values were missing over the last three days; it was ${percent(before)}.`,
  },
  {
    id: "feature-drift",
    name: "Feature drift",
    value: (day) => day.featureDrift,
    size: (now, before) => Math.max(0, now - before) / 0.1,
    say: (now, before) =>
      `The most drifted feature reached a population stability index of ${now.toFixed(2)} over the last three days; it was ${before.toFixed(2)}.`,
  },
  {
    id: "score-drift",
    name: "Score drift",
    value: (day) => day.scoreDrift,
    size: (now, before) => Math.max(0, now - before) / 0.06,
    say: (now, before) =>
      `The scores drifted to a population stability index of ${now.toFixed(2)} over the last three days; it was ${before.toFixed(2)}.`,
  },
  {
    id: "stopped",
    name: "Payments stopped",
    value: (day) => day.alerts / day.payments,
    size: (now, before) => ratio(now, before, 1.5, 0.65),
    say: (now, before) =>
      `${percent(now)} of the payments were stopped over the last three days; it was ${percent(before)}.`,
  },
  {
    id: "reported",
    name: "Frauds reported",
    value: (day) => day.frauds / day.payments,
    size: (now, before) => Math.max(0, (now / before - 1) / 0.4),
    say: (now, before) =>
      `${percent(now)} of the payments of the last three days are reported as fraud already; it was ${percent(before)}.`,
  },
  {
    id: "recall",
    name: "Recall, as known",
    value: (day) => day.recall,
    size: (now, before) => falls(now, before, 0.75),
    say: (now, before) =>
      `Of the frauds reported for the last three days ${percent(now)} had been stopped; it was ${percent(before)}.`,
  },
  {
    id: "precision",
    name: "Precision, as known",
    value: (day) => day.precision,
    size: (now, before) => falls(now, before, 0.65),
    say: (now, before) =>
      `Of the payments stopped over the last three days ${percent(now)} are reported as fraud; it was ${percent(before)}.`,
  },
  {
    id: "result",
    name: "Business result, as known",
    value: (day) => day.money.result,
    size: (now, before) => (before <= 0 ? 0 : Math.max(0, 1 - now / before) / 0.45),
    say: (now, before) =>
      `The model earned ${eur(now)} a day over the last three days, as far as is known; it was ${eur(before)}.`,
  },
  {
    id: "expected",
    name: "Expected ROC AUC",
    value: (day) => day.expected.rocAuc,
    size: (now, before) => Math.max(0, before - now) / 0.03,
    say: (now, before) =>
      `By its own scores the model should rank with a ROC AUC of ${now.toFixed(2)}; it was ${before.toFixed(2)}.`,
  },
];

/** Every alert of the dashboard over the days as known, whether it rings or not. The last three days against the ten before. */
export function alertsOf(days: readonly Day[]): readonly Alert[] {
  const recent = days.slice(-RECENT);
  const earlier = days.slice(0, -RECENT).slice(-BEFORE);
  return RULES.map(({ id, name, value, size, say }) => {
    const [now, before] = [mean(recent.map(value)), mean(earlier.map(value))];
    const known = Number.isFinite(now) && Number.isFinite(before);
    const far = known ? size(now, before) : 0;
    return {
      id,
      name,
      rings: far >= 1,
      size: far,
      sentence: known ? say(now, before) : "Nothing is known of it yet.",
    };
  });
}

function mean(values: readonly number[]): number {
  const there = values.filter((value) => Number.isFinite(value));
  return there.length === 0 ? Number.NaN : there.reduce((sum, value) => sum + value, 0) / there.length;
}
