import { describe, expect, it } from "vitest";
import type { Role } from "../../core/contracts.ts";
import { readCsv } from "../csv/read.ts";
import { textSource } from "../csv/source.ts";
import { setUp } from "../diagnosis.ts";
import { RolesError, readRoleMap } from "./role-map.ts";
import { guessRoles } from "./roles.ts";

/** A file of 400 rows from functions of the row number. */
async function file(columns: Record<string, (row: number) => string | number>) {
  const names = Object.keys(columns);
  const lines = [names.join(",")];
  for (let row = 0; row < 400; row++) lines.push(names.map((name) => columns[name]!(row)).join(","));
  return readCsv(textSource("data.csv", lines.join("\n")));
}
const day = (row: number) => new Date(Date.UTC(2024, 0, 1 + (row % 200))).toISOString().slice(0, 10);
const mixed = (row: number) => ((row * 7919) % 1000) / 10;
const rare = (row: number) => (row % 17 === 0 ? 1 : 0);

async function rolesOf(columns: Parameters<typeof file>[0], wanted = new Map<string, Role>()) {
  const guessed = guessRoles(await file(columns), wanted);
  return { ...guessed, map: Object.fromEntries(guessed.columns.map(({ name, role }) => [name, role])) };
}

describe("roles are guessed from names, kinds and values, each with a reason", () => {
  it("in a file of payments", async () => {
    const { map, columns, positive } = await rolesOf({
      transaction_id: (row) => 9000 + row,
      paid_at: day,
      customer_id: (row) => `C${(row * 31) % 150}`,
      amount: mixed,
      country: (row) => ["DE", "FR", "ES"][row % 3]!,
      risk_score: (row) => mixed(row) / 100,
      decision: (row) => (row % 5 ? "approve" : "review"),
      chargeback_reported_at: (row) => (rare(row) ? day(row + 20) : ""),
      features_computed_at: day,
      set: (row) => (row < 300 ? "train" : "test"),
      currency_code: () => "EUR",
      chargeback: (row) => (rare(row) ? "TRUE" : "FALSE"),
    });
    expect(map).toEqual({
      transaction_id: "key",
      paid_at: "event-time",
      customer_id: "entity",
      amount: "numeric",
      country: "segment",
      risk_score: "score",
      decision: "decision",
      chargeback_reported_at: "label-known-time",
      features_computed_at: "feature-known-time",
      set: "split",
      currency_code: "ignore",
      chargeback: "label",
    });
    expect(positive).toBe("TRUE");
    for (const { reason } of columns) expect(reason).toMatch(/^[A-Z].{10,}\.$/);
  });

  it.each([
    ["a telling name", { x: rare, is_fraud: rare, z: rare }, "is_fraud", "1"],
    ["the last column of two values", { a: rare, amount: mixed, b: rare }, "b", "1"],
    [
      "words for good and bad",
      { amount: mixed, class: (row: number) => (rare(row) ? "bad" : "good") },
      "class",
      "bad",
    ],
    [
      "UP and DOWN, though UP is commoner",
      { amount: mixed, class: (row: number) => (row % 3 ? "UP" : "DOWN") },
      "class",
      "UP",
    ],
    [
      "two words that say nothing: the rarer",
      { amount: mixed, outcome: (row: number) => (rare(row) ? "q" : "r") },
      "outcome",
      "q",
    ],
    [
      "the first column of two values, where the last is none",
      { card: (row: number) => (rare(row) ? "no" : "yes"), flag: rare, amount: mixed },
      "card",
      "yes",
    ],
    [
      "a weaker name in the last column before a feature called default",
      { amount: mixed, default: rare, subscribe: rare },
      "subscribe",
      "1",
    ],
    [
      "values that are an outcome in words",
      { amount: mixed, q: (row: number) => (rare(row) ? "Charged Off" : "Fully Paid"), n: mixed },
      "q",
      "Charged Off",
    ],
    [
      "one of several statuses against all others",
      {
        amount: mixed,
        loan_status: (row: number) => ["Current", "Fully Paid", "Charged Off"][row % 3]!,
      },
      "loan_status",
      "Charged Off",
    ],
    [
      "one and two as codes: the rarer",
      { amount: mixed, class: (row: number) => (rare(row) ? 2 : 1) },
      "class",
      "2",
    ],
    ["minus one and one", { amount: mixed, target: (row: number) => (rare(row) ? 1 : -1) }, "target", "1"],
    ["a strong name before a weak one", { churned: rare, status: rare }, "churned", "1"],
  ] as const)("the label: %s", async (_, columns, label, positive) => {
    const guessed = await rolesOf(columns as never);
    expect(guessed.columns.find(({ role }) => role === "label")?.name).toBe(label);
    expect(guessed.positive).toBe(positive);
  });

  it("a flag in the middle of a file is no label: none is better than a wrong one", async () => {
    const { map, notices } = await rolesOf({ amount: mixed, holiday: rare, total: mixed });
    expect(map.holiday).toBe("numeric");
    expect(notices[0]).toMatch(/No column looks like the outcome/);
  });

  it("a number to be predicted, chosen by hand, is answered with what to do", async () => {
    const { positive, notices } = await rolesOf({ a: mixed, total: mixed }, new Map([["total", "label"]]));
    expect(positive).toBeNull();
    expect(notices[0]).toMatch(/such as whether it is over its median of 50/);
  });

  it("an index that another program wrote, and quantities of a week or an account, are no entities", async () => {
    const { map } = await rolesOf({
      "": (row) => row,
      account_age_days: (row) => (row * 31) % 150,
      week_number: (row) => (row * 7) % 53,
      account_number: (row) => (row * 31) % 150,
      nameDest: (row) => `M${(row * 31) % 150}`,
      amount: mixed,
    });
    expect(map).toEqual({
      "column 1": "ignore",
      account_age_days: "numeric",
      week_number: "numeric",
      account_number: "entity",
      nameDest: "entity",
      amount: "numeric",
    });
  });

  it("a name that is there once for each row, or not at all, is a key and repeats nobody", async () => {
    const { map } = await rolesOf({
      case_number: (row) => (row % 9 ? `C${row}` : ""),
      amount: mixed,
      y: rare,
    });
    expect(map.case_number).toBe("key");
  });

  it("several columns called score are features alike, and so is a share with few values", async () => {
    const some = (row: number) => mixed(row) / 100;
    const two = await rolesOf({ risk_a: some, risk_b: some, amount: mixed });
    expect([two.map.risk_a, two.map.risk_b]).toEqual(["numeric", "numeric"]);
    expect((await rolesOf({ risk_a: some, risk_pred: some, amount: mixed })).map.risk_pred).toBe("score");
    expect((await rolesOf({ ip_risk_score: some, amount: mixed })).map.ip_risk_score).toBe("numeric");
    expect((await rolesOf({ score: (row) => (row % 4) / 5, amount: mixed })).map.score).toBe("numeric");
  });

  it("of several times the row’s own is taken, not a birth, a contract’s start or its end", async () => {
    const later = (row: number) => day(row + 50);
    const { map } = await rolesOf({
      birth_date: () => "1980-02-03",
      policy_bind_date: day,
      incident_date: later,
      updated_at: later,
      amount: mixed,
    });
    expect(map.incident_date).toBe("event-time");
  });

  it("years and months of the date are told from years of other things, and are not compared over time", async () => {
    const date = (row: number) => new Date(Date.UTC(2022, 0, 1 + 2 * row)).toISOString().slice(0, 10);
    const parts = {
      date,
      yr: (row: number) => Number(date(row).slice(0, 4)) - 2022,
      month: (row: number) => date(row).slice(5, 7).replace(/^0/, ""),
      build_year: (row: number) => 1990 + ((row * 7) % 20),
      weekday: (row: number) => (2 * row) % 7,
    };
    const { columns } = await rolesOf(parts);
    const told = (some: typeof columns) => some.filter(({ calendar }) => calendar).map(({ name }) => name);
    expect(told(columns)).toEqual(["yr", "month"]);
    // A saved role map that is loaded again says the same.
    const saved = new Map(columns.map(({ name, role }) => [name, role]));
    expect(told((await rolesOf(parts, saved)).columns)).toEqual(["yr", "month"]);
  });

  it("a date in parts is said to be one", async () => {
    const at = (row: number) => new Date(Date.UTC(2022, 0, 1 + 2 * row));
    const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September"];
    const { notices } = setUp(
      [
        await file({
          arrival_year: (row) => at(row).getUTCFullYear(),
          arrival_month: (row) => months[at(row).getUTCMonth() % 9]!,
          arrival_day_of_month: (row) => at(row).getUTCDate(),
          amount: mixed,
        }),
      ],
      new Map(),
    );
    expect(notices.join(" ")).toContain(
      "“arrival_year”, “arrival_month” and “arrival_day_of_month” hold a date in parts",
    );
  });

  it("a label of one class is kept and said to be one", async () => {
    const { map, columns } = await rolesOf({ amount: mixed, fraud: () => 0 });
    expect(map.fraud).toBe("label");
    expect(columns[1]!.reason).toMatch(/one value only, so nothing can be said/);
    const { prepared } = setUp([await file({ amount: mixed, fraud: () => 0 })], new Map());
    const label = prepared.table.columns.get("fraud") as { values: Float64Array };
    expect(new Set(label.values), "no row has the outcome").toEqual(new Set([0]));
  });

  it("a number that never falls under a name of time is the event time (step, Time)", async () => {
    const { map, notices } = await rolesOf({ step: (row) => row >> 2, amount: mixed, isFraud: rare });
    expect(map.step).toBe("event-time");
    expect(notices.join(" ")).not.toMatch(/order of the rows/);
  });

  it("without a time the order of the rows is taken, and that is said", async () => {
    const { notices } = setUp([await file({ amount: mixed, y: rare })], new Map());
    expect(notices[0]).toMatch(/The order of the rows is taken as time/);
  });

  it("rows sorted by a feature or by the label say nothing of time: no window is cut from them", async () => {
    for (const [name, columns] of [
      ["amount", { amount: (row: number) => Math.floor(row / 3), other: mixed, y: rare }],
      ["y", { amount: mixed, y: (row: number) => (row < 150 ? 1 : 0) }],
    ] as const) {
      const { notices, windows, prepared } = setUp([await file(columns)], new Map());
      expect(prepared.sortedBy).toBe(name);
      expect(notices[0]).toMatch(`the rows are sorted by “${name}”`);
      expect(windows.current).toBeNull();
    }
    // A flag that was switched on at some row may be a release: that is for the comparison to find.
    const switched = setUp(
      [await file({ flag: (row) => (row < 150 ? 0 : 1), amount: mixed, y: rare })],
      new Map(),
    );
    expect(switched.prepared.sortedBy).toBeUndefined();
    expect(switched.windows.current).not.toBeNull();
  });

  it("a column with nothing in it is left out", async () => {
    expect((await rolesOf({ empty: () => "NA", amount: mixed, y: rare })).map.empty).toBe("ignore");
  });
});

