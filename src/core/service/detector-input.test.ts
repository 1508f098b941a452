import { describe, expect, test } from "vitest";
import { detector, detectors } from "../detectors/registry.ts";
import type { Column } from "../table/table.ts";
import { endOf } from "./days.ts";
import { alarmsOf, columnsFor, detectorInput } from "./detector-input.ts";
import { runService } from "./run.ts";

const SMALL = { rows: 3000, trainingDays: 28, productionDays: 14 };
const valuesOf = (column: Column | undefined): number[] =>
  column === undefined || column.kind === "category" ? [] : [...column.values];

describe("what detectors read of a service", () => {
  const service = runService({ ...SMALL, seed: 8 });

  test("is the held-out training rows and the window's rows, once each", () => {
    const { reference, current, roles } = detectorInput(service, { fromDay: 3, toDay: 10 });
    expect(reference.rows).toBe(service.versions[0]!.held.length);
    expect(current!.rows).toBe(service.firstRow[10]! - service.firstRow[3]!);
    for (const names of Object.values(roles))
      for (const name of names)
        for (const own of [reference, current!]) expect(own.columns.has(name)).toBe(true);
    const ids = [...valuesOf(reference.columns.get("tx_id")), ...valuesOf(current!.columns.get("tx_id"))];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("is masked on a day: no label, report or row that came later", () => {
    const late = runService({
      ...SMALL,
      seed: 8,
      failures: [{ id: "late-rows", fromDay: 0, strength: 0.5 }],
    });
    const day = 9;
    const at = endOf(late, day);
    const { current } = detectorInput(late, { fromDay: 3, toDay: 10, asKnownOn: day });
    expect(current!.rows).toBeLessThan(detectorInput(late, { fromDay: 3, toDay: 10 }).current!.rows);
    expect(Math.max(...valuesOf(current!.columns.get("arrived_at")))).toBeLessThan(at);
    const reports = valuesOf(current!.columns.get("reported_at"));
    expect(Math.max(...reports)).toBeLessThan(at);
    const labels = valuesOf(current!.columns.get("reported_fraud"));
    expect(labels.filter((label) => label === 1).length).toBe(
      reports.filter((reported) => reported > 0).length,
    );
  });

  test("holds doubled rows twice, and other names as other categories", () => {
    const failures = [
      { id: "duplicates", fromDay: 2, strength: 0.5 },
      { id: "recoded-categories", fromDay: 2, strength: 0.5 },
    ];
    const { current } = detectorInput(runService({ ...SMALL, seed: 8, failures }), { fromDay: 3, toDay: 10 });
    const ids = valuesOf(current!.columns.get("tx_id"));
    expect(ids.length).toBeGreaterThan(1.3 * new Set(ids).size);
    const merchant = current!.columns.get("merchant_category");
    expect(merchant?.kind === "category" && merchant.categories).toContain("GIFT CARDS");
  });

  test("is the same rows twice, equal where nothing is wrong", () => {
    const window = { fromDay: 3, toDay: 10, view: "same-rows" } as const;
    const { reference, current } = detectorInput(service, window);
    for (const name of ["tx_id", "amount", "score", "tx_count_last_24_hours"])
      expect(current!.columns.get(name)).toEqual(reference.columns.get(name));
  });

  test("reaches back to the warm-up where the past is asked for", () => {
    const { reference } = detectorInput(service, { fromDay: 3, toDay: 10, view: "past" });
    expect(reference.rows).toBe(service.world.periods.training.to);
  });

  test("has columns that every registered detector can be run on", () => {
    const { reference } = detectorInput(service, { fromDay: 3, toDay: 10 });
    for (const one of detectors)
      for (const columns of columnsFor(one)) {
        if (one.scope === "column") expect(columns.length).toBe(one.accepts.length === 0 ? 0 : 1);
        for (const name of columns) expect(reference.columns.has(name)).toBe(true);
      }
  });

  test("throws where the window does not lie within production", () => {
    expect(() => detectorInput(service, { fromDay: 5, toDay: 15 })).toThrow(/5 to 15.*14 days/);
    expect(() => detectorInput(service, { fromDay: 5, toDay: 5 })).toThrow("5 to 5");
  });
});

describe("the alarms of a service", () => {
  const watched = [
    "row-parity",
    "population-stability",
    "recipe-match",
    "missing-share",
    "selective-labels",
  ].map(detector);
  const verdicts = (id: string | null, strength = 1) => {
    const failures = id === null ? [] : [{ id, fromDay: 0, strength }];
    const service = runService({ seed: 9, productionDays: 14, rows: 9000, failures });
    const rings = alarmsOf(service, { fromDay: 0, toDay: 14 }, watched).filter(
      (one) => one.verdict === "rings",
    );
    return rings.map((one) => one.detector);
  };

  test("are silent where nothing is wrong, and name what breaks where something is", () => {
    expect(verdicts(null)).toEqual([]);
    expect(verdicts("same-day-batch-join")).toEqual(["row-parity", "recipe-match"]);
    expect(verdicts("amounts-in-cents")).toEqual(["row-parity", "population-stability"]);
    expect(verdicts("empty-amounts", 0.4)).toContain("missing-share");
    expect(verdicts("selective-labels", 0.5)).toEqual(["selective-labels"]);
  });
});
