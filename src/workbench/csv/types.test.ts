import { describe, expect, it } from "vitest";
import { daysFromCivil, formatTime, parseIso, parseNamed } from "./dates.ts";
import { type CsvOptions, readCsv } from "./read.ts";
import { textSource } from "./source.ts";
import { plain } from "./testing.ts";

const utc = (...parts: [number, number, number, number?, number?, number?]) =>
  Date.UTC(parts[0], parts[1] - 1, ...(parts.slice(2) as [number]));

/** Reads one column of cells (beside a counter, so that blank cells are no blank lines). */
async function column(
  cells: readonly string[],
  { name = "x", delimiter = ",", options = {} as CsvOptions } = {},
) {
  const text = `n${delimiter}${name}\n${cells.map((cell, i) => `r${i}${delimiter}${cell}`).join("\n")}\n`;
  const csv = await readCsv(textSource("data.csv", text), options);
  const values = plain(csv.table, name);
  expect(values.length).toBe(cells.length);
  return { kind: csv.columns[1]!.kind, values, note: csv.columns[1]!, notices: csv.notices };
}

describe("numbers", () => {
  it.each([
    ["plain", ["1", "-2.5", "1e3", "0", "0.5"], [1, -2.5, 1000, 0, 0.5]],
    ["English thousands", ["1,234.50", "12", "1,000,000.25"].map((c) => `"${c}"`), [1234.5, 12, 1000000.25]],
    ["with a currency sign", ["$5.50", "$1200.00", "$3"], [5.5, 1200, 3]],
    ["percent", ["12%", "3.5%", "0%"], [12, 3.5, 0]],
  ] as const)("%s", async (_, cells, values) => {
    const read = await column(cells);
    expect(read.kind).toBe("number");
    expect(read.values).toEqual(values);
  });

  it("German: decimal comma and points between thousands, in a file with semicolons", async () => {
    const read = await column(["1.234,50", "12,00", "-0,5"], { delimiter: ";" });
    expect(read.values).toEqual([1234.5, 12, -0.5]);
    expect(read.note.written).toBe("numbers with a decimal comma and “.” between thousands");
  });

  it("whole German numbers with points follow the rest of the file", async () => {
    const csv = await readCsv(textSource("d.csv", "betrag;anzahl\n1,50;1.234\n2,25;2.000\n3,75;17\n"));
    expect([...(csv.table.columns.get("anzahl") as { values: Float64Array }).values]).toEqual([
      1234, 2000, 17,
    ]);
  });

  it("French: blanks between thousands", async () => {
    expect((await column(["1 234,5", "12 000", "3,25"], { delimiter: ";" })).values).toEqual([
      1234.5, 12000, 3.25,
    ]);
  });

  it("postal codes with leading zeros and numbers of 16 digits stay text", async () => {
    expect((await column(["01067", "00100", "80331"])).kind).toBe("category");
    expect((await column(["9007199254740993", "9007199254740995", "1234567890123456789"])).kind).toBe(
      "category",
    );
  });

  it("blank and zero stay apart", async () => {
    expect((await column(["0", "", " ", "0.0", "5"])).values).toEqual([0, null, null, 0, 5]);
  });

  it("infinite cells count as missing and are named with their row", async () => {
    const { values, note } = await column([
      "1",
      "2",
      "Infinity",
      "-inf",
      ...Array.from({ length: 50 }, () => "3"),
    ]);
    expect(values.slice(0, 4)).toEqual([1, 2, null, null]);
    expect(note.notices[0]).toMatch(/2 cells of “x” \(first in row 4\) are infinite/);
  });

  it("a few cells that are no number are named; many make the column text", async () => {
    const few = await column([...Array.from({ length: 60 }, (_, i) => String(i)), "oops"]);
    expect(few.kind).toBe("number");
    expect(few.note.notices[0]).toMatch(
      /1 cell of “x” could not be read as numbers, such as “oops” in row 62/,
    );
    expect((await column(["1", "2", "A3", "4", "B5", "C6", "7", "8"])).kind).toBe("category");
  });

  it("one word in place of every gap does not make numbers text", async () => {
    const { kind, values } = await column(["1", "unknown", "3", "unknown", "5"]);
    expect(kind).toBe("number");
    expect(values).toEqual([1, null, 3, null, 5]);
  });

  it("a column that turns to text after the first megabyte is read again, its numbers as they were written", async () => {
    const cells = Array.from({ length: 200_000 }, (_, i) =>
      i < 150_000 ? `${i}.50` : `code-${i % 9}-${i % 3}`,
    );
    const { kind, values } = await column(cells);
    expect(kind).toBe("category");
    expect([values[7], values[199_999]]).toEqual(["7.50", `code-${199_999 % 9}-${199_999 % 3}`]);
  });

  it("a column that is missing for the first megabyte is typed when it begins", async () => {
    const cells = Array.from({ length: 200_000 }, (_, i) => (i < 190_000 ? "" : String(i)));
    const { kind, values, note } = await column(cells);
    expect(kind).toBe("number");
    expect([values[0], values[189_999], values[190_000]]).toEqual([null, null, 190_000]);
    expect(note.missing).toBe(190_000);
  });
});

