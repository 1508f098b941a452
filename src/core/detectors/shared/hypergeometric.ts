import { exp, log } from "../../math/elementary.ts";
import type { Random } from "../../random.ts";
import { HALF_LOG_TWO_PI, stirlingError } from "../../stats/binomial-probability.ts";

/** From this standard deviation on a rounded normal is as good. */
const WIDE = 40;
/** Up to so many rows are drawn one by one. */
const FEW = 12;

/**
 * How many of `marked` rows fall among `drawn` rows drawn from `total` without putting back. Exact: the probabilities are
 * added up outwards from the likeliest number; a rounded normal where the spread exceeds 40.
 */
export function hypergeometric(total: number, marked: number, drawn: number, random: Random): number {
  const lowest = Math.max(0, drawn + marked - total);
  const highest = Math.min(drawn, marked);
  if (lowest === highest) return lowest;
  if (drawn <= FEW) {
    let found = 0;
    for (let i = 0; i < drawn; i++) if (random.next() * (total - i) < marked - found) found++;
    return found;
  }
  const share = marked / total;
  const mean = drawn * share;
  const deviation = Math.sqrt((mean * (1 - share) * (total - drawn)) / Math.max(1, total - 1));
  if (deviation > WIDE)
    return Math.min(highest, Math.max(lowest, Math.round(random.normal(mean, deviation))));
  const mode = Math.min(highest, Math.max(lowest, Math.floor(((drawn + 1) / (total + 2)) * (marked + 1))));
  const rest = total - marked;
  const atMode = exp(logChoose(marked, mode) + logChoose(rest, drawn - mode) - logChoose(total, drawn));
  let left = random.next() - atMode;
  let up = mode;
  let down = mode;
  let chanceUp = atMode;
  let chanceDown = atMode;
  while (left > 0 && (up < highest || down > lowest)) {
    if (up < highest) {
      chanceUp *= ((marked - up) * (drawn - up)) / ((up + 1) * (rest - drawn + up + 1));
      up++;
      left -= chanceUp;
      if (left <= 0) return up;
    }
    if (down > lowest) {
      chanceDown *= (down * (rest - drawn + down)) / ((marked - down + 1) * (drawn - down + 1));
      down--;
      left -= chanceDown;
      if (left <= 0) return down;
    }
  }
  return mode;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const TABLE = 32768;
let table: Float64Array | null = null;

function logFactorial(k: number): number {
  if (k < TABLE) {
    table ??= Float64Array.from({ length: TABLE }, (_, i) => computeLogFactorial(i));
    return table[k]!;
  }
  return computeLogFactorial(k);
}

function computeLogFactorial(k: number): number {
  return k < 2 ? 0 : stirlingError(k) + (k + 0.5) * log(k) - k + HALF_LOG_TWO_PI;
}
