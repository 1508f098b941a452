import { expect, it } from "vitest";
import { rocAucInterval } from "../../core/metrics/roc-auc.ts";
import { random } from "../../core/random.ts";
import { normalQuantile } from "../../core/stats/distributions.ts";
import { fisherExact } from "../../core/stats/fisher-exact.ts";
import { leastAuc, leastMissing, leastParity } from "./sensitivity.ts";

/** Draws of each simulation. */
const draws = 400;

it("a leak of the AUC named lies above 0.8 with its whole interval about nine times in ten", () => {
  const auc = leastAuc(120, 1000);
  expect(auc).toBeGreaterThan(0.85);
  expect(auc).toBeLessThan(0.95);
  const shift = Math.sqrt(2) * normalQuantile(auc);
  const source = random(1);
  const labels = Uint8Array.from({ length: 1120 }, (_, i) => (i < 120 ? 1 : 0));
  let seen = 0;
  for (let i = 0; i < draws; i++) {
    const scores = Float64Array.from(labels, (label) => source.normal(label * shift));
    if (rocAucInterval(scores, labels).interval[0] >= 0.8) seen++;
  }
  expect(seen / draws).toBeGreaterThan(0.82);
  expect(leastAuc(12, 1000)).toBeGreaterThan(auc);
});

it("gaps of the share named are seen by Fisher’s exact test about nine times in ten, and those of half of it are not", () => {
  const [m, n, alpha] = [2000, 1000, 0.005];
  const share = leastMissing(m, n, alpha);
  const source = random(2);
  const seenAt = (rate: number) => {
    let seen = 0;
    for (let i = 0; i < draws; i++) {
      const missing = source.poisson(rate * n);
      if (missing / n >= 0.01 && fisherExact(missing, n - missing, 0, m) < alpha) seen++;
    }
    return seen / draws;
  };
  expect(seenAt(share)).toBeGreaterThan(0.86);
  expect(seenAt(share)).toBeLessThan(0.96);
  expect(seenAt(share / 2)).toBeLessThan(0.3);
});

it("a difference between training and serving of the share named shows in more than one pair in a thousand", () => {
  const pairs = 5000;
  const source = random(3);
  let seen = 0;
  for (let i = 0; i < 1000; i++) if (source.poisson(leastParity(pairs) * pairs) > 0.001 * pairs) seen++;
  expect(seen / 1000).toBeGreaterThan(0.87);
  expect(seen / 1000).toBeLessThan(0.93);
});