describe("missing", () => {
  it("is counted by its spelling, in numbers and in text", async () => {
    const spellings = ["", "NA", "N/A", "null", "NULL", "NaN", "none", "-"];
    for (const value of ["1", "blue"]) {
      const { note } = await column([...spellings, ...Array.from({ length: 9 }, () => value)]);
      expect(note.missing).toBe(8);
      expect(Object.fromEntries(note.missingKinds)).toEqual({
        empty: 1,
        NA: 1,
        "N/A": 1,
        null: 1,
        NULL: 1,
        NaN: 1,
        none: 1,
        "-": 1,
      });
    }
  });

  it.each([
    [["3", "7", "-1", "12", "-1", "9"], [{ value: -1, count: 2 }]],
    [["3", "7", "99999999", "12", "5", "99999999"], [{ value: 99999999, count: 2 }]],
    [["3", "7", "-999", "12", "5", "9"], [{ value: -999, count: 1 }]],
    [["-1", "0", "1", "-2", "3"], []],
    [["97", "98", "99", "96"], []],
  ] as const)("%s: suspected stand-ins are reported and stay numbers", async (cells, sentinels) => {
    const { note, values } = await column(cells);
    expect(note.sentinels).toEqual(sentinels);
    expect(values).toEqual(cells.map(Number));
  });
});

