/** Pure judgements of answers, apart from the parts that ask. */

/** How a guessed number stands to the truth. */
export function judgeNumber(guess: number, truth: number, tolerance: number): string {
  if (Math.abs(guess - truth) <= tolerance) return "close";
  return guess > truth ? "too-high" : "too-low";
}

/** Least-squares slope over equally spaced points. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  let sum = 0;
  for (const [i, value] of values.entries()) sum += (i - middle) * value;
  return sum;
}

/**
 * How a drawn line stands to the true one: "close" where the mean distance is within the tolerance; "wrong-way" where one rises and
 * the other falls by more than the tolerance over the whole; else by the sign of the mean difference.
 */
export function judgeLine(guess: readonly number[], truth: readonly number[], tolerance: number): string {
  const pairs = truth.map((value, i) => [guess[i] ?? Number.NaN, value] as const);
  const known = pairs.filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b));
  if (known.length === 0) return "close";
  const distance = known.reduce((sum, [a, b]) => sum + Math.abs(a - b), 0) / known.length;
  if (distance <= tolerance) return "close";
  const guessed = known.map(([a]) => a);
  const true_ = known.map(([, b]) => b);
  const turn = (values: readonly number[]) => {
    const whole = Math.abs(values.at(-1)! - values[0]!);
    return whole <= tolerance ? 0 : Math.sign(slope(values));
  };
  if (turn(guessed) * turn(true_) < 0) return "wrong-way";
  const mean = known.reduce((sum, [a, b]) => sum + (a - b), 0) / known.length;
  return mean > 0 ? "too-high" : "too-low";
}
