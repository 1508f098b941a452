import { describe, expect, it } from "vitest";
import type { Finding } from "../contracts.ts";
import { type Random, random } from "../random.ts";
import { type Column, numbers, type Table, table, times } from "../table/table.ts";
import adwin from "./adwin.ts";
import cusum from "./cusum.ts";
import ddm from "./ddm.ts";
import eddm from "./eddm.ts";
import hddmAverage from "./hddm-average.ts";
import hddmWeighted from "./hddm-weighted.ts";
import kswin from "./kswin.ts";
import pageHinkley from "./page-hinkley.ts";
import periodicDummy from "./periodic-dummy.ts";
import { errorLine } from "./shared/error-line.ts";
import { alarmRate, HOUR, run, withMissing } from "./shared/testing.ts";

const DETECTORS = [adwin, ddm, eddm, hddmAverage, hddmWeighted, pageHinkley, kswin, cusum, periodicDummy];
const ROLES = { label: ["y"], score: ["s"] };
const TIMED = { ...ROLES, "event-time": ["at"], "label-known-time": ["known"] };

/** Rows with a hard prediction that is wrong with the given chance at each place, and more columns of the caller's. */
function rows(
  chance: Random,
  count: number,
  wrong: (row: number) => number,
  more: (labels: Float64Array) => [string, Column][] = () => [],
): Table {
  const labels = Float64Array.from({ length: count }, () => (chance.chance(0.3) ? 1 : 0));
  const scores = labels.map((label, row) => (chance.chance(wrong(row)) ? 1 - label : label));
  return table([["y", numbers(labels)], ["s", numbers(scores)], ...more(labels)]);
}

/** `older` hourly rows and `newer` after them, each label known after its wait in hours. */
function timed(
  chance: Random,
  older: number,
  newer: number,
  wrong: (row: number) => number,
  wait: (label: number, row: number) => number,
): [Table, Table] {
  const part = (from: number, count: number) =>
    rows(
      chance.fork(from),
      count,
      (row) => wrong(from + row),
      (labels) => [
        ["at", times(labels.map((_, row) => 1.7e12 + (from + row) * HOUR))],
        [
          "known",
          {
            ...withMissing(labels.map((y, row) => 1.7e12 + (from + row + wait(y, row)) * HOUR)),
            kind: "time",
          } as Column,
        ],
      ],
    );
  return [part(0, older), part(older, newer)];
}

const judge = (
  detector: (typeof DETECTORS)[number],
  chance: Random,
  wrong: (row: number) => number,
): Finding =>
  run(
    detector as typeof adwin,
    rows(chance.fork("older"), 2000, () => wrong(0)),
    [],
    ROLES,
    {
      current: rows(chance.fork("newer"), 1000, (row) => wrong(2000 + row)),
    },
  );

