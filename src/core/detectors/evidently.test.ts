import { describe, expect, it, test } from "vitest";
import type { Detector, Finding } from "../contracts.ts";
import golden from "../golden/evidently.golden.json" with { type: "json" };
import { sequence } from "../golden/stats.sequence.ts";
import { random } from "../random.ts";
import { chiSquareSurvival } from "../stats/distributions.ts";
import { evidentlyBins } from "../stats/evidently-bins.ts";
import { jensenShannonOfCounts } from "../stats/jensen-shannon.ts";
import { deviation } from "../stats/moments.ts";
import { sortedCopy } from "../stats/order.ts";
import { stabilityOfCounts, stabilityOfSorted } from "../stats/population-stability.ts";
import { wassersteinDistance } from "../stats/wasserstein-distance.ts";
import { type Column, clearValid, numbers, table, validity } from "../table/table.ts";
import andersonDarling from "./anderson-darling.ts";
import chiSquare from "./chi-square.ts";
import cramerVonMises from "./cramer-von-mises.ts";
import energyDistance from "./energy-distance.ts";
import jensenShannon from "./jensen-shannon.ts";
import kolmogorovSmirnov from "./kolmogorov-smirnov.ts";
import mannWhitney from "./mann-whitney.ts";
import populationStability from "./population-stability.ts";
import { runDetector } from "./run.ts";
import wasserstein from "./wasserstein.ts";

type Sample = (typeof golden.samples)[number];

/** The very numbers that the golden script draws. */
function draw([seed, count, scale, offset, power, decimals]: readonly number[]): Float64Array {
  const factor = 10 ** decimals!;
  return sequence(seed!, count!).map((base) => {
    let value = base;
    for (let i = 1; i < power!; i++) value *= base;
    return Math.floor((value * scale! + offset!) * factor + 0.5) / factor;
  });
}

const WORDS: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
};

function columnOf(values: readonly (number | string)[] | Float64Array): Column {
  const read = Float64Array.from(values, (value) => (typeof value === "number" ? value : WORDS[value]!));
  const valid = validity(read.length, true);
  for (const [row, value] of read.entries()) if (Number.isNaN(value)) clearValid(valid, row);
  return numbers(read, valid);
}

const columnsOf = (entry: Sample): [Column, Column] =>
  "x" in entry
    ? [columnOf(entry.x!), columnOf(entry.y!)]
    : [columnOf(draw(entry.drawX!)), columnOf(draw(entry.drawY!))];

function finite(column: Column): Float64Array {
  return sortedCopy((column as { values: Float64Array }).values.filter(Number.isFinite));
}

function judge(detector: unknown, [reference, current]: readonly [Column, Column], params = {}): Finding {
  const input = {
    reference: table([["x", reference]]),
    current: table([["x", current]]),
    columns: ["x"],
    roles: {},
  };
  return runDetector(detector as Detector, input, params, random(1));
}

/** Equal to a relative error; a 0 within rounding. */
function expectRelative(actual: number, expected: number, error = 1e-9): void {
  if (expected === 0) expect(Math.abs(actual)).toBeLessThan(1e-12);
  else expect(Math.abs(actual / expected - 1), `${actual} against ${expected}`).toBeLessThan(error);
}

const isTied = (x: Float64Array, y: Float64Array) => new Set([...x, ...y]).size < x.length + y.length;

const sample = (name: string): Sample => golden.samples.find((one) => one.name === name)!;

