import { describe, expect, it } from "vitest";
import type { Roles } from "../contracts.ts";
import { pythonSources } from "../export/checks/python-checks.ts";
import { type Random, random } from "../random.ts";
import { type Column, categories, numbers, type Table, table, take, times } from "../table/table.ts";
import schema from "./schema.ts";
import { NULL_WORDS } from "./shared/schema-texts.ts";
import { alarmRate, DAY, run, withMissing } from "./shared/testing.ts";

const ROLES: Roles = { key: ["id"], "event-time": ["at"] };
const ROWS = 3000;
const START = 19700 * DAY;
const CITIES = ["Rome", "Lima", "Oslo"];

/** 100 rows a day from day `from` on, half as many at weekends. */
function days(chance: Random, from: number, rows = ROWS): Table {
  const weights = Float64Array.from({ length: Math.ceil(rows / 100) }, (_, day) =>
    (Math.floor(START / DAY) + from + day) % 7 < 2 ? 1 : 2,
  );
  const at = Float64Array.from(
    { length: rows },
    () => START + (from + chance.pick(weights)) * DAY + Math.floor(chance.next() * DAY),
  );
  return table([
    ["id", numbers(Float64Array.from({ length: rows }, (_, row) => from * 100_000 + row))],
    ["at", times(at)],
    ["amount", numbers(at.map(() => chance.logNormal(40, 1)))],
    ["visits", numbers(at.map(() => chance.poisson(4)))],
    ["balance", numbers(at.map(() => chance.normal(2.2, 1)))],
    ["gaps", withMissing(at.map(() => (chance.chance(0.1) ? Number.NaN : chance.normal())))],
    ["city", categories(Array.from(at, () => CITIES[chance.pick([6, 3, 0.01])]!))],
    ["code", categories(Array.from(at, (_, row) => `c${from}-${row % 1500}`))],
  ]);
}

const judge = (reference: Table, current: Table) =>
  run(schema, reference, [...reference.columns.keys()], ROLES, { current });

const withColumn = (one: Table, name: string, column: Column | null): Table => {
  const columns = new Map(one.columns);
  if (column === null) columns.delete(name);
  else columns.set(name, column);
  return { rows: one.rows, columns };
};

const values = (one: Table, name: string) => (one.columns.get(name) as { values: Float64Array }).values;

