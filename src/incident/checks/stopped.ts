import { type Bench, mean, percent, RECENT } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** The threshold in force against the one that the release set, and the share that is stopped. */
export function stopped({ service, incident, days }: Bench): Reading {
  const { firstRow, threshold, version, versions } = service;
  const last = firstRow[incident.today]! - 1;
  const released = versions[version[last]!]!;
  const inForce = threshold[last]!;
  const moved = Math.abs(inForce - released.threshold) > 1e-9;
  const shares = days.map((day) => day.alerts / day.payments);
  const [now, before] = [mean(shares.slice(-RECENT)), mean(shares.slice(0, -RECENT).slice(-10))];
  const change = now > 1.5 * before ? "more" : now < 0.65 * before ? "less" : "as-much";
  const line = moved
    ? `The threshold in force is ${inForce.toFixed(3)}; ${released.name} was released with ${released.threshold.toFixed(3)}.`
    : `The threshold in force is ${inForce.toFixed(3)}, as ${released.name} was released.`;
  const words = { more: "more than before", less: "less than before", "as-much": "about as before" }[change];
  return {
    verdict: moved || change !== "as-much" ? "rings" : "silent",
    sign: moved ? `moved-${change}` : change,
    sentence: `${line} ${percent(now)} of the payments of the last three days were stopped, ${words} (${percent(before)}).`,
    said: [],
    chart: {
      kind: "days",
      title: "Share of the payments that is stopped",
      unit: "%",
      days: days.map(({ day }) => day),
      lines: [{ name: "stopped", side: "production", values: shares }],
      rule: null,
    },
  };
}
