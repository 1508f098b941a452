import { ask, type Bench, ringing, saidBy } from "../bench.ts";
import type { Reading } from "../contracts.ts";

const NUMBERS = ["score"];

/** Kolmogorov–Smirnov, chi-square and the population stability index over every feature. */
export function drift(bench: Bench): Reading {
  const alarms = ["population-stability", "kolmogorov-smirnov", "chi-square"].map((id) => ask(bench, id));
  const said = alarms.map(saidBy);
  const [index, ...tests] = alarms;
  const far = ringing(index!).filter(({ columns }) => !NUMBERS.includes(columns[0]!));
  const names = far.map(({ columns }) => columns[0]!);
  const tested = tests.flatMap((one) => ringing(one).map(({ columns }) => columns[0]!));
  const large =
    names.length === 0
      ? "No feature has moved far from training by the population stability index."
      : `Far from training: ${names.map((name) => `“${name}”`).join(", ")}.`;
  const small = tested.filter((name) => !names.includes(name));
  const chance =
    small.length === 0
      ? "No other moved by more than chance would move it."
      : `More than chance would move them, if not far: ${small.map((name) => `“${name}”`).join(", ")}.`;
  const values = index!.findings.map(({ columns, finding }) => ({
    name: columns[0]!,
    before: null,
    now: Number.isFinite(finding.statistic) ? finding.statistic : null,
  }));
  return {
    verdict: names.length + tested.length > 0 ? "rings" : "silent",
    sign: names.length > 3 ? "many" : (names[0] ?? (small.length > 0 ? "small" : "none")),
    sentence: `${large} ${chance}`,
    said,
    chart: {
      kind: "bars",
      title: "Population stability index against training, by column",
      unit: "",
      items: values.sort((a, b) => (b.now ?? 0) - (a.now ?? 0)).slice(0, 7),
      words: ["", "index"],
    },
  };
}
