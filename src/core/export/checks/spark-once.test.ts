import { describe, expect, it } from "vitest";
import { detectors } from "../../detectors/registry.ts";
import { sqlChecks } from "./index.ts";
import { KeptQueries, keptTablesIn, onceInSpark } from "./spark-once.ts";
import { writerOf } from "./sql-check.ts";

/** Written as a tree, these would read the tables hundreds of times. */
const READ_OFTEN = ["cusum", "schema", "label-maturity", "split-quality", "calibration-over-time"];
const once = (sql: string) => onceInSpark(sql, new KeptQueries());

describe("queries that Spark would work out again and again", () => {
  it("are kept as tables where each of a chain is read twice, and no more of them than it takes", () => {
    const chain = ["a", "b", "c", "d"].map((name, i, all) => {
      const from = i === 0 ? "older" : all[i - 1];
      return `${name} as (select x.v from ${from} as x cross join ${from} as y)`;
    });
    expect(once(`\nwith ${chain.join(", ")}\nselect d.v from d`)).toEqual({
      before: [
        "drop table if exists worked_out_1",
        `create table worked_out_1 using parquet as
with a as (select x.v from older as x cross join older as y)
select x.v from a as x cross join a as y`,
      ],
      sql: `with c as (select x.v from worked_out_1 as x cross join worked_out_1 as y), d as (select x.v from c as x cross join c as y)
select d.v from d`,
    });
  });

  it("keep the name by which their columns are called", () => {
    const many = Array.from({ length: 5 }, () => "select a.v from a").join(" union all ");
    const { before, sql } = once(`with a as (select v from older) ${many}`);
    expect(before[1]).toBe("create table worked_out_1 using parquet as\nselect v from older");
    expect(sql).toBe(many.replaceAll("from a", "from worked_out_1 as a"));
  });

  it("are left as they are where little is read twice, and where there is no list of them", () => {
    for (const sql of [
      "with a as (select v from older)\nselect v from a union all select v from a",
      "select v from older",
      "with recursive a as (select 1) select * from a",
      "with a as (select '(' from older select * from a",
    ])
      expect(once(sql)).toEqual({ before: [], sql });
  });

  it("end where their own parenthesis closes, and are no words of texts, names and comments", () => {
    const body = "select ')\\'( from a' as t, `a)``( from a` as n -- from a it ends here ) not\n from older";
    const many = Array.from({ length: 6 }, () => "select * from a").join(" union all ");
    expect(once(`with a as (${body}), b as (${many}) select 'from a' as t from b`)).toEqual({
      before: ["drop table if exists worked_out_1", `create table worked_out_1 using parquet as\n${body}`],
      sql: `with b as (${many.replaceAll("from a", "from worked_out_1 as a")})\nselect 'from a' as t from b`,
    });
  });

  it("are kept once for two statements that begin alike, until what they read changes", () => {
    const kept = new KeptQueries();
    const statement = (end: string) =>
      `with a as (select v from older), b as (${"select v from a union all ".repeat(5)}select v from a) select ${end} from b`;
    expect(onceInSpark(statement("min(v)"), kept).before).toHaveLength(2);
    expect(onceInSpark(statement("max(v)"), kept).before).toEqual([]);
    kept.forget();
    expect(keptTablesIn(onceInSpark(statement("max(v)"), kept).before.join())).toEqual(["worked_out_2"]);
  });

  it("are found in every check, within lists of lists too, and no list is lost", () => {
    const column = (id: string) => {
      const accepts = detectors.find((one) => one.id === id)?.accepts ?? [];
      return accepts.length === 0 || accepts.includes("number") ? ("number" as const) : accepts[0]!;
    };
    for (const { id, sql } of sqlChecks) {
      const kinds = new Map([
        ["x", column(id)] as const,
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
        split: ["k"],
      };
      const statement = sql({ columns: ["x"], kinds, roles }, writerOf("spark"));
      const { before, sql: last } = once(statement);
      if (READ_OFTEN.includes(id)) expect(before.length, id).toBeGreaterThan(0);
      expect(before.length, id).toBeLessThan(60);
      // Every name that is read is a table, a kept one, or in the list of its own statement.
      for (const text of [...before, last]) {
        const listed = new Set([...text.matchAll(/([a-z_0-9]+) as \(/g)].map(([, name]) => name));
        for (const [, name] of text
          .replaceAll(/'(?:\\.|[^'\\])*'|--[^\n]*/g, "")
          .matchAll(/\b(?:from|join) ([a-z_0-9]+)/g))
          expect(
            /^(older|newer|worked_out_\d+)$/.test(name!) || listed.has(name),
            `${name} in ${id}: ${text.slice(0, 200)}`,
          ).toBe(true);
      }
    }
  });
});
