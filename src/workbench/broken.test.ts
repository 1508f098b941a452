import { beforeAll, describe, expect, test } from "vitest";
import { chapters } from "../chapters/registry.ts";
import type { Column, Table } from "../core/table/table.ts";
import { breaking, breakings, CannotBreak } from "./breaking/breaking.ts";
import { broken, columnsToBreak } from "./broken.ts";
import { readCsv } from "./csv/read.ts";
import { textSource } from "./csv/source.ts";
import { type Diagnosis, diagnose, type Setup, setUp } from "./diagnosis.ts";
import { sampleCsv } from "./files/sample.ts";
import { alarmChanges } from "./findings/alarm-changes.ts";

let setup: Setup;
let healthy: Diagnosis;

beforeAll(async () => {
  const csv = await readCsv(textSource("payments.csv", sampleCsv().split("\n").slice(0, 3500).join("\n")));
  setup = setUp([csv], new Map());
  healthy = await diagnose(setup);
}, 60_000);

const cells = (column: Column): readonly unknown[] =>
  column.kind === "category" ? [...column.codes].map((code) => column.categories[code]) : [...column.values];

/** The rows in which the two tables differ, by column. */
function differences(before: Table, after: Table): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  for (const [name, column] of before.columns) {
    const [a, b] = [cells(column), cells(after.columns.get(name)!)];
    const rows = a.flatMap((cell, row) => (Object.is(cell, b[row]) ? [] : [row]));
    if (rows.length > 0) found[name] = rows;
  }
  return found;
}

const columnFor = (id: string) => columnsToBreak(breaking(id), setup)[0] ?? null;
/** The sample has no score. */
const usable = () => breakings.filter(({ needs }) => !needs.includes("score"));

test("every way to break data is named as its file and shown in a chapter", () => {
  expect(breakings.length).toBeGreaterThanOrEqual(12);
  const known = new Set(chapters.map(({ id }) => id));
  for (const one of breakings) expect(known.has(one.chapter), one.id).toBe(true);
  expect(new Set(breakings.map(({ id }) => id)).size).toBe(breakings.length);
});

describe("breaking a person’s rows", () => {
  test("at strength zero changes nothing, and never writes to the rows it was given", () => {
    const before = new Map([...setup.prepared.table.columns].map(([name, column]) => [name, cells(column)]));
    for (const one of usable()) {
      const hit = broken(setup, one, columnFor(one.id), 0, 1);
      expect(differences(setup.prepared.table, hit.prepared.table), one.id).toEqual({});
      broken(setup, one, columnFor(one.id), 1, 1);
    }
    for (const [name, column] of setup.prepared.table.columns)
      expect(cells(column)).toEqual(before.get(name));
  });

  test("touches the newer rows alone, and the columns that it says; a larger strength never fewer rows", () => {
    const newer = new Set(setup.windows.currentRows!);
    for (const one of usable()) {
      const name = columnFor(one.id);
      const [some, all] = [0.5, 1].map((strength) =>
        differences(setup.prepared.table, broken(setup, one, name, strength, 1).prepared.table),
      ) as [Record<string, number[]>, Record<string, number[]>];
      const expected =
        one.needs.includes("label") && one.id !== "joined-from-the-future" ? setup.prepared.label! : name!;
      expect(Object.keys(all), one.id).toEqual([expected]);
      if (one.id === "joined-from-the-future") continue;
      for (const row of all[expected]!) expect(newer.has(row), one.id).toBe(true);
      expect(all[expected]!.length, one.id).toBeGreaterThanOrEqual(some[expected]!.length);
    }
  });

  test("the same seed breaks the same rows, another seed others", () => {
    const values = (seed: number) => {
      const hit = broken(setup, breaking("values-lost"), "amount", 0.3, seed);
      return cells(hit.prepared.table.columns.get("amount")!);
    };
    expect(values(1)).toEqual(values(1));
    expect(values(1)).not.toEqual(values(2));
  });

  test("says in a sentence what these rows lack", () => {
    const withheld = breaking("labels-withheld");
    expect(() => broken(setup, withheld, null, 1, 1)).toThrow(CannotBreak);
    expect(() => broken(setup, withheld, null, 1, 1)).toThrow(/No column is marked as the score/);
    expect(() =>
      broken({ ...setup, windows: { ...setup.windows, current: null } }, withheld, null, 1, 1),
    ).toThrow(/no newer window/);
  });
});

test("rows without a value take no part in what is broken by value", async () => {
  // 60 older rows and 30 newer ones: of the newer, 12 hold “b”, 8 “a”, 10 none; the first ten have no score.
  const group = (i: number) => (i < 60 ? "ab"[i % 2]! : i < 72 ? "b" : i < 80 ? "a" : "");
  const lines = Array.from({ length: 90 }, (_, i) => {
    const day = new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10);
    return `${day},${group(i)},${i < 70 ? "" : (i / 100).toFixed(2)},${i % 5 ? 0 : 1}`;
  });
  const csv = await readCsv(textSource("groups.csv", `day,region,score,label\n${lines.join("\n")}\n`));
  const own = setUp([csv], new Map([["score", "score"]]));
  expect([...own.windows.currentRows!]).toEqual(Array.from({ length: 30 }, (_, i) => 60 + i));
  const changed = (id: string, column: string | null) =>
    differences(own.prepared.table, broken(own, breaking(id), column, 1, 1).prepared.table);
  const riskier = changed("riskier-group", "region").label!;
  expect(riskier.length).toBeGreaterThan(0);
  for (const row of riskier) expect(group(row), `row ${row}`).toBe("a");
  // A fifth of the newer rows, those of the highest scores.
  expect(changed("labels-withheld", null).label).toEqual([84, 85, 86, 87, 88, 89]);
});

test("two logs of the same rows stay that when one of them is broken", async () => {
  const log = (name: string) =>
    readCsv(
      textSource(
        name,
        `id,amount\n${Array.from({ length: 120 }, (_, i) => `k${i},${(i * 37) % 90}`).join("\n")}\n`,
      ),
    );
  const own = setUp([await log("training.csv"), await log("serving.csv")], new Map());
  expect(own.windows.sameRows).toBe(true);
  const hit = broken(own, breaking("another-unit"), "amount", 1, 1);
  expect(hit.windows).toEqual({ ...own.windows, current: hit.current!.table });
  expect(cells(hit.windows.current!.columns.get("amount")!)[3]).toBe(100 * ((3 * 37) % 90));
});

test.each([
  ["values-lost", "amount", "missing-share"],
  ["another-unit", "amount", "wasserstein"],
  ["new-spelling", "payment_method", "unseen-categories"],
])(
  "%s in “%s” makes %s ring that was silent before",
  async (id, column, check) => {
    const after = await diagnose(broken(setup, breaking(id), column, 0.5, 1));
    const change = alarmChanges(healthy, after).find(
      (one) => one.check === check && one.columns.includes(column),
    );
    expect(change).toMatchObject({ after: "rings" });
    expect(change!.before).not.toBe("rings");
  },
  60_000,
);