describe.each(golden.samples)("a column of numbers, $name", (entry) => {
  const columns = columnsOf(entry);
  const [x, y] = [finite(columns[0]), finite(columns[1])];
  const used = [numbers(x), numbers(y)] as const;

  it("has Evidently's stability index with its bins and its zero rule", () => {
    expectRelative(stabilityOfSorted(x, y, { binning: "evidently" }).value, entry.psi);
    const finding = judge(populationStability, columns, { binning: "evidently" });
    // Where chance alone would ring nothing is said; the number is the same.
    if (finding.verdict === "cannot-tell") expect(finding.reason).toBe("noise-too-large");
    else expectRelative(finding.statistic, entry.psi);
  });

  it("has Evidently's Jensen-Shannon distance over its bins, in nats", () => {
    const { reference, current } = evidentlyBins(x, y);
    const distance = jensenShannonOfCounts(reference, current) * Math.sqrt(Math.LN2);
    // Near 0 a difference of logarithms loses the digits that ours keeps.
    if (distance > 0.02) expectRelative(distance, entry.jensenshannon);
    else expect(Math.abs(distance - entry.jensenshannon)).toBeLessThan(1e-8);
  });

  it("has Evidently's normed Wasserstein distance, but for its least norm of 0.001", () => {
    const norm = Math.max(deviation(x, 0), 0.001);
    expectRelative(wassersteinDistance(x, y) / norm, entry.wasserstein);
    const finding = judge(wasserstein, columns);
    if (finding.verdict !== "cannot-tell" && norm > 0.001)
      expectRelative(finding.statistic, entry.wasserstein);
  });

  it("has the Kolmogorov-Smirnov p and the energy distance that Evidently takes from SciPy", () => {
    expectRelative(judge(kolmogorovSmirnov, used).pValue!, entry.ks);
    expectRelative(judge(energyDistance, used).statistic, entry.ed);
  });

  it("has twice Evidently's p by Mann and Whitney where values rise: Evidently tests one side alone", () => {
    const { pValue } = judge(mannWhitney, used);
    if (x.length + y.length > 30 && entry.mannw < 0.5) expectRelative(pValue!, 2 * entry.mannw);
  });

  it("has Evidently's p by Cramér and von Mises where no values are tied", () => {
    if (entry.cramer_von_mises === undefined || isTied(x, y)) return;
    const { pValue } = judge(cramerVonMises, used);
    // Its series stops short; where the values are apart it gives what is left of it for 0.
    expect(Math.abs(pValue! - entry.cramer_von_mises)).toBeLessThan(3e-7);
  });

  it("has Evidently's p by Anderson and Darling within SciPy's table, which ends at 0.001 and 0.25", () => {
    const expected = entry.anderson;
    if (typeof expected !== "number" || expected <= 0.001 || expected >= 0.25 || isTied(x, y)) return;
    expect(Math.abs(judge(andersonDarling, used).pValue! / expected - 1)).toBeLessThan(0.15);
  });
});

function categoryOf(names: readonly string[], counts: readonly number[], missing: number): Column {
  const rows = counts.reduce((sum, count) => sum + count, 0) + missing;
  const codes = new Int32Array(rows);
  const valid = validity(rows, true);
  let row = 0;
  for (const [code, count] of counts.entries()) {
    codes.fill(code, row, row + count);
    row += count;
  }
  for (; row < rows; row++) clearValid(valid, row);
  return { kind: "category", codes, categories: names, valid };
}

const categoriesOf = ({ names, reference, current, missing }: (typeof golden.categories)[number]) =>
  [categoryOf(names, reference, missing[0]!), categoryOf(names, current, missing[1]!)] as const;

describe.each(golden.categories)("categories, $name", (entry) => {
  it("have Evidently's stability index with its zero rule, and its Jensen-Shannon distance in nats", () => {
    const { reference, current } = entry;
    expectRelative(stabilityOfCounts(reference, current, 0.95, "evidently").value, entry.psi);
    expectRelative(jensenShannonOfCounts(reference, current) * Math.sqrt(Math.LN2), entry.jensenshannon);
    const finding = judge(populationStability, categoriesOf(entry), { binning: "evidently" });
    if (finding.verdict !== "cannot-tell") expectRelative(finding.statistic, entry.psi);
  });

  it("have Evidently's chi-square p if the reference is taken for the truth, as Evidently does", () => {
    const { reference, current } = entry;
    const [m, n] = [reference, current].map((counts) => counts.reduce((sum, count) => sum + count, 0));
    const statistic = reference.reduce((sum, count, i) => {
      const expected = (count * n!) / m!;
      return sum + (current[i]! - expected) ** 2 / expected;
    }, 0);
    if (reference.length > 1)
      expectRelative(chiSquareSurvival(statistic, reference.length - 1), entry.chisquare!);
    // SciPy 1.17 has no p for no degrees of freedom.
    else expect(entry.chisquare).toBeNull();
  });
});

