import { describe, expect, it } from "vitest";
import { type Random, random } from "../random.ts";
import { categories, numbers, type Table, table } from "../table/table.ts";
import mixAndRate from "./mix-and-rate.ts";
import { alarmRate, run } from "./shared/testing.ts";

const roles = { label: ["fraud"] };
function people(chance: Random, rows: number, cohorts: Record<string, [share: number, rate: number]>): Table {
  const names = Object.keys(cohorts);
  const drawn = Array.from(
    { length: rows },
    () => names[chance.pick(names.map((name) => cohorts[name]![0]))]!,
  );
  return table([
    ["cohort", categories(drawn)],
    ["fraud", numbers(drawn.map((name) => (chance.chance(cohorts[name]![1]) ? 1 : 0)))],
  ]);
}
const check = (before: Table, now: Table | null, more: object = {}) =>
  run(mixAndRate, before, ["cohort"], roles, now === null ? more : { current: now, ...more });
const before = people(random(1), 10000, { mature: [0.9, 0.02], new: [0.1, 0.1] });

describe("mix and rate", () => {
  it("blames the mix where other people came", () => {
    const finding = check(before, people(random(2), 10000, { mature: [0.5, 0.02], new: [0.5, 0.1] }));
    expect(finding).toMatchObject({ verdict: "rings", reason: "mix" });
    const { mix, rate, interaction, total } = finding.facts;
    expect(Math.abs(Number(mix) + Number(rate) + Number(interaction) - Number(total))).toBeLessThan(1e-12);
    expect(mixAndRate.say(finding, ["cohort"])).toMatch(
      /^The label rate went from .* by “cohort”, .* who is there/,
    );
  });

  it("blames the rate where the same people behave otherwise", () => {
    const finding = check(before, people(random(3), 10000, { mature: [0.9, 0.05], new: [0.1, 0.1] }));
    expect(finding).toMatchObject({ verdict: "rings", reason: "rate" });
  });

  it("blames both at once where those who came are also worse than their like were", () => {
    const finding = check(before, people(random(8), 10000, { mature: [0.5, 0.02], new: [0.5, 0.3] }));
    expect(finding).toMatchObject({ verdict: "rings", reason: "interaction" });
  });

  it("needs more where the rows of one entity share their fate", () => {
    const grouped = (seed: number, rate: number) => {
      const chance = random(seed);
      const bad = Array.from({ length: 100 }, () => chance.chance(rate));
      const user = Array.from({ length: 4000 }, () => chance.integer(100));
      return table([
        ["cohort", categories(user.map((who) => (who % 2 === 0 ? "a" : "b")))],
        ["user", numbers(user)],
        ["fraud", numbers(user.map((who) => (bad[who] ? 1 : 0)))],
      ]);
    };
    const [a, b] = [grouped(1, 0.2), grouped(3, 0.3)];
    const params = { part: 0 };
    const independent = run(mixAndRate, a, ["cohort"], roles, { current: b, params });
    const clustered = run(mixAndRate, a, ["cohort"], { ...roles, entity: ["user"] }, { current: b, params });
    expect(clustered.facts.designEffect).toBeGreaterThan(20);
    expect(independent.verdict).toBe("rings");
    expect(clustered.verdict).toBe("silent");
    expect(clustered.statistic).toBe(independent.statistic);
  });

  it("rings where the two cancel out and the total stands still", () => {
    const finding = check(before, people(random(4), 40000, { mature: [0.55, 0.02], new: [0.45, 0.038] }));
    expect(finding).toMatchObject({ verdict: "rings" });
    expect(Math.abs(finding.statistic)).toBeLessThan(0.004);
  });

  it("is silent where nothing changed", () => {
    const finding = check(before, people(random(5), 10000, { mature: [0.9, 0.02], new: [0.1, 0.1] }));
    expect(finding).toMatchObject({ verdict: "silent", reason: "no-difference" });
    expect(mixAndRate.say(finding, ["cohort"])).toContain("no part counts");
  });

  it("says what it lacks", () => {
    expect(check(before, null).reason).toBe("no-current");
    expect(run(mixAndRate, before, ["cohort"], {}, { current: before }).reason).toBe("no-label");
    const alone = people(random(1), 300, { a: [1, 0.2] });
    expect(check(alone, alone).reason).toBe("one-segment");
  });

  it("keeps its level over 400 healthy seeds when every effect counts, and is not idle", () => {
    const { count, interval } = alarmRate(400, (chance) => {
      const draw = () => people(chance, 1500, { a: [0.5, 0.1], b: [0.3, 0.3], c: [0.2, 0.2] });
      return check(draw(), draw(), { params: { part: 0, alpha: 0.1 } }).verdict === "rings";
    });
    expect(count).toBeGreaterThan(15);
    expect(interval[0]).toBeLessThanOrEqual(0.1);
  });
});
