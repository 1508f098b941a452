const UNITS = [
  ["days", 86_400_000],
  ["hours", 3_600_000],
  ["minutes", 60_000],
  ["seconds", 1000],
] as const;

/** Lengths of time in milliseconds, in the largest unit of which the longest are at least three; the middle 98 % decide. */
export function durations(groups: readonly Float64Array[]): {
  unit: (typeof UNITS)[number][0];
  length: number;
  values: Float64Array[];
} {
  const all = groups.flatMap((group) => {
    const step = Math.max(1, Math.floor(group.length / 5000));
    return Array.from(
      group.filter((value, i) => i % step === 0 && Number.isFinite(value)),
      Math.abs,
    );
  });
  all.sort((a, b) => a - b);
  const long = all[Math.floor(0.99 * (all.length - 1))] ?? 0;
  const [unit, length] = UNITS.find(([, one]) => long >= 3 * one) ?? UNITS[3];
  return { unit, length, values: groups.map((group) => group.map((value) => value / length)) };
}
