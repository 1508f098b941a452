import { describe, expect, it } from "vitest";
import type { Roles } from "../contracts.ts";
import { type Random, random } from "../random.ts";
import { type Column, numbers, setValid, table, take, times, validity } from "../table/table.ts";
import labelShift from "./label-shift.ts";
import range from "./range.ts";
import { alarmRate, DAY, payments, ROLES, run, tableOf, withMissing } from "./shared/testing.ts";

const labelled = (chance: Random, rows: number, rate: number) =>
  table([["y", numbers(Float64Array.from({ length: rows }, () => (chance.chance(rate) ? 1 : 0)))]]);
const PLAIN: Roles = { label: ["y"] };

describe("label shift", () => {
  it("rings for a rate that rose by half, with an interval that holds the change", () => {
    const chance = random(1);
    const finding = run(labelShift, labelled(chance, 5000, 0.1), [], PLAIN, {
      current: labelled(chance, 3000, 0.15),
    });
    expect(finding.reason).toBe("more-positives");
    expect(finding.interval![0]).toBeLessThan(0.05);
    expect(finding.interval![1]).toBeGreaterThan(0.05);
    expect(labelShift.say(finding, [])).toMatch(/more often than before/);
  });

  it("rings in no more than its level of unchanged pairs", () => {
    const { interval } = alarmRate(1500, (chance) => {
      const finding = run(labelShift, labelled(chance.fork(1), 800, 0.1), [], PLAIN, {
        current: labelled(chance.fork(2), 500, 0.1),
        params: { least: 0 },
      });
      return finding.verdict === "rings";
    });
    expect(interval[0]).toBeLessThanOrEqual(0.01);
  });

  it("allows for frauds that come in bursts of one entity, which would ring often if rows counted singly", () => {
    const rang = { allowing: 0, singly: 0 };
    for (let seed = 1; seed <= 200; seed++) {
      const history = payments(random(seed), 3000, 150, 60, 1);
      const all = tableOf(history, history.amount);
      const rows = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);
      const reference = take(all, rows(0, 2000));
      const current = take(all, rows(2000, 3000));
      const roles = { label: ROLES.label!, entity: ROLES.entity! };
      const allowing = run(labelShift, reference, [], roles, { current, params: { alpha: 0.05 } });
      const singly = run(
        labelShift,
        reference,
        [],
        { label: roles.label },
        { current, params: { alpha: 0.05 } },
      );
      if (allowing.verdict === "rings") rang.allowing++;
      if (singly.verdict === "rings") rang.singly++;
    }
    // At a level of 5 %, 20 of 200 or more come about once in 400 times.
    expect(rang.singly).toBeGreaterThanOrEqual(20);
    expect(rang.allowing, `${rang.allowing} of 200`).toBeLessThanOrEqual(18);
  });

  it("allows for labels that resemble the row before, where no entity is named", () => {
    const sticky = (chance: Random, from: number, rows: number) => {
      const y = new Float64Array(rows);
      for (let row = 0; row < rows; row++)
        y[row] = row > 0 && chance.chance(0.9) ? y[row - 1]! : chance.chance(0.3) ? 1 : 0;
      const at = numbers(Float64Array.from({ length: rows }, (_, row) => from + row));
      return table([
        ["y", numbers(y)],
        ["at", at],
      ]);
    };
    const rang = { allowing: 0, singly: 0 };
    for (let seed = 1; seed <= 200; seed++) {
      const reference = sticky(random(seed).fork(1), 0, 4000);
      const current = sticky(random(seed).fork(2), 4000, 2000);
      const clocks: Roles = { ...PLAIN, "event-time": ["at"] };
      if (run(labelShift, reference, [], clocks, { current }).verdict === "rings") rang.allowing++;
      if (run(labelShift, reference, [], PLAIN, { current }).verdict === "rings") rang.singly++;
    }
    expect(rang.singly).toBeGreaterThan(50);
    // At a level of 1 %, 7 of 200 or fewer but for one chance in hundreds.
    expect(rang.allowing, `${rang.allowing} of 200`).toBeLessThanOrEqual(7);
  });

  it("leaves out rows too young for their report, and says so, where the plain rate would have fallen", () => {
    const chance = random(3);
    const rows = 6000;
    const at = Float64Array.from({ length: rows }, (_, i) => 1.7e12 + Math.floor((i * 120 * DAY) / rows));
    const known = validity(rows);
    const reported = new Float64Array(rows);
    const y = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      if (!chance.chance(0.1)) continue;
      reported[row] = at[row]! + Math.floor(chance.exponential(10 * DAY));
      if (reported[row]! > 1.7e12 + 120 * DAY) continue;
      setValid(known, row);
      y[row] = 1;
    }
    const report: Column = { kind: "time", values: reported, valid: known };
    const all = table([
      ["at", times(at)],
      ["y", numbers(y)],
      ["reported", report],
    ]);
    const window = (from: number, to: number) =>
      take(
        all,
        Uint32Array.from({ length: to - from }, (_, i) => from + i),
      );
    const [reference, current] = [window(0, 4000), window(4000, rows)];
    const clocks: Roles = { label: ["y"], "event-time": ["at"], "label-known-time": ["reported"] };
    const allowing = run(labelShift, reference, [], clocks, { current });
    expect(allowing.verdict).toBe("silent");
    expect(Number(allowing.facts.youngRows)).toBeGreaterThan(1000);
    expect(labelShift.say(allowing, [])).toContain("left out");
    expect(run(labelShift, reference, [], PLAIN, { current }).reason).toBe("fewer-positives");
    const newest = window(5900, rows);
    expect(run(labelShift, reference, [], clocks, { current: newest }).reason).toBe("labels-too-young");
  });

  it("reads the same outcome as positive in both windows, also where one holds a single outcome", () => {
    const chance = random(4);
    const finding = run(labelShift, labelled(chance, 500, 0.3), [], PLAIN, {
      current: labelled(chance, 500, 0),
    });
    expect(finding.reason).toBe("fewer-positives");
    expect(finding.facts.now).toBe(0);
    expect(finding.facts.positive).toBe("1");
  });
});

