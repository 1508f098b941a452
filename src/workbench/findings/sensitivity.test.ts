import { expect, it } from "vitest";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { rocAucInterval } from "../../core/metrics/roc-auc.ts";
import { random } from "../../core/random.ts";
import { normalQuantile } from "../../core/stats/distributions.ts";
import { fisherExact } from "../../core/stats/fisher-exact.ts";
import { categories, numbers, table } from "../../core/table/table.ts";
import { leastAuc, leastInGroup, leastMissing, leastParity } from "./sensitivity.ts";

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

it("a group of the higher rate named rings about nine times in ten, and one of half of that more rarely", () => {
  const [rows, rate] = [3000, 0.1];
  const least = leastInGroup(rate, rows);
  expect(least).toBeGreaterThan(rate);
  const source = random(4);
  const window = (higher: number) => {
    const groups = Array.from({ length: rows }, (_, row) => `g${row % 10}`);
    const label = groups.map((group) => (source.chance(rate + (group === "g3" ? higher : 0)) ? 1 : 0));
    return table([
      ["group", categories(groups)],
      ["label", numbers(label)],
    ]);
  };
  const seenAt = (higher: number) => {
    let seen = 0;
    for (let i = 0; i < 100; i++) {
      const input = {
        reference: window(higher),
        current: window(higher),
        columns: ["group"],
        roles: { label: ["label"] },
      };
      const { verdict, facts } = runDetector(detector("label-rate-by-segment"), input, {}, random(1));
      if (verdict === "rings" && facts.segment === "g3") seen++;
    }
    return seen / 100;
  };
  expect(seenAt(least)).toBeGreaterThan(0.82);
  expect(seenAt(least / 2)).toBeLessThan(0.4);
});
