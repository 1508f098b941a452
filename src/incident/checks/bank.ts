import { daysOf } from "../../core/service/days.ts";
import { type Bench, mean, percent, RECENT } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/**
 * What the bank counts on its own books, whether it was reported or not: the truth about the last days, which costs the bank a
 * night's work and you a quarter of your time.
 */
export function bank(bench: Bench): Reading {
  const { incident, days, service } = bench;
  const truth = daysOf(service).slice(0, incident.today);
  const of = (value: (day: (typeof truth)[number]) => number) => {
    const values = truth.map(value);
    return [mean(values.slice(-RECENT)), mean(values.slice(0, -RECENT).slice(-10))] as const;
  };
  const [frauds, fraudsBefore] = of((day) => day.frauds / day.payments);
  const sum = (from: readonly { frauds: number }[]) => from.reduce((all, day) => all + day.frauds, 0);
  const [newest, known] = [truth.slice(-RECENT), days.slice(-RECENT)];
  const reported = sum(known) / Math.max(1, sum(newest));
  const expected = mean(known.map((day) => day.matured));
  const caughtNow = caughtShare(newest);
  const caughtBefore = caughtShare(truth.slice(0, -RECENT).slice(-10));
  const lost = reported < 0.55 * expected;
  const missed = caughtNow < 0.8 * caughtBefore;
  const more = frauds > 1.5 * fraudsBefore;
  const parts = [
    `${sum(newest)} frauds in the last three days: ${percent(frauds)} of the payments, ${percent(fraudsBefore)} before.`,
    `You stopped ${percent(caughtNow)} of them, ${percent(caughtBefore)} before.`,
    lost
      ? `Only ${percent(reported)} of them have reached your labels; about ${percent(expected)} should have.`
      : `${percent(reported)} of them have reached your labels, about as many as should have (${percent(expected)}).`,
  ];
  const signs = [more ? "more" : "", missed ? "missed" : "", lost ? "lost" : ""].filter(
    (sign) => sign !== "",
  );
  return {
    verdict: signs.length > 0 ? "rings" : "silent",
    sign: signs.length === 0 ? "usual" : signs.join("-"),
    sentence: `The bank counts ${parts.join(" ")}`,
    said: [],
    chart: {
      kind: "days",
      title: "Frauds by the day of the payment: on the bank’s books, and reported",
      unit: "",
      days: truth.map(({ day }) => day),
      lines: [
        { name: "at the bank", side: "production", values: truth.map((day) => day.frauds) },
        { name: "reported", side: "plain", values: days.map((day) => day.frauds) },
      ],
      rule: null,
    },
  };
}

function caughtShare(days: readonly { frauds: number; recall: number }[]): number {
  let [frauds, caught] = [0, 0];
  for (const day of days) {
    frauds += day.frauds;
    if (day.frauds > 0) caught += day.recall * day.frauds;
  }
  return frauds === 0 ? Number.NaN : caught / frauds;
}
