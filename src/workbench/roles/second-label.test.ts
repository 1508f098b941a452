import { expect, test } from "vitest";
import { readCsv } from "../csv/read.ts";
import { textSource } from "../csv/source.ts";
import { setUp } from "../diagnosis.ts";

const file = (name: string, [yes, no]: readonly [string, string], every: number) => {
  const rows = Array.from({ length: 200 }, (_, row) => `${(row * 7919) % 997},${row % every ? no : yes}`);
  return readCsv(textSource(name, ["amount,income_class", ...rows].join("\n")));
};
const setupOf = async (second: readonly [string, string]) =>
  setUp([await file("a.csv", [">50K", "<=50K"], 4), await file("b.csv", second, 5)], new Map());
const rateOf = ({ current }: Awaited<ReturnType<typeof setupOf>>) => {
  const column = current!.table.columns.get("income_class");
  return column?.kind === "number" ? column.values.reduce((sum, value) => sum + value, 0) / 200 : null;
};

test("an outcome that the second file spells otherwise is found there, and that is said", async () => {
  const setup = await setupOf([">50K.", "<=50K."]);
  expect(rateOf(setup)).toBe(0.2);
  expect(setup.notices.join(" ")).toContain("is spelled “>50K.” in “b.csv”");
});

test("an outcome of other values is not taken for “no” everywhere: it is not compared", async () => {
  const setup = await setupOf(["high", "low"]);
  expect(rateOf(setup)).toBeNull();
  expect(setup.notices.join(" ")).toContain("takes other values in “b.csv” (“low”, “high”) than in “a.csv”");
});

test("a second file without the outcome has none of it", async () => {
  expect(rateOf(await setupOf(["<=50K", "<=50K"]))).toBe(0);
});