const column = (values: ArrayLike<number>) => table([["x", numbers(values)]]);

describe("values out of range", () => {
  it("has the exact chance of exceedances: all ways to deal few values, counted", () => {
    // 12 against 10 values without ties; the pooled ranks of the 10 are drawn in all C(22, 10) ways by their outer ends.
    const [m, n] = [12, 10];
    const choose = (a: number, b: number): number => (b === 0 ? 1 : (choose(a - 1, b - 1) * a) / b);
    for (const [below, above] of [
      [1, 0],
      [2, 1],
      [0, 4],
      [5, 5],
    ] as const) {
      const inside = n - below - above;
      const x = Float64Array.from({ length: m }, (_, i) => 10 * i);
      const y = [
        ...Array.from({ length: below }, (_, i) => -1 - i),
        ...Array.from({ length: above }, (_, i) => 1000 + i),
        ...Array.from({ length: inside }, (_, i) => 5 + i / 100),
      ];
      let ways = 0;
      for (let a = 0; a <= n; a++)
        for (let b = 0; a + b <= n; b++) if (a + b >= below + above) ways += choose(m + n - a - b - 2, m - 2);
      const finding = run(range, column(x), ["x"], {}, { current: column(y) });
      expect(finding.pValue!).toBeCloseTo(ways / choose(m + n, m), 12);
      expect(finding.facts).toMatchObject({ below, above });
    }
  });

  it("rings for values that training never held, names the rows, and leaves the missing out", () => {
    const chance = random(5);
    const before = Float64Array.from({ length: 2000 }, () => chance.next());
    const now = Float64Array.from({ length: 1000 }, (_, i) =>
      i < 30 ? 7 : i < 200 ? Number.NaN : chance.next(),
    );
    const finding = run(range, column(before), ["x"], {}, { current: table([["x", withMissing(now)]]) });
    expect(finding.verdict).toBe("rings");
    expect(finding.rows!.count).toBe(finding.facts.above as number);
    expect(finding.statistic).toBeCloseTo(30 / 830, 2);
    expect(range.say(finding, ["x"])).toContain("up to 7");
  });

  it.each(["normal", "heavy-tailed", "tied"])(
    "rings no more often than at its level for unchanged %s pairs",
    (kind) => {
      const draw = (chance: Random) =>
        Float64Array.from({ length: 150 }, () =>
          kind === "normal"
            ? chance.normal()
            : kind === "tied"
              ? chance.poisson(4)
              : chance.normal() / chance.normal(),
        );
      const { interval } = alarmRate(400, (chance) => {
        const input = column(draw(chance.fork(1)));
        return run(range, input, ["x"], {}, { current: column(draw(chance.fork(2))) }).verdict === "rings";
      });
      expect(interval[0]).toBeLessThanOrEqual(0.01);
    },
  );

  it("stays silent for a trifle that is certain, and counts infinity as outside", () => {
    const before = Float64Array.from({ length: 5000 }, (_, i) => i);
    const now = Float64Array.from({ length: 5000 }, (_, i) => (i < 20 ? Number.POSITIVE_INFINITY : i));
    const finding = run(range, column(before), ["x"], {}, { current: column(now) });
    expect(finding.verdict).toBe("silent");
    expect(finding.facts.above).toBe(20);
    expect(finding.pValue!).toBeLessThan(0.001);
  });
});
