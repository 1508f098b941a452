import { describe, expect, it } from "vitest";
import { categories, numbers, table, times } from "../table/table.ts";
import { columnOfFeature, encode, learnEncoding, toMatrix } from "./encode.ts";

const payments = table([
  ["amount", numbers([1, 2, 3, 4], Uint8Array.of(0b1101))],
  ["at", times([10, 20, 30, 40])],
  ["city", categories(["Lyon", "Bonn", "Bonn", null])],
]);

describe("toMatrix", () => {
  it("keeps numbers and times, puts NaN for missing, and numbers categories from the most frequent", () => {
    const { names, columns } = toMatrix(payments, ["amount", "at", "city"]);
    expect(names).toEqual(["amount", "at", "city"]);
    expect([...columns[0]!]).toEqual([1, Number.NaN, 3, 4]);
    expect([...columns[1]!]).toEqual([10, 20, 30, 40]);
    expect([...columns[2]!]).toEqual([1, 0, 0, Number.NaN]);
  });
  it("makes a feature of 0 and 1 for each category, all 0 where it is missing", () => {
    const { names, columns } = toMatrix(payments, ["city"], { categories: "one-hot" });
    expect(names).toEqual(["city = Bonn", "city = Lyon"]);
    expect(columns.map((values) => [...values])).toEqual([
      [0, 1, 1, 0],
      [1, 0, 0, 0],
    ]);
  });
});

describe("an encoding learned on one table", () => {
  const later = table([["city", categories(["Oslo", "Lyon", "Bonn"])]]);
  it("treats a category that it has never seen as missing", () => {
    expect([...encode(later, learnEncoding(payments, ["city"])).columns[0]!]).toEqual([Number.NaN, 1, 0]);
    const oneHot = encode(later, learnEncoding(payments, ["city"], { categories: "one-hot" }));
    expect(oneHot.columns.map((values) => values[0])).toEqual([0, 0]);
  });
  it("puts it with the rest where only the most frequent categories were kept", () => {
    const encoding = learnEncoding(payments, ["amount", "city"], { categories: "one-hot", maxCategories: 1 });
    const again = encode(payments, encoding);
    expect(again.names).toEqual(["amount", "city = Bonn", "city = any other"]);
    expect([...again.columns[2]!]).toEqual([1, 0, 0, 0]);
    expect([0, 1, 2].map((f) => columnOfFeature(encoding, f))).toEqual(["amount", "city", "city"]);
  });
  it("knows the categories of all the tables it was learned on, in whatever order they appear", () => {
    const encoding = learnEncoding([later, payments], ["city"]);
    expect(encoding).toEqual(learnEncoding([payments, later], ["city"]));
    expect([...encode(later, encoding).columns[0]!]).toEqual([2, 1, 0]);
  });
  it("says which column is not there or has changed its kind", () => {
    expect(() => toMatrix(payments, ["town"])).toThrow("no column “town”");
    expect(() => encode(table([["city", numbers([1])]]), learnEncoding(payments, ["city"]))).toThrow(
      "“city” is now of the kind number",
    );
    expect(() => learnEncoding(payments, ["city"], { maxCategories: 0 })).toThrow("it is 0");
  });
});
