import { ask, type Bench, mean, RECENT, ringing, saidBy } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** What the scores promise, without a single label. */
export function estimate(bench: Bench): Reading {
  const { days } = bench;
  const alarm = ask(bench, "performance-estimate");
  const said = saidBy(alarm);
  const expected = days.map((day) => day.expected.rocAuc);
  const [now, before] = [mean(expected.slice(-RECENT)), mean(expected.slice(0, -RECENT).slice(-10))];
  const first = ringing(alarm)[0];
  const turned = now < before - 0.03 ? "falls" : now > before + 0.02 ? "rises" : "as-before";
  const words = {
    falls: "By its own scores the model should do worse than before.",
    rises: "By its own scores the model should do better than before.",
    "as-before": "By its own scores the model should do as well as ever.",
  }[turned];
  return {
    verdict: alarm.verdict,
    sign: first === undefined ? (turned === "as-before" ? "as-before" : `a-little-${turned}`) : turned,
    sentence: `${words} Its expected ROC AUC is ${now.toFixed(2)}, ${before.toFixed(2)} before. It cannot see that fraud means something else than it did.`,
    said: [said],
    chart: {
      kind: "days",
      title: "ROC AUC expected from the scores alone, and as known",
      unit: "",
      days: days.map(({ day }) => day),
      lines: [
        { name: "expected", side: "production", values: expected },
        {
          name: "as known",
          side: "plain",
          values: days.map((day) => (day.matured > 0.5 ? day.rocAuc : null)),
        },
      ],
      rule: null,
    },
  };
}