describe("times", () => {
  it.each([
    ["ISO days", ["2019-11-12", "2020-02-29"], [utc(2019, 11, 12), utc(2020, 2, 29)]],
    [
      "ISO with time, zone and fraction",
      ["2019-11-12T21:47:21Z", "2019-11-12 21:47:21.250", "2019-11-12T23:47:21+02:00"],
      [utc(2019, 11, 12, 21, 47, 21), utc(2019, 11, 12, 21, 47, 21) + 250, utc(2019, 11, 12, 21, 47, 21)],
    ],
    ["before 1970 and after 2100", ["1950-01-01", "2150-06-30"], [utc(1950, 1, 1), utc(2150, 6, 30)]],
    ["day first, proven", ["03.04.2019", "25.12.2019"], [utc(2019, 4, 3), utc(2019, 12, 25)]],
    [
      "month first, proven",
      ["04/03/2019 5:07 PM", "12/25/2019 12:00 AM"],
      [utc(2019, 4, 3, 17, 7), utc(2019, 12, 25)],
    ],
    ["months", ["Nov-2019", "Dec 2019"], [utc(2019, 11, 1), utc(2019, 12, 1)]],
    ["month names", ["12 Nov 2019", "3-Dec-19"], [utc(2019, 11, 12), utc(2019, 12, 3)]],
  ] as const)("%s", async (_, cells, values) => {
    const read = await column(cells);
    expect(read.kind).toBe("time");
    expect(read.values).toEqual(values);
  });

  it("says where day and month cannot be told apart, and follows the choice", async () => {
    const cells = ["03/04/2019", "04/04/2019", "05/04/2019"];
    const guessed = await column(cells);
    expect(guessed.note.notices[0]).toMatch(/could be day first or month first/);
    const options = { columns: new Map([["x", "month-first" as const]]) };
    expect((await column(cells, { options })).values[0]).toBe(utc(2019, 3, 4));
  });

  it("a day that the calendar does not have is unreadable, not moved", async () => {
    const { values, note } = await column([...Array.from({ length: 40 }, () => "2019-01-15"), "2019-02-30"]);
    expect(values[40]).toBeNull();
    expect(note.notices[0]).toMatch(
      /1 cell of “x” could not be read as dates, such as “2019-02-30” in row 42/,
    );
  });

  it("nor is one whose day and month had to be told apart", async () => {
    const { values, note } = await column([...Array.from({ length: 40 }, () => "25/12/2019"), "31/02/2019"]);
    expect(values.slice(39)).toEqual([utc(2019, 12, 25), null]);
    expect([note.missing, note.written]).toEqual([1, "dates, day first"]);
    expect(note.notices[0]).toMatch(/could not be read as dates, such as “31\/2” in row 42/);
  });

  it("epoch seconds and milliseconds, only under a name that says time", async () => {
    const cells = ["1573595241", "1573595300"];
    expect((await column(cells, { name: "event_time" })).values).toEqual([1573595241000, 1573595300000]);
    expect(
      (
        await column(
          cells.map((c) => `${c}000`),
          { name: "createdAt" },
        )
      ).values,
    ).toEqual([1573595241000, 1573595300000]);
    expect((await column(cells, { name: "account" })).kind).toBe("number");
  });

  it("the calendar agrees with the engine’s over eight centuries", () => {
    for (let day = -200_000; day < 100_000; day += 37) {
      const date = new Date(day * 86_400_000);
      expect(daysFromCivil(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
      expect(formatTime(day * 86_400_000)).toBe(date.toISOString().slice(0, 10));
    }
    expect(parseIso("2019-13-01")).toBeNaN();
    expect(parseNamed("12 Foo 2019")).toBeNaN();
  });
});

describe("text", () => {
  it("TRUE and FALSE, yes and no are categories", async () => {
    expect((await column(["TRUE", "FALSE", "TRUE"])).values).toEqual(["TRUE", "FALSE", "TRUE"]);
    expect((await column(["yes", "no", " yes"])).note.distinct).toBe(2);
  });

  it("blanks around a cell make no second category, in either order", async () => {
    expect((await column([" a", "a", "a ", "b"])).values).toEqual(["a", "a", "a", "b"]);
    expect((await column(["a", " a", "b"])).note.distinct).toBe(2);
  });
});

describe("the dialect", () => {
  it.each([
    ["tabs", "a\tb\n1,5\t2\n2,5\t3\n", "\t"],
    ["bars", "a|b\n1|2\n3|4\n", "|"],
    ["semicolons though every cell has a comma", "a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ";"],
    ["a sep= line", "sep=;\na;b\n1;2\n2;3\n", ";"],
    ["commas with semicolons in text", 'a,b\n1,"x;y"\n2,z;w\n', ","],
  ])("%s", async (_, text, delimiter) => {
    const csv = await readCsv(textSource("x.csv", text));
    expect(csv.delimiter).toBe(delimiter);
    expect(csv.table.columns.has("a")).toBe(true);
    expect(csv.table.rows).toBe(2);
  });

  it.each(["\n", "\r\n", "\r"])("line endings %j", async (newline) => {
    const csv = await readCsv(textSource("x.csv", ["a,b", "1,x", "2,y", ""].join(newline)));
    expect(csv.table.rows).toBe(2);
    expect(csv.columns[1]!.examples).toEqual(["x", "y"]);
  });

  it("mixed line endings leave no carriage return behind", async () => {
    const csv = await readCsv(textSource("x.csv", "a,b\r\n1,x\n2,x\r\n3,x\n"));
    expect(csv.columns[1]!.examples).toEqual(["x"]);
    expect([...csv.table.columns.keys()]).toEqual(["a", "b"]);
  });
});
