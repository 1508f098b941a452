/** One list of checks for every detector that lies in this folder: a new one is held to it without a line of its own. */
import { describe, expect, it } from "vitest";
import type { Detector, DetectorInput, Finding, ParamSpec } from "../contracts.ts";
import { FAULTS } from "../faults/index.ts";
import { type Random, random } from "../random.ts";
import { type Column, type Table, take, validity } from "../table/table.ts";
import { detectors } from "./registry.ts";
import { completeParams, runDetector } from "./run.ts";
import { makeTable, ROLES, ROWS } from "./shared/plain-tables.ts";

/** The columns that go to a detector of this kind. */
function columnsFor({ accepts, scope }: Detector): string[] {
  const names = [
    ...(accepts.includes("number") ? ["x", "amount"] : []),
    ...(accepts.includes("category") ? ["city"] : []),
    ...(accepts.includes("time") && !accepts.includes("number") ? ["at"] : []),
  ];
  return scope === "column" ? names.slice(0, 1) : names;
}

function inputFor(detector: Detector, change: (one: Table) => Table = (one) => one, junk = 0): DetectorInput {
  return {
    reference: change(makeTable(1, ROWS, 0, junk)),
    current: change(makeTable(2, ROWS, 1, junk)),
    columns: columnsFor(detector),
    roles: ROLES,
  };
}

const judge = (detector: Detector, input: DetectorInput, params = {}): Finding =>
  runDetector(detector, input, params, random(7));

function withColumn(one: Table, name: string, change: (column: Column) => Column): Table {
  const columns = new Map(one.columns);
  columns.set(name, change(columns.get(name)!));
  return { rows: one.rows, columns };
}

/** A copy in which nothing is shared with the input, as plain values that can be compared. */
function snapshot(input: DetectorInput): unknown {
  const plain = (one: Table | null) =>
    one && [...one.columns].map(([name, column]) => [name, structuredClone(column)]);
  return [plain(input.reference), plain(input.current), [...input.columns], structuredClone(input.roles)];
}

function shuffled(one: Table, chance: Random): Table {
  return take(one, chance.shuffle(Uint32Array.from({ length: one.rows }, (_, row) => row)));
}