describe.each(DETECTORS.map((one) => [one.id, one] as const))("%s over errors", (id, detector) => {
  it("makes no finding of a healthy stream in at least 19 of 20 seeds", () => {
    const { count } = alarmRate(20, (chance) => judge(detector, chance, () => 0.15).verdict === "rings");
    expect(count).toBeLessThanOrEqual(1);
  });

  it("says in one sentence how often it rang, what replays give, and what the errors did", () => {
    const finding = judge(detector, random(4), (row) => (row < 2200 ? 0.1 : 0.5));
    const sentence = detector.say(finding, []);
    expect(sentence).toMatch(
      /(did not ring in 1,000 newer rows read; |rang [\d,]+ times? in 1,000 newer rows read.*replays of the older rows, where nothing changes, ring [\d.,e-]+ times on average \(p = .*)errors went from \d.* % of rows to \d.* %/,
    );
    expect(sentence.match(/\./g)!.length).toBeGreaterThan(0);
    if (id === "periodic-dummy") expect(finding.verdict).toBe("silent");
  });
});

describe("a change of the error rate", () => {
  const seen = (detector: (typeof DETECTORS)[number], after: number, before = 0.1) =>
    alarmRate(
      10,
      (chance) => judge(detector, chance, (row) => (row < 2200 ? before : after)).verdict === "rings",
    ).count;

  it("from 10 % to 40 % is found by the detectors that watch the mean in nearly all seeds", () => {
    for (const detector of [adwin, hddmAverage, hddmWeighted, pageHinkley])
      expect(seen(detector, 0.4), detector.id).toBeGreaterThanOrEqual(9);
  });

  it("is no finding of a detector that rings now and then on such errors anyway: one alarm more proves little", () => {
    const finding = judge(pageHinkley, random(3), (row) => (row < 2200 ? 0.5 : 0.1));
    expect(finding.statistic).toBeGreaterThan(0);
    expect(finding).toMatchObject({ verdict: "silent", reason: "as-often-as-before" });
    expect(finding.threshold).toBeGreaterThan(0.01);
  });

  it("is placed soon after it happened, and said to be a rise", () => {
    const finding = judge(adwin, random(1), (row) => (row < 2200 ? 0.1 : 0.4));
    expect(finding).toMatchObject({ verdict: "rings", reason: "errors-rise" });
    expect(finding.facts.firstAlarm).toBeGreaterThanOrEqual(2200);
    expect(finding.facts.firstAlarm).toBeLessThan(2400);
    expect(finding.at).toContain(finding.facts.firstAlarm);
    expect(finding.interval![0]).toBeGreaterThan(0.1);
  });

  it("for the better is found by those that look both ways, and unseen by the others", () => {
    expect(seen(adwin, 0.02, 0.3)).toBeGreaterThanOrEqual(9);
    expect(seen(pageHinkley, 0.01, 0.15)).toBeGreaterThanOrEqual(8);
    for (const detector of [ddm, hddmAverage]) expect(seen(detector, 0.02, 0.3), detector.id).toBe(0);
    expect(judge(adwin, random(1), (row) => (row < 2200 ? 0.5 : 0.1)).reason).toBe("errors-fall");
  });
});

describe("labels that come late", () => {
  const change = 1.7e12 + 2300 * HOUR;
  const wrong = (row: number) => (row < 2300 ? 0.1 : 0.5);

  it("delay the alarm by their wait, which is told apart from what detection took", () => {
    const [older, newer] = timed(random(3), 2000, 1000, wrong, () => 100);
    const finding = run(adwin, older, [], TIMED, { current: newer, params: { changeAt: change } });
    expect(finding.verdict).toBe("rings");
    const { delay, detection, maturity, labelDelay } = finding.facts as Record<string, number>;
    expect(labelDelay).toBe(100 * HOUR);
    expect(delay).toBe(detection! + maturity!);
    // The line begins 100 hours later, and ADWIN looks at every 32nd error: the wait, give or take one search.
    expect(Math.abs(maturity! - 100 * HOUR)).toBeLessThanOrEqual(32 * HOUR);
    expect(detection).toBeGreaterThan(0);
    expect(adwin.say(finding, [])).toMatch(
      /after the change, of which .* days went on waiting for labels and .* on finding it\.$/,
    );
  });

  it("enter the line by when they are known, not by when the row happened", () => {
    const [older, newer] = timed(
      random(3),
      300,
      300,
      () => 0.1,
      (_, row) => (row % 2 ? 0 : 50.5),
    );
    const line = errorLine(older, newer, TIMED, 10000);
    if (typeof line === "string") throw new Error(line);
    expect([...line.entered]).toEqual([...line.entered].sort((a, b) => a - b));
    expect([...line.happened]).not.toEqual([...line.happened].sort((a, b) => a - b));
    // Nothing enters after the last row has happened.
    expect(line.entered.at(-1)).toBeLessThanOrEqual(1.7e12 + 599 * HOUR);
    expect(line.leftOut).toBeGreaterThan(0);
  });

  it("of one class only, the other being never reported, make no wave of errors at either end", () => {
    const { count } = alarmRate(12, (chance) => {
      const waits = chance.fork("waits");
      const [older, newer] = timed(
        chance,
        2000,
        1000,
        () => 0.15,
        (label) => (label === 1 ? waits.exponential(80) : Number.NaN),
      );
      const finding = run(adwin, older, [], TIMED, { current: newer });
      expect(Math.abs(finding.effect)).toBeLessThan(0.06);
      return finding.verdict === "rings";
    });
    expect(count).toBeLessThanOrEqual(1);
  });

  it("so late that hardly a row is settled are a reason not to tell", () => {
    const [older, newer] = timed(
      random(3),
      300,
      300,
      () => 0.1,
      () => 550,
    );
    const finding = run(adwin, older, [], TIMED, { current: newer });
    expect(finding).toMatchObject({ verdict: "cannot-tell", reason: "labels-too-late" });
    expect(adwin.say(finding, [])).toContain("labels come so late");
  });
});

describe("the line of errors", () => {
  const line = (
    older: Table,
    newer: Table,
    roles = ROLES as Parameters<typeof errorLine>[2],
    limit = 10000,
  ) => {
    const made = errorLine(older, newer, roles, limit);
    if (typeof made === "string") throw new Error(made);
    return made;
  };

  it("takes as many alerts in the reference as there are positive labels, on any scale of scores", () => {
    const chance = random(8);
    const part = (count: number) => {
      const labels = Float64Array.from({ length: count }, () => (chance.chance(0.2) ? 1 : 0));
      const scores = labels.map((label) => 300 + 100 * label + chance.normal(0, 60));
      return table([
        ["y", numbers(labels)],
        ["s", numbers(scores)],
      ]);
    };
    const older = part(2000);
    const made = line(older, part(500));
    const column = (name: string) => (older.columns.get(name) as { values: Float64Array }).values;
    const alerts = column("s").filter((score) => score >= made.threshold).length;
    expect(alerts).toBe(column("y").reduce((sum, label) => sum + label, 0));
    expect(
      line(
        rows(random(1), 500, () => 0.1),
        rows(random(2), 500, () => 0.1),
      ).threshold,
    ).toBe(1);
  });

  it("keeps older rows before newer ones where the windows overlap in time", () => {
    const at = (labels: Float64Array): [string, Column][] => [
      ["at", times(labels.map((_, row) => 1e12 + row * HOUR))],
    ];
    const made = line(
      rows(random(1), 300, () => 0, at),
      rows(random(2), 200, () => 1, at),
      { ...ROLES, "event-time": ["at"] },
    );
    expect(made.boundary).toBe(300);
    expect([...made.errors]).toEqual([...new Array(300).fill(0), ...new Array(200).fill(1)]);
  });

  it("reads every k-th row of what is longer than the limit, and says so", () => {
    const [older, newer] = [rows(random(1), 3000, () => 0.1), rows(random(2), 2500, () => 0.1)];
    const made = line(older, newer, ROLES, 2000);
    expect(made).toMatchObject({ every: 3, boundary: 1000 });
    expect([...made.entered.subarray(0, 3)]).toEqual([0, 3, 6]);
    const finding = run(adwin, older, [], ROLES, { current: newer, params: { limit: 2000 } });
    expect(adwin.say(finding, [])).toContain("(one row in 3)");
  });

  it("leaves out rows without a label or a score", () => {
    const older = rows(random(1), 400, () => 0.1);
    const holed = (name: string, every: number): Table => {
      const column = older.columns.get(name) as { values: Float64Array };
      const values = column.values.map((value, row) => (row % every === 0 ? Number.NaN : value));
      return { rows: older.rows, columns: new Map([...older.columns, [name, withMissing(values)]]) };
    };
    const newer = rows(random(2), 300, () => 0.1);
    expect(line(holed("y", 4), newer).boundary).toBe(300);
    expect(line(holed("s", 5), newer).boundary).toBe(320);
  });

  it("cannot be made of a label of one class, or of too few rows", () => {
    const one = (count: number) =>
      table([
        ["y", numbers(new Array(count).fill(1))],
        ["s", numbers(new Array(count).fill(1))],
      ]);
    expect(run(adwin, one(500), [], ROLES, { current: one(500) }).reason).toBe("one-class");
    const few = run(
      adwin,
      rows(random(1), 500, () => 0.1),
      [],
      ROLES,
      { current: rows(random(2), 60, () => 0.1) },
    );
    expect(few).toMatchObject({ reason: "too-few-rows", facts: { rows: 60, needed: 100 } });
  });
});
