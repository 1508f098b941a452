import { sampleSizePerArm } from "./sample-size.ts";

/**
 * The smallest fall of the share `base` that `perArm` independent rows on each side find with probability `power` at level `alpha`:
 * a difference of shares, at most `base` itself. NaN where even the fall to nothing would not be found.
 *
 * By bisection on {@link sampleSizePerArm}, to about 1e-12. Throws as that does.
 */
export function minimumDetectableEffect(base: number, perArm: number, alpha = 0.05, power = 0.8): number {
  const needed = (fall: number) => sampleSizePerArm(base, base - fall, alpha, power);
  let low = 0;
  let high = base * (1 - 1e-9);
  if (needed(high) > perArm) return Number.NaN;
  for (let step = 0; step < 200 && high - low > 1e-13 * base; step++) {
    const middle = (low + high) / 2;
    if (middle <= 0 || needed(middle) > perArm) low = middle;
    else high = middle;
  }
  return high;
}
