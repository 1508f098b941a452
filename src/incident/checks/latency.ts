import { ask, type Bench, mean, RECENT, saidBy } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** Latency of the last days against those before, and how late rows arrive. */
export function latency(bench: Bench): Reading {
  const { days } = bench;
  const p99 = days.map((day) => day.latency.p99);
  const [now, before] = [mean(p99.slice(-RECENT)), mean(p99.slice(0, -RECENT).slice(-10))];
  const slow = now > 1.4 * before;
  const lateness = saidBy(ask(bench, "lateness"));
  const late = lateness.verdict === "rings";
  const head = slow
    ? `The service is slow: one answer in a hundred took longer than ${Math.round(now)} ms over the last three days, ${Math.round(before)} ms before.`
    : `The service answers as fast as ever: one answer in a hundred took longer than ${Math.round(now)} ms, ${Math.round(before)} ms before.`;
  const tail = late ? "Rows reach the log later than they did." : "Rows reach the log as they always did.";
  return {
    verdict: slow || late ? "rings" : "silent",
    sign: slow && late ? "slow-and-late" : slow ? "slow" : late ? "late" : "usual",
    sentence: `${head} ${tail}`,
    said: [lateness],
    chart: {
      kind: "days",
      title: "Latency",
      unit: "ms",
      days: days.map(({ day }) => day),
      lines: [
        { name: "p99", side: "production", values: p99 },
        { name: "p95", side: "plain", values: days.map((day) => day.latency.p95) },
        { name: "p50", side: "plain", values: days.map((day) => day.latency.p50) },
      ],
      rule: null,
    },
  };
}
