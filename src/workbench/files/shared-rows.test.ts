import { expect, test } from "vitest";
import { readCsv } from "../csv/read.ts";
import { textSource } from "../csv/source.ts";
import { setUp } from "../diagnosis.ts";

/** Rows of a made-up file from `from` on; those of one number are always the same. */
const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => {
    const row = from + i;
    return `${(row * 7919) % 9973},${["a", "b", "c"][row % 3]},${((row * 31) % 1009) / 10},${row % 7 ? 0 : 1}`;
  });
const file = (name: string, lines: readonly string[]) =>
  readCsv(textSource(name, ["amount,kind,rate,bad", ...lines].join("\n")));
const noticesOf = async (older: readonly string[], newer: readonly string[]) =>
  setUp([await file("train.csv", older), await file("test.csv", newer)], new Map()).notices.join(" ");

test("rows of the test file that are in the training file are counted and told", async () => {
  expect(await noticesOf(rows(0, 600), [...rows(1000, 1150), ...rows(100, 150)])).toContain(
    "50 rows of “test.csv” (25 %) are in “train.csv” too, equal in all 4 columns",
  );
});

test("two files of rows of their own, or of rows that are alike anyway, share none worth telling", async () => {
  expect(await noticesOf(rows(0, 600), rows(1000, 1200))).not.toContain("equal in all");
  const alike = (n: number) => Array.from({ length: n }, (_, i) => `${i % 4},a,${i % 2},${i % 3 ? 0 : 1}`);
  expect(await noticesOf(alike(400), alike(200))).not.toContain("equal in all");
});
