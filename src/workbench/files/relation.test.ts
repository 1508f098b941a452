import { describe, expect, test } from "vitest";
import { random } from "../../core/random.ts";
import type { Csv } from "../csv/read.ts";
import { readCsv } from "../csv/read.ts";
import { textSource } from "../csv/source.ts";
import { setUp } from "../diagnosis.ts";
import { RolesError } from "../roles/role-map.ts";
import { relate } from "./relation.ts";

const noise = random(11);
const payments = Array.from({ length: 300 }, (_, i) => ({
  id: `tx-${1000 + i}`,
  at: new Date(Date.UTC(2025, 0, 1, i)).toISOString(),
  amount: (10 + 90 * noise.next()).toFixed(2),
}));
const csv = (name: string, header: string, rows: readonly string[]): Promise<Csv> =>
  readCsv(textSource(name, `${header}\n${rows.join("\n")}\n`));
const transactions = () =>
  csv(
    "payments.csv",
    "payment_id,paid_at,amount",
    payments.map(({ id, at, amount }) => `${id},${at},${amount}`),
  );
const reported = (i: number) => new Date(Date.UTC(2025, 0, 20, i)).toISOString();
const chargebacks = () =>
  csv("chargebacks.csv", "reported_at,transaction,reason", [
    ...[3, 50, 120, 201].map((row, i) => `${reported(i)},${payments[row]!.id},fraud`),
    `${reported(99)},${payments[50]!.id},again`,
    `,${payments[250]!.id},no time`,
    `${reported(5)},tx-9,stranger`,
  ]);

describe("how two files belong together is told from a key that they share", () => {
  test("chargebacks name rows of the transactions and hold little else", async () => {
    const relation = relate(await transactions(), await chargebacks());
    expect(relation).toMatchObject({
      kind: "outcomes",
      key: { first: "payment_id", second: "transaction" },
    });
    expect(relation.reason).toContain("what became of some of its rows");
  });

  test("a serving log holds the same columns for the same keys, in another order", async () => {
    const serving = await csv(
      "serving.csv",
      "amount,payment_id",
      [...payments].reverse().map(({ id, amount }) => `${amount},${id}`),
    );
    expect(relate(await transactions(), serving)).toMatchObject({
      kind: "same-rows",
      key: { first: "payment_id", second: "payment_id" },
    });
  });

  test("files without a common key are an older and a newer one", async () => {
    const later = await csv(
      "later.csv",
      "payment_id,paid_at,amount",
      payments.map(({ at, amount }, i) => `tx-${5000 + i},${at},${amount}`),
    );
    expect(relate(await transactions(), later)).toMatchObject({ kind: "windows", key: null });
  });

  test("numbers and texts that are written alike name the same row", async () => {
    const numbered = await csv(
      "a.csv",
      "id,v",
      Array.from({ length: 60 }, (_, i) => `${7000 + i},${i % 7}`),
    );
    const quoted = await csv("b.csv", "ref,why", ["7001,x", "7002,y", "7030,x", "unknown,z"]);
    expect(relate(numbered, quoted)).toMatchObject({ kind: "outcomes", key: { first: "id", second: "ref" } });
  });
});

describe("transactions joined with their chargebacks", () => {
  test("a row that is named has the outcome, known at the earliest report; strangers and repeats are counted", async () => {
    const setup = setUp([await transactions(), await chargebacks()], new Map());
    const { prepared, relation, current, notices } = setup;
    expect(relation?.kind).toBe("outcomes");
    expect(current).toBeNull();
    const label = prepared.table.columns.get(prepared.label!)!;
    expect(label.kind).toBe("number");
    const named = [...(label as { values: Float64Array }).values].flatMap((one, row) =>
      one === 1 ? [row] : [],
    );
    expect(named).toEqual([3, 50, 120, 201, 250]);
    const [known] = prepared.roles["label-known-time"]!;
    const clock = prepared.table.columns.get(known!)! as { values: Float64Array };
    expect(clock.values[50]).toBe(Date.parse(reported(1)));
    expect([clock.values[51], clock.values[250]]).toEqual([Number.NaN, Number.NaN]);
    expect(setup.columns.find(({ name }) => name === known)).toMatchObject({
      missing: 296,
      min: Date.parse(reported(0)),
    });
    expect(notices.join(" ")).toMatch(
      /5 rows of “payments.csv” are named.*1 row of “chargebacks.csv” names no row.*1 row .* named before/s,
    );
  });

  test("what is known only with the outcome is no feature", async () => {
    const { prepared, notices } = setUp([await transactions(), await chargebacks()], new Map());
    expect([...prepared.table.columns.keys()]).not.toContain("reason");
    expect(notices.join(" ")).toContain("1 further column of “chargebacks.csv” stayed out");
  });

  test("the order in which the two are dropped does not matter", async () => {
    const setup = setUp([await chargebacks(), await transactions()], new Map());
    expect(setup.relation).toMatchObject({ kind: "outcomes", swapped: true });
    expect(setup.prepared.file).toBe("payments.csv");
    expect(setup.prepared.table.rows).toBe(payments.length);
  });

  test("the relation can be chosen by hand; one that needs a key that is not there is refused with a sentence", async () => {
    const [a, b] = [await transactions(), await chargebacks()];
    expect(setUp([a, b], new Map(), undefined, "windows").current).not.toBeNull();
    const apart = await csv("c.csv", "x", ["1.5", "2.5", "3.5"]);
    expect(() => setUp([a, apart], new Map(), undefined, "outcomes")).toThrow(RolesError);
    expect(() => setUp([a, apart], new Map(), undefined, "same-rows")).toThrow(/no column in common/);
  });
});
