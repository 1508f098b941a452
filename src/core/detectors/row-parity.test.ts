import { describe, expect, it } from "vitest";
import type { Roles } from "../contracts.ts";
import { type Random, random } from "../random.ts";
import { type Column, categories, numbers, table, take, times } from "../table/table.ts";
import rowParity from "./row-parity.ts";
import { historyOf } from "./shared/history.ts";
import { alarmRate, DAY, HOUR, run, withMissing } from "./shared/testing.ts";

const ROWS = 800;
const ROLES: Roles = { key: ["id"], entity: ["user"], "event-time": ["at"] };

const amounts = (chance: Random) => Float64Array.from({ length: ROWS }, () => chance.logNormal(40, 1));

function base(chance: Random, x: Column) {
  return table([
    ["id", numbers(Float64Array.from({ length: ROWS }, (_, i) => i * 7))],
    ["user", numbers(Float64Array.from({ length: ROWS }, () => chance.integer(60)))],
    ["at", times(Float64Array.from({ length: ROWS }, (_, i) => 1.7e12 + i * HOUR))],
    ["x", x],
  ]);
}

/** The same rows in another order, with x computed otherwise. */
function judge(before: Column, now: Column, seed = 1) {
  const reference = base(random(seed), before);
  const order = random(seed + 1).shuffle(Uint32Array.from({ length: ROWS }, (_, row) => row));
  const current = take(base(random(seed), now), order);
  return run(rowParity, reference, ["x"], ROLES, { current });
}

