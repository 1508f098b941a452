import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { categories, clearValid, numbers, table, times, validity } from "../table/table.ts";
import { tableToCsv } from "./csv.ts";

const parse = (text: string) => Papa.parse<string[]>(text, { skipEmptyLines: false }).data.slice(0, -1);

describe("a table as CSV", () => {
  test("times are ISO 8601 in UTC, numbers keep all their digits, missing is empty", () => {
    const valid = validity(2, true);
    clearValid(valid, 1);
    const csv = tableToCsv(
      table([
        ["at", times([Date.UTC(2025, 2, 1, 9, 30), Date.UTC(1969, 11, 31)])],
        ["amount", numbers([0.1 + 0.2, 99], valid)],
      ]),
    );
    expect(csv).toBe(
      "at,amount\r\n2025-03-01T09:30:00.000Z,0.30000000000000004\r\n1969-12-31T00:00:00.000Z,\r\n",
    );
  });

  test("a missing text and an empty text stay apart", () => {
    expect(tableToCsv(table([["a", categories([null, "", "x"])]]))).toBe('a\r\n\r\n""\r\nx\r\n');
  });

  test.each([
    ["=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", "'\r=1"],
  ])(
    "the text %j, which a spreadsheet would run, gets an apostrophe, in cells and in names",
    (hostile, safe) => {
      expect(parse(tableToCsv(table([[hostile, categories([hostile])]])))).toEqual([[safe], [safe]]);
    },
  );

  test("a negative number is a number, not a formula", () => {
    expect(tableToCsv(table([["a", numbers([-1.5])]]))).toBe("a\r\n-1.5\r\n");
  });

  test("a table without rows is its header", () => {
    expect(tableToCsv(table([["a,b", numbers([])]]))).toBe('"a,b"\r\n');
  });

  test("a column called __proto__ is a column like any other", () => {
    expect(tableToCsv(table([["__proto__", numbers([1])]]))).toBe("__proto__\r\n1\r\n");
  });

  test("whatever the texts and numbers, a CSV reader reads them back", () => {
    const harmless = fc
      .string({ unit: "binary" })
      .filter((text) => !/^[=+\-@\t\r]/.test(text) && text !== "");
    const row = fc.tuple(harmless, fc.double({ noNaN: true }));
    fc.assert(
      fc.property(harmless, fc.array(row, { minLength: 1 }), (name, rows) => {
        const csv = tableToCsv(
          table([
            [name, categories(rows.map(([text]) => text))],
            ["number", numbers(rows.map(([, number]) => number))],
          ]),
        );
        const [header, ...read] = parse(csv);
        expect(header).toEqual([name, "number"]);
        expect(read.map(([text, number]) => [text, Number(number)])).toEqual(
          // "-0" is written as "0": CSV readers make no difference.
          rows.map(([text, number]) => [text, number === 0 ? 0 : number]),
        );
      }),
    );
  });
});
