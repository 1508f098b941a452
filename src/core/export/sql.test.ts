import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParamTable } from "../contracts.ts";
import { filesOfSql, sqlSetting, sqlText } from "./sql.ts";

const params = {
  alertShare: { kind: "number", label: "Share", unit: "%", min: 0, max: 1, step: 0.01, default: 0.05 },
  policy: { kind: "choice", label: "Join", options: ["by-date", "as-of-event"], default: "by-date" },
  repaired: { kind: "flag", label: "Repaired", default: false },
} satisfies ParamTable;

async function first(sql: string): Promise<Record<string, unknown>> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjects();
  connection.closeSync();
  instance.closeSync();
  return rows[0]!;
}

describe("sqlSetting", () => {
  it("reads the files as tables and holds one commented column for each parameter, the default where no value is given", () => {
    expect(sqlSetting(params, { repaired: true }, 7, ["payments.csv"])).toBe(
      `create or replace table payments as select * from read_csv('payments.csv', sample_size = -1);
create or replace table setting as select
  7 as seed,
  -- Share (a share: 0.05 is 5 %), from 0 to 1
  cast(0.05 as double precision) as alert_share,
  -- Join: "by-date", "as-of-event"
  'by-date' as policy,
  -- Repaired
  true as repaired;
`,
    );
  });

  it("is read by a database as the very values", async () => {
    const setting = sqlSetting(params, { policy: "it's; drop table x; --", alertShare: 1 / 3 }, 9, []);
    expect(await first(`${setting}select * from setting;`)).toEqual({
      seed: 9,
      alert_share: 1 / 3,
      policy: "it's; drop table x; --",
      repaired: false,
    });
  });

  it("names two parameters that would be one, a name that SQL cannot have, and a file that is no table", () => {
    const twice = { aB: params.alertShare, a_b: params.alertShare };
    expect(() => sqlSetting(twice, {}, 1, [])).toThrow("“aB” and “a_b” would both be a_b");
    expect(() => sqlSetting({ seed: params.alertShare }, {}, 1, [])).toThrow("would both be seed");
    expect(() => sqlSetting({ "7": params.alertShare }, {}, 1, [])).toThrow("“7” is no name");
    expect(() => sqlSetting({}, {}, 1, ["a'; x.csv"])).toThrow("no name for a table");
  });
});

describe("sqlText", () => {
  it("is read back by a database as the very text, whatever it holds", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        fc.pre(!text.includes("\0"));
        const rows = (await connection.runAndReadAll(`select ${sqlText(text)} as it`)).getRowObjects();
        expect(rows[0]!.it).toBe(text);
      }),
      { numRuns: 50 },
    );
    connection.closeSync();
    instance.closeSync();
  });
});

describe("filesOfSql", () => {
  it("reads the first line, and says what is missing there", () => {
    expect(filesOfSql("-- reads: payments.csv, chargebacks.csv\nselect 1")).toEqual([
      "payments.csv",
      "chargebacks.csv",
    ]);
    expect(() => filesOfSql("select 1")).toThrow("begins with the files that it reads");
  });
});