describe("a role map", () => {
  it("overrides the guess, and everything else is guessed around it", async () => {
    const wanted = readRoleMap('{"b": "label", "amount": "ignore"}');
    const { map } = await rolesOf({ amount: mixed, b: rare, is_fraud: rare }, new Map(wanted));
    expect(map).toEqual({ amount: "ignore", b: "label", is_fraud: "numeric" });
  });

  it.each([
    ["broken JSON", "{", /roles\.json is not valid JSON .*It should look like \{"is_fraud": "label"\}/],
    ["a list", "[]", /should be an object/],
    [
      "an unknown role",
      '{"a": "traget"}',
      /gives the column “a” the role "traget", which does not exist\. The roles are event-time, label/,
    ],
  ])("with %s is refused in a sentence", (_, json, sentence) => {
    expect(() => readRoleMap(json, "roles.json")).toThrow(RolesError);
    expect(() => readRoleMap(json, "roles.json")).toThrow(sentence);
  });

  it("with a column that the file does not have is refused, naming a near one", async () => {
    await expect(rolesOf({ amount: mixed }, new Map([["Amount", "numeric"]]))).rejects.toThrow(
      /a column “Amount” that the file does not have; did you mean “amount”\?/,
    );
  });

  it("may name a column __proto__", () => {
    expect([...readRoleMap('{"__proto__": "ignore"}')]).toEqual([["__proto__", "ignore"]]);
  });
});
