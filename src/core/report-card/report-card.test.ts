import { describe, expect, it, test } from "vitest";
import { detector, detectors } from "../detectors/registry.ts";
import { columnOf, isValid, missingCount } from "../table/table.ts";
import { beatsDummy, countOf, KEPT, type ReportCard, rateOf } from "./card.ts";
import { CASES, columnsFor, HEALTHY, ROWS } from "./cases.ts";
import { dummy } from "./dummy.ts";
import { type Cell, cellName, cellsOf, verdictsOf } from "./measure.ts";
import { breaks, promiseOf } from "./promise.ts";
import stored from "./report-card.json" with { type: "json" };

const card = stored as unknown as ReportCard;
const entries = new Map(card.detectors.map((entry) => [entry.detector, entry]));

const healthy: Cell = { setting: "independent", id: HEALTHY, strength: 0 };
const QUICK = ["kolmogorov-smirnov", "chi-square", "missing-share"];

describe("a small run", () => {
  test("gives the first verdicts of the stored card, for three detectors and the dummy", () => {
    const own = [...QUICK.map(detector), dummy];
    const verdicts = verdictsOf(own, healthy, 0, KEPT);
    own.forEach(({ id }, i) => {
      const cell = entries.get(id)?.cells.find((one) => cellName(one) === cellName(healthy));
      expect(cell?.first, `${id}: run npm run report-card where a change of its verdicts is meant`).toBe(
        verdicts[i],
      );
    });
    expect(new Set(verdicts).size).toBeGreaterThan(1);
  });

  test("gives the same verdicts in parts, in another order and beside other detectors", () => {
    const ks = detector("kolmogorov-smirnov");
    const cell: Cell = { setting: "payments", id: "feature-store-outage", strength: 0.4 };
    const later = verdictsOf([ks], cell, 3, 6);
    const [whole] = verdictsOf([ks, detector("missing-share")], cell, 0, 6);
    expect(verdictsOf([ks], cell, 0, 3)[0]! + later[0]!).toBe(whole);
  });

  test("finds nothing where nothing is wrong, and an outage of four fifths always", () => {
    const missing = detector("missing-share");
    const broken: Cell = { setting: "payments", id: "feature-store-outage", strength: 0.8 };
    expect(verdictsOf([missing], broken, 0, 10)).toEqual(["r".repeat(10)]);
    expect(countOf(verdictsOf([missing], healthy, 0, 30)[0]!).rings).toBeLessThan(3);
  });
});

describe("the stored card", () => {
  test("holds at least 1,000 healthy pairs and three strengths of every case for each detector", () => {
    expect(card.pairs).toBeGreaterThanOrEqual(1000);
    for (const one of [...detectors, dummy]) {
      const entry = entries.get(one.id);
      expect(
        entry,
        `${one.id} is not in the card: npm run report-card -- --detector ${one.id}`,
      ).toBeDefined();
      expect(entry!.cells.map(cellName)).toEqual(cellsOf(one).map(cellName));
      for (const cell of entry!.cells)
        expect(cell.pairs).toBe(cell.id === HEALTHY ? card.pairs : card.pairsPerStrength);
    }
  });

  test.each(card.detectors.map(({ detector: id }) => id))(
    "%s keeps its promise on independent rows",
    (id) => {
      const own = id === dummy.id ? dummy : detector(id);
      const cell = entries.get(id)!.cells.find((one) => cellName(one) === cellName(healthy));
      if (!cell) return;
      const promised = promiseOf(own);
      const { rate } = rateOf(cell);
      expect(breaks(promised, cell), `${id} rings in ${rate} where ${promised.rate} is promised`).toBe(false);
    },
  );

  test("no test with a level rings more often than at it in a healthy company, where rows of one customer are alike", () => {
    for (const { detector: id, cells } of card.detectors) {
      if (id === dummy.id || detector(id).params.alpha === undefined) continue;
      const cell = cells.find((one) => one.setting === "payments" && one.id === HEALTHY)!;
      const promised = { ...promiseOf(detector(id)), kind: "at-most" } as const;
      expect(breaks(promised, cell), `${id} rings in ${rateOf(cell).rate}`).toBe(false);
    }
  });

  test("each detector finds something at its strongest more often than a dummy, and the dummy nothing", () => {
    for (const { detector: id, cells } of card.detectors) {
      const finds = CASES.filter((one) => {
        const own = cells.filter((cell) => cell.id === one.id && cell.setting === one.setting);
        return own.length > 0 && beatsDummy(own.at(-1)!, own[0]!);
      });
      if (id === dummy.id || id === "periodic-dummy") expect(finds).toEqual([]);
      else expect(finds.length, id).toBeGreaterThan(0);
    }
  });

  test("measures every fault of the payments on every detector that reads what it touches", () => {
    const faults = CASES.filter(({ setting }) => setting === "payments").map(({ id }) => id);
    for (const id of ["availability-audit", "worst-segment", "kolmogorov-smirnov"])
      for (const fault of faults)
        expect(entries.get(id)!.cells.filter((cell) => cell.id === fault)).toHaveLength(
          columnsFor(detector(id), "payments", fault) === null ? 0 : 4,
        );
  });
});

