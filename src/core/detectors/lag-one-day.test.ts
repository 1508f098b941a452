import { describe, expect, it } from "vitest";
import { rocAuc } from "../metrics/roc-auc.ts";
import { type Random, random } from "../random.ts";
import { numbers } from "../table/table.ts";
import lagOneDay from "./lag-one-day.ts";
import { pairedAucTest } from "./shared/paired-swap.ts";
import { alarmRate, DAY, type History, HOUR, payments, ROLES, run, tableOf } from "./shared/testing.ts";

/** Labels reported by midnight of the same day: the day's batch joined by date. */
function byDate(h: History): Float64Array {
  const reports = new Map<number, number[]>();
  for (const [i, user] of h.user.entries())
    if (h.fraud[i] === 1) reports.set(user, [...(reports.get(user) ?? []), h.reported[i]!]);
  return Float64Array.from(h.at, (time, i) => {
    const batch = Math.floor(time / DAY) * DAY + 24 * HOUR;
    return (reports.get(h.user[i]!) ?? []).filter((at) => at < batch && at >= batch - 30 * DAY).length;
  });
}

/** A feature of each user that wanders with the given memory a day, with nothing to do with the label. */
function wandering(chance: Random, h: History, memory: number): Float64Array {
  const state = new Map<number, number>();
  return h.at.map((_, i) => {
    const next =
      memory * (state.get(h.user[i]!) ?? chance.normal()) + Math.sqrt(1 - memory * memory) * chance.normal();
    state.set(h.user[i]!, next);
    return next;
  });
}

const seen = (h: History, x: Float64Array, more: object = {}) =>
  run(lagOneDay, tableOf(h, x), ["x"], ROLES, more);

describe("lag-one-day collapse", () => {
  it("rings for a batch of the same day, which an older value can not replace", () => {
    const h = payments(random(2), 4000, 300);
    const finding = seen(h, byDate(h));
    expect(finding.verdict).toBe("rings");
    expect(finding.effect).toBeGreaterThan(0.1);
    expect(finding.interval![0]).toBeGreaterThan(0);
    expect(finding.facts.auc).toBeGreaterThan(Number(finding.facts.aucOlder));
    expect(lagOneDay.say(finding, ["x"])).toContain("“x” lives from the last 24 hours: ROC AUC");
  });

  it("is silent for a feature that is true and moves slowly", () => {
    const chance = random(4);
    const h = payments(chance, 4000, 300);
    const risk = new Map<number, number>();
    for (const [i, user] of h.user.entries()) risk.set(user, (risk.get(user) ?? 0) + h.fraud[i]!);
    const finding = seen(
      h,
      h.at.map((_, i) => Math.sqrt(risk.get(h.user[i]!)!) + 0.3 * chance.normal()),
    );
    expect(finding).toMatchObject({ verdict: "silent", reason: "keeps" });
    expect(finding.facts.auc).toBeGreaterThan(0.7);
  });

  it("turns a feature that ranks backwards before it compares", () => {
    const h = payments(random(2), 4000, 300);
    const forward = seen(h, byDate(h));
    const backward = seen(
      h,
      byDate(h).map((value) => -value),
    );
    expect(backward.verdict).toBe("rings");
    expect(backward.effect).toBeCloseTo(forward.effect, 12);
    expect(backward.interval![0]).toBeCloseTo(forward.interval![0], 12);
  });

  it("compares on the rows that have both values; a missing value is not a 0", () => {
    const h = payments(random(2), 2000, 100);
    const full = byDate(h);
    const holes = full.map((value, i) => (i % 3 === 0 ? Number.NaN : value));
    const zeros = full.map((value, i) => (i % 3 === 0 ? 0 : value));
    expect(Number(seen(h, holes).facts.compared)).toBeLessThan(Number(seen(h, full).facts.compared));
    expect(seen(h, holes).facts.auc).not.toBe(seen(h, zeros).facts.auc);
  });

  it("says why it cannot tell: no earlier rows, no clock, hardly a positive", () => {
    const loners = payments(random(5), 500, 500);
    expect(seen({ ...loners, user: loners.at.map((_, i) => i) }, loners.amount).reason).toBe("no-history");
    const h = payments(random(2), 2000, 100);
    const order = tableOf(h, h.amount, { place: numbers(h.at.map((_, i) => i)) });
    expect(run(lagOneDay, order, ["x"], { ...ROLES, "event-time": ["place"] }).reason).toBe("no-clock");
    const rare = { ...h, fraud: h.fraud.map((_, i) => (i > 1990 ? 1 : 0)) };
    expect(seen(rare, h.amount).reason).toBe("too-few-positives");
  });

  it("gives the same finding for the same seed", () => {
    const h = payments(random(2), 1000, 60);
    expect(seen(h, h.amount)).toEqual(seen(h, h.amount));
  });

  it.each([0.3, 0.9])("its null keeps the nominal level over 400 unrelated series of memory %f", (memory) => {
    let unread = 0;
    const { interval } = alarmRate(400, (chance, seed) => {
      const h = payments(chance, 1200, 60);
      const finding = seen(h, wandering(chance, h, memory), { params: { permutations: 199 }, seed });
      if (finding.verdict === "cannot-tell") unread++;
      return finding.pValue !== null && finding.pValue <= 0.05;
    });
    expect(unread).toBeLessThan(4);
    expect(interval[0]).toBeLessThanOrEqual(0.05);
    expect(interval[1]).toBeGreaterThanOrEqual(0.05);
  });

  it("rings on far fewer unrelated series than a rule without a null", () => {
    let withoutNull = 0;
    const { count } = alarmRate(200, (chance, seed) => {
      const h = payments(chance, 1200, 60);
      const finding = seen(h, wandering(chance, h, 0.5), { params: { permutations: 199 }, seed });
      // "Lost half of its distance from chance": the kind of rule that is common in practice.
      const strength = Math.abs(Number(finding.facts.auc) - 0.5);
      if (finding.statistic > strength / 2) withoutNull++;
      return finding.verdict === "rings";
    });
    expect(withoutNull).toBeGreaterThan(60);
    expect(count).toBeLessThanOrEqual(4);
  });
});