/** Both numbers, where ours differs on purpose. */
describe("Evidently and ours", () => {
  const numbersOf = (name: string) => columnsOf(sample(name));
  const counts = (name: string) => golden.categories.find((one) => one.name === name)!;

  test("chi-square: ours counts the chance in both windows, Evidently that of the newer alone, and infinity for a new category", () => {
    const p = (name: string) => judge(chiSquare, categoriesOf(counts(name))).pValue!;
    expectRelative(p("moved"), 0.0016442224841917894);
    expectRelative(counts("moved").chisquare!, 4.164605982385264e-6);
    expectRelative(p("missing values"), 0.08092858718448515);
    expectRelative(counts("missing values").chisquare!, 0.014305878435429641);
    expectRelative(p("a new category"), 1.9492035492267778e-9);
    expect(counts("a new category").chisquare).toBe(0);
  });

  test("Mann-Whitney: ours tests both sides, Evidently only whether values rose", () => {
    const spread = sample("a constant, then a spread");
    expectRelative(judge(mannWhitney, columnsOf(spread)).pValue!, 0.46194038552545663);
    expectRelative(spread.mannw, 0.7727757854876693);
    const [x, y] = numbersOf("no overlap");
    expect(judge(mannWhitney, [y, x]).verdict).toBe("rings");
  });

  test("Anderson-Darling and Cramér-von Mises: ours have no end of a table and allow for ties", () => {
    const apart = sample("no overlap");
    expectRelative(judge(andersonDarling, columnsOf(apart)).pValue!, 2.0358443971627562e-13);
    expect(apart.anderson).toBe(0.001);
    expectRelative(judge(cramerVonMises, columnsOf(apart)).pValue!, 6.763814469178178e-14);
    expectRelative(apart.cramer_von_mises!, 7.270193336239572e-10);
    const one = sample("one constant");
    expect(judge(cramerVonMises, columnsOf(one)).pValue).toBe(1);
    expectRelative(one.cramer_von_mises!, 0.04320444354614983);
  });

  test("Wasserstein: ours has no least norm, and says nothing of a reference without spread", () => {
    const tiny = sample("a tiny unit");
    const [x, y] = columnsOf(tiny);
    expectRelative(wassersteinDistance(finite(x), finite(y)) / deviation(finite(x), 0), 0.681619942471199);
    expectRelative(tiny.wasserstein, 0.012122166666666668);
    expect(judge(wasserstein, numbersOf("a constant, then another")).reason).toBe("no-spread");
    expect(sample("a constant, then another").wasserstein).toBe(1000);
  });

  test("Jensen-Shannon: ours is in bits over Doane's bins of the reference", () => {
    const entry = sample("512 together");
    expectRelative(judge(jensenShannon, columnsOf(entry)).statistic, 0.1872817346604001);
    expectRelative(entry.jensenshannon, 0.15416113302659595);
  });

  test("stability index: half a count in an empty bin keeps a new category of 3 % from deciding", () => {
    const entry = counts("a new category");
    const ours = judge(populationStability, categoriesOf(entry)).statistic;
    expectRelative(entry.psi, 0.2315000958844529);
    expect(ours).toBeLessThan(0.19);
  });

  test("infinite values: the largest and smallest with us, left out by Evidently", () => {
    const entry = sample("infinite values");
    const { pValue } = judge(kolmogorovSmirnov, columnsOf(entry));
    expectRelative(entry.ks, 0.32279580700223937);
    expect(pValue).not.toBeCloseTo(entry.ks, 3);
  });
});

it("bins as Evidently refuse what they cannot hold, with the numbers", () => {
  const one = Float64Array.of(1, 2);
  expect(() => evidentlyBins(one, new Float64Array(0))).toThrow("2 and 0");
  expect(() => evidentlyBins(one, Float64Array.of(1, Number.POSITIVE_INFINITY))).toThrow("infinite");
});