const sources = import.meta.glob<string>(["./*.ts", "!./*.test.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});

/** Judges every row by itself, so that one row is enough to be right about that row. */
const JUDGES_SINGLE_ROWS = new Set(["availability-audit"]);

/** Draw rows, folds or permutations by their place in the table: another order of rows is another draw. */
const DRAWS_BY_PLACE = new Set([
  "golden-feature",
  "domain-classifier",
  "lag-one-day",
  "mass-over-time",
  "performance-estimate",
]);

function outOfRange(spec: ParamSpec): number | string {
  if (spec.kind === "number") return spec.max + 1;
  return spec.kind === "choice" ? "no such option" : "neither";
}

it("the folder holds the detectors of the first chapters", () => {
  const ids = detectors.map((one) => one.id);
  for (const id of [
    "kolmogorov-smirnov",
    "population-stability",
    "wasserstein",
    "chi-square",
    "missing-share",
    "unseen-categories",
  ])
    expect(ids).toContain(id);
});

describe.each(detectors.map((detector) => [detector.id, detector] as const))("%s", (id, detector) => {
  it("is described in full", () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(detector.name).toMatch(/^[A-Z].{2,40}$/);
    expect(detector.summary).toMatch(/^[A-Z].{20,}\.$/);
    expect(detector.source.length).toBeGreaterThan(5);
    // Plain text that can be read out, without a full stop: the page sets it.
    expect(detector.formula).toMatch(/^\S.{15,}[^.\s]$/s);
    expect(detector.formula).not.toMatch(/[\\_{}$`]/);
    expect(detector.falseAlarmCost).toMatch(/^[A-Z].{5,}[.?]$/);
    const faults = FAULTS.map((fault) => fault.id) as string[];
    for (const fault of detector.blindTo) expect(faults).toContain(fault);
    for (const spec of Object.values(detector.params)) expect(spec.label).toMatch(/^[A-Zp]/);
    expect(() => completeParams(detector.params, {}, id)).not.toThrow();
  });

  it("has a docstring that says to what it is blind, what a false alarm costs, and where it comes from", () => {
    const text = (sources[`./${id}.ts`] ?? "").match(/\/\*\*[\s\S]*?\*\//g)?.join(" ") ?? "";
    const words = text.replace(/\s*\n\s*\*?\s*/g, " ");
    expect(words).toMatch(/blind to/i);
    expect(words).toMatch(/false\s+alarm/i);
    expect(words).toMatch(/\b(Sources?|Reference):/);
  });

  it("answers plain data with figures and one sentence", () => {
    const input = inputFor(detector);
    const finding = judge(detector, input);
    expectWhole(finding, detector, input);
  });

  it("does not change its input", () => {
    const input = inputFor(detector);
    const before = snapshot(input);
    judge(detector, input);
    expect(snapshot(input)).toEqual(before);
  });

  it("gives the same finding for the same seed", () => {
    expect(judge(detector, inputFor(detector))).toEqual(judge(detector, inputFor(detector)));
  });

  it("does not mind the order of the rows", () => {
    const chance = random(3);
    const plain = judge(detector, inputFor(detector));
    const mixed = judge(
      detector,
      inputFor(detector, (one) => shuffled(one, chance)),
    );
    expect(mixed.verdict).toBe(plain.verdict);
    expect(mixed.rows?.count).toBe(plain.rows?.count);
    if (DRAWS_BY_PLACE.has(id) || Number.isNaN(plain.statistic)) return;
    expect(mixed.statistic).toBeCloseTo(plain.statistic, 9);
    expect(mixed.effect).toBeCloseTo(plain.effect, 9);
  });

  it("never reads what lies under a missing value: missing is not zero, nor anything else", () => {
    const zero = judge(detector, inputFor(detector));
    const junk = judge(
      detector,
      inputFor(detector, (one) => one, 12345),
    );
    expect(junk).toEqual(zero);
  });

  it("bears NaN and infinities", () => {
    const wild = (one: Table) =>
      withColumn(one, "x", (column) => {
        const values = (column as { values: Float64Array }).values.slice();
        values[0] = Number.NaN;
        values[1] = Number.POSITIVE_INFINITY;
        values[2] = Number.NEGATIVE_INFINITY;
        return { ...column, values } as Column;
      });
    const input = inputFor(detector, wild);
    expectWhole(judge(detector, input), detector, input);
  });

  it.each([0, 1])("cannot tell from a number of rows of %d, and says so", (rows) => {
    if (rows === 1 && JUDGES_SINGLE_ROWS.has(id)) return;
    const input = inputFor(detector, (one) =>
      take(
        one,
        Uint32Array.from({ length: rows }, (_, row) => row),
      ),
    );
    const finding = judge(detector, input);
    expect(finding.verdict).toBe("cannot-tell");
    expect(finding.reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expectWhole(finding, detector, input);
  });

  it("does not throw where every value is missing, every value is the same, or no label is known", () => {
    const empty = (column: Column): Column => ({ ...column, valid: validity(ROWS) });
    const same = (column: Column): Column =>
      column.kind === "category"
        ? { ...column, codes: new Int32Array(ROWS), valid: null }
        : { ...column, values: new Float64Array(ROWS).fill(3), valid: null };
    const change = (how: (column: Column) => Column, names: readonly string[]) => (one: Table) =>
      names.reduce((changed, name) => withColumn(changed, name, how), one);
    for (const how of [
      change(empty, columnsFor(detector)),
      change(same, columnsFor(detector)),
      change(empty, ["fraud", "reported"]),
      change(same, ["fraud", "user"]),
    ]) {
      const input = inputFor(detector, how);
      const finding = judge(detector, input);
      expectWhole(finding, detector, input);
    }
  });

  it("says which role it lacks", () => {
    for (const role of detector.needs) {
      const input = { ...inputFor(detector), roles: { ...ROLES, [role]: [] } };
      expect(judge(detector, input).reason).toBe(`no-${role}`);
    }
    const { verdict } = judge(detector, { ...inputFor(detector), roles: {} });
    if (detector.needs.length > 0) expect(verdict).toBe("cannot-tell");
  });

  it("refuses an impossible parameter with its value", () => {
    for (const [name, spec] of Object.entries(detector.params)) {
      const value = outOfRange(spec);
      expect(() => judge(detector, inputFor(detector), { [name]: value })).toThrow(String(value));
    }
  });
});

/** Every figure is there, and the sentence is one that can be shown. */
function expectWhole(finding: Finding, detector: Detector, input: DetectorInput): void {
  expect(["rings", "silent", "cannot-tell"]).toContain(finding.verdict);
  if (finding.verdict !== "cannot-tell") {
    expect(finding.statistic).not.toBeNaN();
    expect(finding.effect).not.toBeNaN();
    expect(finding.threshold).not.toBeNaN();
    if (finding.pValue !== null) {
      expect(finding.pValue).toBeGreaterThanOrEqual(0);
      expect(finding.pValue).toBeLessThanOrEqual(1);
    }
    if (finding.interval !== null) expect(finding.interval[0]).toBeLessThanOrEqual(finding.interval[1]);
  }
  if (finding.rows !== null) {
    const owner = finding.rows.table === "reference" ? input.reference : input.current!;
    expect(finding.rows.indices.length).toBeLessThanOrEqual(finding.rows.count);
    for (const row of finding.rows.indices) expect(row).toBeLessThan(owner.rows);
  }
  const sentence = detector.say(finding, input.columns);
  expect(sentence).toMatch(/^\S.*\.$/s);
  expect(sentence).not.toMatch(/NaN|undefined|null|not a number|\[object/);
}
