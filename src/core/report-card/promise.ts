import type { Detector } from "../contracts.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { dummy, RATE } from "./dummy.ts";

/** How often a detector is to ring where nothing is wrong. */
export type Promised = {
  /** "level": that often; "at-most": no more often. */
  kind: "level" | "at-most";
  rate: number;
  words: string;
};

/** Those that ring wherever p is below alpha, and for nothing else. */
const PLAIN_TESTS = new Set([
  "kolmogorov-smirnov",
  "chi-square",
  "mann-whitney",
  "anderson-darling",
  "cramer-von-mises",
]);

/** Where neither a level nor a designer's figure is there: an alarm in twenty healthy pairs is the most that one bears with. */
const RARE = 0.05;

/**
 * What a detector promises on independent rows at its default parameters. A plain test keeps its level; one that also asks
 * for a least effect, or corrects for many looks, stays at or below it; one without a level is designed to ring rarely.
 */
export function promiseOf(detector: Detector): Promised {
  if (detector.id === dummy.id) return { kind: "level", rate: RATE, words: "its chance" };
  const alpha = detector.params.alpha;
  if (alpha?.kind === "number") {
    const rate = alpha.default;
    return PLAIN_TESTS.has(detector.id)
      ? { kind: "level", rate, words: "its level" }
      : { kind: "at-most", rate, words: "at most its level" };
  }
  return { kind: "at-most", rate: RARE, words: "at most, by design" };
}

/**
 * Whether what was counted contradicts the promise: the 99 % interval of the rate (Wilson) lies wholly above it, for a level
 * wholly beside it. At 95 % one honest detector in twenty would be accused.
 */
export function breaks(promised: Promised, { rings, pairs }: { rings: number; pairs: number }): boolean {
  const [low, high] = wilsonInterval(rings, pairs, 0.99);
  return low > promised.rate || (promised.kind === "level" && high < promised.rate);
}