describe("row parity", () => {
  it("takes infinity for equal to itself and to no number", () => {
    const x = amounts(random(2));
    const infinite = (row: number) => (row % 3 === 0 ? Number.POSITIVE_INFINITY : x[row]!);
    const own = numbers(Float64Array.from(x, (_, row) => infinite(row)));
    expect(judge(own, own).facts.different).toBe(0);
    expect(judge(own, numbers(x)).facts.different).toBe(267);
  });

  it("is silent where the rows are equal, in any order, to the digits that computing costs", () => {
    const x = amounts(random(2));
    const { count } = alarmRate(200, (chance, seed) => {
      const own = amounts(chance);
      const other = own.map((value) => value * (1 + 5e-9 * (chance.next() - 0.5)));
      return judge(numbers(own), numbers(other), seed).verdict === "rings";
    });
    expect(count).toBe(0);
    const finding = judge(numbers(x), numbers(x.map((value) => value * (1 + 1e-6))));
    expect(finding.statistic).toBe(0);
  });

  it.each([
    ["constant-factor", (x: Float64Array) => x.map((v) => v / 100), 0.01],
    ["constant-offset", (x: Float64Array) => x.map((v) => v - 12.5), -12.5],
  ] as const)("names a %s with its value", (cause, change, value) => {
    const x = amounts(random(3));
    const finding = judge(numbers(x), numbers(change(x)));
    expect(finding.reason).toBe(cause);
    expect(Number(finding.facts.causeValue)).toBeCloseTo(value, 9);
    expect(finding.facts.causeShare).toBe(1);
    expect(finding.rows!.count).toBe(ROWS);
  });

  it("names the cause where it touches a part of the rows only", () => {
    const x = amounts(random(4));
    const finding = judge(numbers(x), numbers(x.map((v, i) => (i % 5 === 0 ? v * 1000 : v))));
    expect(finding.reason).toBe("constant-factor");
    expect(finding.effect).toBeCloseTo(0.2, 9);
    expect(rowParity.say(finding, ["x"])).toContain("a constant factor of 1,000");
  });

  it("names another scale, with its line, also where a tenth of the rows differ otherwise", () => {
    const x = amounts(random(14));
    const scaled = x.map((v) => (v - 51.7) / 34.2);
    const finding = judge(numbers(scaled), numbers(x));
    expect(finding.reason).toBe("another-scale");
    expect(finding.facts.causeValue).toBe("34.2 × before + 51.7");
    expect(finding.facts.causeShare).toBe(1);
    expect(rowParity.say(finding, ["x"])).toContain("34.2 × before + 51.7 (scaling left out?)");
    const mixed = judge(numbers(scaled), numbers(x.map((v, i) => (i % 12 === 0 ? v + i : v))));
    expect(mixed.reason).toBe("another-scale");
    const spoilt = judge(numbers(scaled), numbers(x.map((v, i) => (i % 6 === 0 ? v + i : v))));
    expect(spoilt.reason).toBe("values-differ");
  });

  it("sees no scale in two values that changed places, though a line goes through them", () => {
    const chance = random(15);
    const flags = Float64Array.from({ length: ROWS }, () => chance.integer(2));
    expect(judge(numbers(flags), numbers(flags.map((v) => 1 - v))).reason).toBe("permuted-codes");
  });

  it("names hours that were shifted, of times and of hours of the day", () => {
    const at = Float64Array.from({ length: ROWS }, (_, i) => 1.7e12 + i * 1234567);
    const zone = judge(times(at), times(at.map((v) => v + 2 * HOUR)));
    expect(zone.reason).toBe("shifted-hours");
    expect(zone.facts.causeValue).toBe(2);
    const late = judge(times(at), times(at.map((v) => v + 3 * DAY)));
    expect(late.reason).toBe("constant-offset");
    expect(late.facts.causeValue).toBe("3 days");
    const hours = Float64Array.from({ length: ROWS }, (_, i) => i % 24);
    const clock = judge(numbers(hours), numbers(hours.map((v) => (v + 23) % 24)));
    expect(clock.reason).toBe("shifted-hours");
    expect(clock.facts.causeValue).toBe(-1);
  });

  it("names codes that changed places, but not two that fell into one", () => {
    const chance = random(5);
    const codes = Array.from({ length: ROWS }, () => ["web", "app", "shop"][chance.integer(3)]!);
    const swapped = codes.map((code) => ({ web: "app", app: "web" })[code] ?? code);
    const finding = judge(categories(codes), categories(swapped));
    expect(finding.reason).toBe("permuted-codes");
    expect(finding.facts.causeValue).toMatch(/became/);
    const merged = codes.map((code) => (code === "web" ? "app" : code));
    expect(judge(categories(codes), categories(merged)).reason).toBe("values-differ");
    const numbered = codes.map((code) => ["web", "app", "shop"].indexOf(code));
    const turned = numbered.map((code) => [2, 0, 1][code]!);
    expect(judge(numbers(numbered), numbers(turned)).reason).toBe("permuted-codes");
  });

  it("names codes that changed places in a part of the rows only, and numbers that are merely wrong here and there not so", () => {
    const chance = random(16);
    const codes = Array.from({ length: ROWS }, () => ["web", "app", "shop", "phone"][chance.integer(4)]!);
    const other: Record<string, string> = { web: "app", app: "web", shop: "phone", phone: "shop" };
    const partly = codes.map((code) => (chance.chance(0.4) ? other[code]! : code));
    expect(judge(categories(codes), categories(partly)).reason).toBe("permuted-codes");
    const onto = codes.map((code) => (chance.chance(0.4) && code === "web" ? "app" : code));
    expect(judge(categories(codes), categories(onto)).reason).toBe("values-differ");
    // A count of few: a third of the ones read as zero, and as many zeros as ones, which are few among the zeros.
    const counts = Float64Array.from({ length: ROWS }, () => (chance.chance(0.15) ? 1 : 0));
    const wrong = counts.map((v) => (chance.chance(v === 1 ? 0.35 : 0.06) ? 1 - v : v));
    expect(judge(numbers(counts), numbers(wrong)).reason).toBe("values-differ");
  });

  it("names values that are one refresh old", () => {
    const chance = random(6);
    const x = amounts(chance);
    const reference = base(random(1), numbers(x));
    const history = historyOf(reference.columns.get("user")!, reference.columns.get("at")!);
    const stale = x.slice();
    for (let e = 0; e + 1 < history.starts.length; e++)
      for (let k = history.starts[e]! + 1; k < history.starts[e + 1]!; k++)
        stale[history.rows[k]!] = x[history.rows[k - 1]!]!;
    const finding = judge(numbers(x), numbers(stale));
    expect(finding.reason).toBe("stale-by-one");
    expect(rowParity.say(finding, ["x"])).toContain("one refresh old");
  });

  it("names another rule for missing values, either way", () => {
    const chance = random(7);
    const gaps = amounts(chance).map((v) => (chance.chance(0.2) ? Number.NaN : v));
    const filled = gaps.map((v) => (Number.isNaN(v) ? -1 : v));
    const finding = judge(withMissing(gaps), numbers(filled));
    expect(finding.reason).toBe("missing-rule");
    expect(finding.facts.causeValue).toBe("missing before, filled with -1 now");
    expect(judge(numbers(filled), withMissing(gaps)).facts.causeValue).toBe(
      "filled with -1 before, missing now",
    );
    expect(judge(withMissing(gaps), withMissing(gaps)).statistic).toBe(1);
  });

  it("names no cause where there is none", () => {
    const finding = judge(numbers(amounts(random(8))), numbers(amounts(random(9))));
    expect(finding.reason).toBe("values-differ");
    expect(rowParity.say(finding, ["x"])).toContain("no simple cause");
  });

  it("does not take two windows for two copies, and leaves out keys that occur twice", () => {
    const x = numbers(amounts(random(10)));
    const reference = base(random(1), x);
    const ids = (from: number) => numbers(Float64Array.from({ length: ROWS }, (_, i) => from + i));
    const later = table([...base(random(2), x).columns, ["id", ids(100000)]]);
    expect(run(rowParity, reference, ["x"], ROLES, { current: later }).reason).toBe("keys-do-not-meet");
    const twice = table([...reference.columns, ["id", ids(0)]]);
    const doubled = take(
      twice,
      Uint32Array.from({ length: ROWS + 10 }, (_, i) => i % ROWS),
    );
    const finding = run(rowParity, doubled, ["x"], ROLES, { current: twice });
    expect(finding.facts).toMatchObject({ pairs: ROWS - 10, unusable: 20 });
    const both = run(rowParity, reference, ["x"], { key: ["id", "user"] }, { current: reference });
    expect(both.facts.pairs).toBe(ROWS);
  });
});
