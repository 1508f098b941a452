import { describe, expect, it } from "vitest";
import { detector } from "../../detectors/registry.ts";
import { sqlChecks } from "./index.ts";
import { onceInSpark } from "./spark-once.ts";
import { writerOf } from "./sql-check.ts";

const ONCE = "rand() >= 0";
/** Written as a tree, these would read the tables hundreds of times. */
const READ_OFTEN = ["cusum", "schema", "label-maturity"];
const count = (text: string, part: string) => text.split(part).length - 1;

describe("queries that Spark would work out again and again", () => {
  it("are kept where each of a chain is read twice, and no more of them than it takes", () => {
    const chain = ["a", "b", "c", "d", "e", "f"].map((name, i, all) => {
      const from = i === 0 ? "older" : all[i - 1];
      return `${name} as (select x.v from ${from} as x cross join ${from} as y)`;
    });
    const sql = onceInSpark(`\nwith ${chain.join(", ")}\nselect v from f`);
    expect(count(sql, ONCE)).toBe(1);
    expect(sql).toContain(
      "b as (\nselect * from (select x.v from a as x cross join a as y) as worked_out_once",
    );
  });

  it("are left as they are where little is read twice, and where there is no list of them", () => {
    for (const sql of [
      "with a as (select v from older) select v from a union all select v from a",
      "select v from older",
      "with recursive a as (select 1) select * from a",
      "with a as (select '(' from older select * from a",
    ])
      expect(onceInSpark(sql)).toBe(sql);
  });

  it("end where their own parenthesis closes, whatever stands in texts, names and comments", () => {
    const body = "select ')\\'(' as t, `a)``(` as n -- it ends here ) not\n from older";
    const many = Array.from({ length: 6 }, () => "select * from a").join(" union all ");
    expect(onceInSpark(`with a as (${body}), b as (${many}) select * from b`)).toBe(
      `with a as (\nselect * from (${body}) as worked_out_once where ${ONCE}\n), b as (${many}) select * from b`,
    );
  });

  it("are found in every check that begins with a list", () => {
    for (const { id, sql } of sqlChecks) {
      const { needs, accepts } = detector(id);
      const kinds = new Map([
        [
          "x",
          accepts.includes("number") || accepts.length === 0 ? "number" : (accepts[0] ?? "number"),
        ] as const,
        ["at", "time"] as const,
        ["y", "number"] as const,
        ["s", "number"] as const,
        ["k", "category"] as const,
      ]);
      const roles = {
        label: ["y"],
        score: ["s"],
        "event-time": ["at"],
        "label-known-time": ["at"],
        "feature-known-time": ["at"],
        key: ["k"],
        entity: ["k"],
        decision: ["y"],
        segment: ["k"],
      };
      const statement = sql({ columns: ["x"], kinds, roles }, writerOf("spark"));
      expect(needs.every((role) => role in roles) || needs.length === 0, id).toBe(true);
      const kept = onceInSpark(statement);
      const bare = kept.replaceAll(/\nselect \* from \(|\) as worked_out_once where rand\(\) >= 0\n/g, "");
      expect(bare.replaceAll(/\s/g, ""), id).toBe(statement.replaceAll(/\s/g, ""));
      if (READ_OFTEN.includes(id)) expect(count(kept, ONCE), id).toBeGreaterThan(0);
    }
  });
});
