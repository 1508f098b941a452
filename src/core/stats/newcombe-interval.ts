import { wilsonInterval } from "./wilson-interval.ts";

/**
 * Newcombe's hybrid score interval for the difference of two shares, first less second; counts of successes and trials each.
 * Without trials on a side that side's share is taken to lie anywhere from 0 to 1.
 *
 * Source: Newcombe (1998), Statistics in Medicine 17, method 10 (no continuity correction).
 */
export function newcombeInterval(
  firstSuccesses: number,
  firstTrials: number,
  secondSuccesses: number,
  secondTrials: number,
  level = 0.95,
): [number, number] {
  const [low1, high1] = wilsonInterval(firstSuccesses, firstTrials, level);
  const [low2, high2] = wilsonInterval(secondSuccesses, secondTrials, level);
  const share1 = firstTrials > 0 ? firstSuccesses / firstTrials : (low1 + high1) / 2;
  const share2 = secondTrials > 0 ? secondSuccesses / secondTrials : (low2 + high2) / 2;
  const difference = share1 - share2;
  return [
    Math.max(-1, difference - length(share1 - low1, high2 - share2)),
    Math.min(1, difference + length(high1 - share1, share2 - low2)),
  ];
}

/** The hypotenuse by a plain square root, which every engine rounds alike. */
function length(a: number, b: number): number {
  return Math.sqrt(a * a + b * b);
}
