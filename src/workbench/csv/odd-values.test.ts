import { describe, expect, it } from "vitest";
import { readCsv } from "./read.ts";
import { textSource } from "./source.ts";
import { day, lines, plain, said } from "./testing.ts";

const read = (text: string) => readCsv(textSource("data.csv", text));

describe("odd values", () => {
  it.each([
    ["€ 1.234,50", ";", 1234.5],
    ["1.234,50 €", ";", 1234.5],
    ["-€ 1.234,50", ";", -1234.5],
    ["R$ 1.234,50", ";", 1234.5],
    ['"$1,234.50"', ",", 1234.5],
    ['"-$1,234.50"', ",", -1234.5],
    ["12.5 %", ",", 12.5],
    ["12,5%", ";", 12.5],
  ])("%s is a number", async (cell, delimiter, value) => {
    const csv = await read(`n${delimiter}x\n${lines((i) => `r${i}${delimiter}${cell}`, 5)}`);
    expect(plain(csv.table, "x")[0]).toBe(value);
  });

  it("a column of infinities is text, and beside finite ones they are missing and told with their row", async () => {
    expect((await read(`a,b\n${lines(() => "Infinity,1")}`)).columns[0]!.kind).toBe("category");
    const some = await read(`a,b\n${lines((i) => `${i === 3 ? "1e400" : i === 4 ? "NaN" : i},1`)}`);
    expect(plain(some.table, "a").slice(2, 6)).toEqual([2, null, null, 5]);
    expect(said(some)).toMatch(/1 cell of “a” \(first in row 5\) is infinite/);
    expect(some.columns[0]!.missingKinds).toEqual([["NaN", 1]]);
  });

  it("dates before 1970 and after 2100 are kept and questioned", async () => {
    const csv = await read(`when,a\n1899-12-31,1\n2024-01-01,2\n2150-06-30,3\n`);
    expect(plain(csv.table, "when")).toEqual([
      Date.UTC(1899, 11, 31),
      Date.UTC(2024, 0, 1),
      Date.UTC(2150, 5, 30),
    ]);
    expect(said(csv)).toMatch(/begins before 1970 \(1899-12-31\)[\s\S]*ends after 2100 \(2150-06-30\)/);
  });

  it.each([
    [
      "times without a date",
      "time",
      (i: number) => `${String(i % 24).padStart(2, "0")}:15:00`,
      /without a date/,
    ],
    [
      "dates in two ways",
      "d",
      (i: number) => (i % 2 ? day(i) : `${1 + (i % 28)}/1/2024`),
      /not all written in one way/,
    ],
    ["a zone by name", "at", (i: number) => `${day(i)} 10:00:00 CET`, /looks like dates .*ISO 8601/],
    ["years of two digits", "at", (i: number) => `1/${13 + (i % 9)}/24`, /two digits .*2000 to 2069/],
    [
      "epoch microseconds",
      "event_time",
      (i: number) => `${1573595241000000 + i}`,
      /looks like epoch microseconds/,
    ],
    [
      "epoch nanoseconds",
      "event_time",
      (i: number) => `15735952410000000${10 + i}`,
      /looks like epoch nanoseconds/,
    ],
    [
      "numbers in parentheses",
      "x",
      (i: number) => (i % 3 ? `${i}.50` : `(${i}.50)`),
      /“\(0\.50\)”.*with a minus/,
    ],
    ["numbers with a unit", "x", (i: number) => `${i} kg`, /with a unit \(“0 kg”\)/],
    ["days of a spreadsheet", "date", (i: number) => `${45000 + i}`, /the day numbers of a spreadsheet/],
  ])("%s are told", async (_, name, cell, sentence) => {
    expect(said(await read(`n,${name}\n${lines((i) => `r${i},${cell(i)}`)}`))).toMatch(sentence);
  });

  it.each([
    ["2019-11-12T21:47:21+02:00", Date.UTC(2019, 10, 12, 19, 47, 21)],
    ["2019-11-12 21:47:21 -0530", Date.UTC(2019, 10, 13, 3, 17, 21)],
    ["2019-11-12 21:47:21+02", Date.UTC(2019, 10, 12, 19, 47, 21)],
    ["2019-11-12 21:47:21 UTC", Date.UTC(2019, 10, 12, 21, 47, 21)],
    ['"Tue, 12 Nov 2019 21:47:21 +0100"', Date.UTC(2019, 10, 12, 20, 47, 21)],
    ["11/13/19", Date.UTC(2019, 10, 13)],
  ])("%s is a moment", async (cell, moment) => {
    expect(plain((await read(`at,n\n${cell},1\n${cell},2\n`)).table, "at")).toEqual([moment, moment]);
  });
});