/** What is wrong in one table, for detectors that read one. */
const BOTH = new Set(["late-labels", "withheld", "crowding"]);

describe("the pairs", () => {
  const data = (id: string, strength: number, seed = 3) =>
    CASES.find((one) => one.id === id)!.make(strength, 1000, seed, "windows");

  it.each(CASES.map((one) => [one.id, one] as const))(
    "of %s touch the newer window or nothing, and nothing at strength none",
    (_id, one) => {
      const rows = ROWS[one.setting];
      const none = one.make(one.strength.none, rows, 5, "windows");
      const strong = one.make(one.strengths[2], rows, 5, "windows");
      expect(strong).not.toEqual(none);
      if (one.setting === "independent" && !BOTH.has(one.id))
        expect(strong.reference).toEqual(none.reference);
      expect(one.strength.max).toBeGreaterThanOrEqual(one.strengths[2]);
      expect([...one.strengths].sort((a, b) => a - b)).toEqual([...one.strengths]);
    },
  );

  it("of independent rows are one pair whatever is wrong, but for what is wrong", () => {
    const [plain, moved] = [data("mean", 0), data("mean", 0.5)];
    for (const name of ["channel", "fraud", "score", "at"])
      expect(columnOf(moved.current!, name)).toEqual(columnOf(plain.current!, name));
    const more = data("missing", 0.1);
    const [before, after] = [plain, more].map((one) => columnOf(one.current!, "value").valid);
    for (let row = 0; row < 800; row++) if (isValid(after!, row)) expect(isValid(before!, row)).toBe(true);
    expect(missingCount(after!, 800)).toBeGreaterThan(missingCount(before!, 800) + 40);
  });

  it("of rows that grow riskier hold as many more labels as was asked for, at the same scores", () => {
    const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
    let [expected, observed] = [0, 0];
    for (let seed = 0; seed < 30; seed++) {
      const current = CASES.find((one) => one.id === "concept")!.make(1.5, 2000, seed, "windows").current!;
      const values = (name: string) => (columnOf(current, name) as { values: Float64Array }).values;
      expected += 1.5 * sum(values("score"));
      observed += sum(values("fraud"));
    }
    expect(Math.abs(observed / expected - 1)).toBeLessThan(0.03);
  });
});

test("a detector is measured only on what it reads", () => {
  expect(columnsFor(detector("chi-square"), "independent", "mean")).toBeNull();
  expect(columnsFor(detector("chi-square"), "independent", "mix")).toEqual(["channel"]);
  expect(columnsFor(detector("kolmogorov-smirnov"), "independent", "mix")).toBeNull();
  expect(columnsFor(detector("recipe-match"), "payments", HEALTHY)).toEqual([
    "user_chargeback_count_last_30_days",
  ]);
});

test("ringing as often as on healthy pairs is no better than a dummy", () => {
  const count = (rings: number, pairs: number) => ({ rings, pairs, cannotTell: 0 });
  expect(beatsDummy(count(90, 200), count(400, 1000))).toBe(false);
  expect(beatsDummy(count(120, 200), count(400, 1000))).toBe(true);
});

test("a level is broken from both sides, an upper limit from above", () => {
  const level = { kind: "level", rate: 0.05, words: "" } as const;
  const most = { kind: "at-most", rate: 0.05, words: "" } as const;
  const of = (rings: number) => ({ rings, pairs: 1000 });
  expect([20, 45, 80].map((rings) => breaks(level, of(rings)))).toEqual([true, false, true]);
  expect([20, 45, 80].map((rings) => breaks(most, of(rings)))).toEqual([false, false, true]);
});
