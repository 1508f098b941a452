import { type Matrix, standings } from "./matrix.ts";

/** One detector more in the set, and what the whole set sees and costs then. */
export type Step = {
  /** Its place among the detectors of the matrix. */
  detector: number;
  /** The failures that it adds, by their place. */
  adds: readonly number[];
  /** Failures that the set sees. */
  seen: number;
  /** Seeds of the healthy twin in which at least one of the set rings. */
  falseAlarms: number;
};

/**
 * The greedy cover: the detector that sees most failures first, then always the one that adds most; of equals the one with fewer false alarms
 * of the whole set, then the one that sees more in all, then the earlier. It ends when no detector adds a failure. Greedy
 * cover is within ln(n) + 1 of the smallest set (Johnson 1974; Chvátal 1979).
 */
export function greedyCover(matrix: Matrix, allowed: (detector: number) => boolean = () => true): Step[] {
  const all = standings(matrix);
  const sees = matrix.detectors.map((_, detector) =>
    all.flatMap((row, failure) => (row[detector] === "sees" ? [failure] : [])),
  );
  const seen = new Set<number>();
  const steps: Step[] = [];
  for (;;) {
    const set = steps.map((step) => step.detector);
    let best: Step | null = null;
    for (let detector = 0; detector < sees.length; detector++) {
      if (!allowed(detector)) continue;
      const adds = sees[detector]!.filter((failure) => !seen.has(failure));
      if (adds.length === 0) continue;
      const falseAlarms = falseAlarmsOf(matrix, [...set, detector]);
      const order = best
        ? adds.length - best.adds.length ||
          best.falseAlarms - falseAlarms ||
          sees[detector]!.length - sees[best.detector]!.length
        : 1;
      if (order > 0) best = { detector, adds, seen: seen.size + adds.length, falseAlarms };
    }
    if (best === null) return steps;
    for (const failure of best.adds) seen.add(failure);
    steps.push(best);
  }
}

/** Failures that at least one detector of the set sees. */
export function seenBy(matrix: Matrix, set: readonly number[]): number[] {
  return standings(matrix).flatMap((row, failure) =>
    set.some((detector) => row[detector] === "sees") ? [failure] : [],
  );
}

/** Seeds of the healthy twin in which at least one detector of the set rings. */
export function falseAlarmsOf({ twin, seeds }: Matrix, set: readonly number[]): number {
  let count = 0;
  for (let seed = 0; seed < seeds; seed++)
    if (set.some((detector) => twin.letters[detector]![seed] === "r")) count++;
  return count;
}