describe("the paired swap test", () => {
  it("has the exact AUC difference as its statistic, and swapping all rows turns its sign", () => {
    const chance = random(9);
    const labels = Uint8Array.from({ length: 80 }, () => (chance.chance(0.3) ? 1 : 0));
    const first = Array.from({ length: 80 }, (_, i) => chance.integer(6) + labels[i]!);
    const second = Array.from({ length: 80 }, () => chance.integer(6));
    const rows = labels.map((_, i) => i);
    const test = pairedAucTest(first, second, labels, rows, 80, 199, random(1));
    expect(test.difference).toBeCloseTo(rocAuc(first, labels) - rocAuc(second, labels), 12);
    const turned = pairedAucTest(second, first, labels, rows, 80, 199, random(1));
    expect(turned.difference).toBeCloseTo(-test.difference, 12);
    expect(turned.pValue).toBeCloseTo(test.pValue, 12);
  });

  it("equals the permutation test done the long way, by swapping the ranks and computing both AUCs again", () => {
    const chance = random(12);
    const n = 9;
    const labels = Uint8Array.from({ length: n }, (_, i) => (i < 4 ? 1 : 0));
    const shuffledRanks = () => chance.shuffle(Float64Array.from({ length: n }, (_, i) => i + 1));
    const first = shuffledRanks();
    const second = shuffledRanks();
    const observed = Math.abs(rocAuc(first, labels) - rocAuc(second, labels));
    expect(observed).toBeGreaterThan(0.1);
    let asFar = 0;
    for (let swaps = 0; swaps < 512; swaps++) {
      const a = first.map((value, i) => ((swaps >> i) & 1 ? second[i]! : value));
      const b = second.map((value, i) => ((swaps >> i) & 1 ? first[i]! : value));
      if (Math.abs(rocAuc(a, labels) - rocAuc(b, labels)) >= observed - 1e-9) asFar++;
    }
    const test = pairedAucTest(
      first,
      second,
      labels,
      labels.map((_, i) => i),
      n,
      19999,
      random(3),
    );
    expect(Math.abs(test.pValue - asFar / 512)).toBeLessThan(0.015);
  });
});