describe("the schema check", () => {
  it("takes the same words for a missing value in the Python that a person takes away", () => {
    const list = /^NULL_WORDS = (\[.*\])$/m.exec(pythonSources.get("schema")!.own)![1]!;
    expect(JSON.parse(list)).toEqual([...NULL_WORDS]);
  });

  it("is silent over 200 pairs of healthy windows, small ones too", () => {
    const rang: string[] = [];
    const { count } = alarmRate(200, (chance, seed) => {
      const rows = [3000, 600, 120][seed % 3]!;
      const finding = judge(days(chance.fork(1), 0, rows), days(chance.fork(2), 60, rows / 2));
      if (finding.verdict === "rings") rang.push(schema.say(finding, []));
      return finding.verdict === "rings";
    });
    expect(count, rang.join("\n")).toBe(0);
  });

  const reference = days(random(1), 0);
  const current = days(random(2), 60);
  const changes: Record<string, [string, (one: Table) => Table, RegExp]> = {
    "a column that is gone": [
      "changed-column-gone",
      (one) => withColumn(one, "city", null),
      /“city” is gone/,
    ],
    "a column of another kind": [
      "changed-kind",
      (one) => withColumn(one, "visits", categories(Array(ROWS).fill("4"))),
      /“visits” was a number, now category/,
    ],
    "negative amounts": [
      "changed-sign",
      (one) =>
        withColumn(one, "amount", numbers(values(one, "amount").map((v, i) => (i % 20 === 0 ? -v : v)))),
      /negative numbers/,
    ],
    "fractions in a count": [
      "changed-fractions",
      (one) => withColumn(one, "visits", numbers(values(one, "visits").map((v) => v / 7))),
      /fractions, where it held whole/,
    ],
    "amounts rounded to whole numbers": [
      "changed-fractions",
      (one) => withColumn(one, "amount", numbers(values(one, "amount").map(Math.round))),
      /whole numbers, where/,
    ],
    "NaN among the values": [
      "changed-null-kind",
      (one) =>
        withColumn(
          one,
          "amount",
          numbers(values(one, "amount").map((v, i) => (i % 30 === 0 ? Number.NaN : v))),
        ),
      /NaN, which it never held/,
    ],
    "the text “null”": [
      "changed-null-kind",
      (one) =>
        withColumn(
          one,
          "city",
          categories(Array.from({ length: ROWS }, (_, i) => (i % 25 === 0 ? "null" : "Rome"))),
        ),
      /words for a missing value/,
    ],
    "a word for nothing, in capitals and among spaces": [
      "changed-null-kind",
      (one) =>
        withColumn(
          one,
          "city",
          categories(Array.from({ length: ROWS }, (_, i) => (i % 25 === 0 ? "\t\u00a0N/A " : "Rome"))),
        ),
      /words for a missing value/,
    ],
    "a space that is none of ASCII": [
      "changed-null-kind",
      (one) =>
        withColumn(
          one,
          "city",
          categories(Array.from({ length: ROWS }, (_, i) => (i % 25 === 0 ? "\u00a0" : "Rome"))),
        ),
      /the empty text/,
    ],
    "the empty text": [
      "changed-null-kind",
      (one) =>
        withColumn(
          one,
          "city",
          categories(Array.from({ length: ROWS }, (_, i) => (i % 25 === 0 ? "" : "Rome"))),
        ),
      /the empty text/,
    ],
    "another spelling": [
      "changed-spelling",
      (one) =>
        withColumn(
          one,
          "city",
          categories(Array.from({ length: ROWS }, (_, i) => (i % 4 === 0 ? "rome " : "Rome"))),
        ),
      /another spelling/,
    ],
    "numbers among texts": [
      "changed-type-mix",
      (one) =>
        withColumn(
          one,
          "city",
          categories(Array.from({ length: ROWS }, (_, i) => (i % 2 === 0 ? String(i % 9) : "Rome"))),
        ),
      /more numbers among its texts/,
    ],
    "keys that repeat": [
      "changed-keys",
      (one) =>
        take(
          one,
          Uint32Array.from({ length: ROWS }, (_, i) => (i % 40 === 0 ? 0 : i)),
        ),
      /repeat a key/,
    ],
    "two days without rows": [
      "changed-volume",
      (one) =>
        take(
          one,
          Uint32Array.from(values(one, "at").keys()).filter((row) => {
            const day = Math.floor((values(one, "at")[row]! - START) / DAY);
            return day !== 70 && day !== 71;
          }),
        ),
      /has 0 rows, where that weekday had/,
    ],
  };

  it.each(Object.keys(changes))("rings for %s, and says so", (name) => {
    const [reason, change, sentence] = changes[name]!;
    const finding = judge(reference, change(current));
    expect(finding.reason).toBe(reason);
    expect(schema.say(finding, [])).toMatch(sentence);
  });

  it("tells of values out of range and of new columns without ringing, since others judge them", () => {
    const grown = withColumn(current, "visits", numbers(values(current, "visits").map((v) => v + 40)));
    const finding = judge(reference, withColumn(grown, "extra", numbers(new Float64Array(ROWS))));
    expect(finding.verdict).toBe("silent");
    const sentence = schema.say(finding, []);
    expect(sentence).toContain("“visits” holds values outside their earlier range");
    expect(sentence).toContain("New: “extra”");
  });

  it("names both days of a gap, in place", () => {
    const finding = judge(reference, changes["two days without rows"]![1](current));
    expect(finding.at).toEqual([START + 70 * DAY, START + 71 * DAY]);
  });
});
