import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvError } from "./error.ts";
import { type CsvOptions, readCsv } from "./read.ts";
import { bytesSource, textSource } from "./source.ts";
import { plain } from "./testing.ts";

const read = (text: string, options: CsvOptions = {}) => readCsv(textSource("data.csv", text), options);
const bytes = (...values: number[]) => bytesSource("photo.csv", Uint8Array.from(values));

async function refusal(source: Parameters<typeof readCsv>[0]): Promise<CsvError> {
  try {
    await readCsv(source);
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("a file that cannot be read is refused in a sentence that says what to do", () => {
  it.each([
    ["an empty file", textSource("e.csv", ""), "empty", /“e\.csv” is empty\. Choose/],
    ["a file of blanks", textSource("e.csv", " \n \n"), "empty", /nothing but blanks/],
    ["only a header", textSource("h.csv", "a,b,c\n"), "only-header", /a header with 3 columns and no rows/],
    [
      "an image renamed .csv",
      bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0),
      "binary",
      /a PNG image, whatever its name/,
    ],
    [
      "an Excel workbook",
      bytes(0x50, 0x4b, 3, 4, 20, 0),
      "binary",
      /Excel workbook \(\.xlsx\).*Save or export/,
    ],
    ["a gzip archive", bytes(0x1f, 0x8b, 8, 0), "binary", /gzip/],
    ["other bytes with NULs", bytes(65, 44, 66, 10, 0, 0, 1, 2, 0, 3), "binary", /not a text file/],
    [
      "a row that never ends",
      textSource("l.csv", `a,b\n${"x".repeat(18_000_000)}`),
      "row-too-long",
      /Row 2 of “l\.csv”/,
    ],
    [
      "a file in which no row fits",
      textSource("r.csv", "a,b,c\n1,2\n3,4\n"),
      "no-readable-row",
      /it has 2 cells, the header 3 \(row 2\)/,
    ],
  ] as const)("%s", async (_, source, code, sentence) => {
    const error = await refusal(source);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(sentence);
  });

  it("a file over the limit, with the share that a sample would hold", async () => {
    const asked = readCsv(textSource("b.csv", "a\n1\n"), { maxBytes: 2 });
    await expect(asked).rejects.toThrow(/up to 1 MB are read whole here\. Take a sample/);
    await expect(asked).rejects.toMatchObject({ columns: 1, share: 0.5 });
  });
});

describe("shapes at the edge are read", () => {
  it("one row", async () => {
    const { table } = await read("a,b\n1,x");
    expect(table.rows).toBe(1);
    expect(plain(table, "a")).toEqual([1]);
  });

  it("one column", async () => {
    const { table } = await read("value\n1\n2\n3\n");
    expect(plain(table, "value")).toEqual([1, 2, 3]);
  });

  it("a column with nothing in it", async () => {
    const { table, columns } = await read("a,b\n1,\n2,NA\n");
    expect(plain(table, "b")).toEqual([null, null]);
    expect(columns[1]).toMatchObject({ written: "all missing", missing: 2 });
  });

  it("5,000 columns", async () => {
    const names = Array.from({ length: 5000 }, (_, i) => `c${i}`);
    const { table } = await read(`${names.join(",")}\n${names.map((_, i) => i).join(",")}\n`);
    expect(table.columns.size).toBe(5000);
    expect(plain(table, "c4999")).toEqual([4999]);
  });

  it("a field of 10 MB, and says which column it is in", async () => {
    const { table, columns } = await read(`a,b\n1,"${"long\n".repeat(2_000_000)}"\n2,short\n`);
    expect(table.rows).toBe(2);
    expect(columns[1]!.notices[0]).toMatch(/A cell of “b” holds 9,999,999 characters/);
    expect(plain(table, "a")).toEqual([1, 2]);
  });

  it("a file that was quoted twice is said to be so", async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `"${row};""a"";${row}"`);
    const { notices, table } = await readCsv(
      textSource("twice.csv", ['"""x"";""y"";""z"""', ...rows].join("\n")),
    );
    expect(table.columns.size).toBe(1);
    expect(notices.join(" ")).toMatch(/one quoted cell that holds “;”: the file was quoted twice/);
  });

  it("a first row that is like the rows below it is data; a table with years as names keeps its header", async () => {
    const jobs = ["clerk", "nurse", "cook"];
    const rows = Array.from(
      { length: 60 },
      (_, row) => `${20 + row},${jobs[row % 3]},${row % 2 ? "yes" : "no"}`,
    );
    const bare = await readCsv(textSource("people.data", rows.join("\n")));
    expect(bare.hasHeader).toBe(false);
    expect(bare.table.rows).toBe(60);
    const named = await readCsv(textSource("people.csv", ["age,job,member", ...rows].join("\n")));
    expect([named.hasHeader, named.table.rows]).toEqual([true, 60]);
    const wide = ["country,2019,2020", ...rows.map((_, row) => `land ${row},${row},${row + 1}`)];
    expect((await readCsv(textSource("wide.csv", wide.join("\n")))).hasHeader).toBe(true);
  });

  it("a first row of numbers is data, not a header, and that is said", async () => {
    const { table, notices, bad } = await read("1,2\n3,4\n");
    expect(plain(table, "column 1")).toEqual([1, 3]);
    expect(notices[0]).toMatch(/first row is like the rows below it/);
    expect(bad.fileRow(0, false)).toBe(1);
  });
});

describe("names of columns", () => {
  it("duplicate and empty ones are renamed with a notice", async () => {
    const { table, notices } = await read("a,a,,a (2)\n1,2,3,4\n");
    expect([...table.columns.keys()]).toEqual(["a", "a (3)", "column 3", "a (2)"]);
    expect(notices.join(" ")).toMatch(/names “a” more than once; column 2.*Column 3 has no name/);
  });

  it("hostile ones are plain text like any other", async () => {
    const names = ["__proto__", "constructor", "<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0"];
    const { table } = await read(`${names.join(",")}\n1,2,3,4\n`);
    expect([...table.columns.keys()]).toEqual(names);
    expect(plain(table, "__proto__")).toEqual([1]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("rows that do not fit are set aside, counted and named by their row", () => {
  it("ragged ones", async () => {
    const { table, bad, notices } = await read("a,b\n1,2\n3\n4,5,6\n7,8\n");
    expect(plain(table, "a")).toEqual([1, 7]);
    expect(bad.kept.map(({ row, reason }) => [row, reason])).toEqual([
      [3, "it has 1 cell, the header 2"],
      [4, "it has 3 cells, the header 2"],
    ]);
    expect(notices).toContain("2 rows were set aside; the first is row 3: it has 1 cell, the header 2.");
    expect([0, 1].map((i) => bad.fileRow(i, true))).toEqual([2, 5]);
  });

  it("an unclosed quote costs its own line and no more", async () => {
    const { table, bad } = await read('a,b\n1,x\n2,"y\n3,z\n4,"w"\n');
    expect(plain(table, "a")).toEqual([1, 3, 4]);
    expect(bad.kept).toEqual([{ row: 3, reason: "text follows a closing quote", cells: ['2,"y'] }]);
  });

  it("an unclosed quote with no further quote in the file", async () => {
    const { table, bad } = await read('a,b\n1,x\n2,"y\n3,z\n');
    expect(plain(table, "a")).toEqual([1, 3]);
    expect(bad.kept[0]).toMatchObject({ row: 3, reason: "a quote is opened and never closed" });
  });

  it("an unclosed quote early in a file of many pieces loses nothing else", async () => {
    const lines = Array.from({ length: 400_000 }, (_, i) => `${i},"v${i % 7}",${"p".repeat(40)}`);
    lines[10] = '10,"open,x';
    const { table, bad } = await read(`a,b,c\n${lines.join("\n")}\n`);
    expect(table.rows).toBe(399_999);
    expect(bad.count).toBe(1);
    expect(bad.kept[0]!.row).toBe(12);
  });

  it("blank lines are skipped and counted, at the end of the file without a word", async () => {
    const { table, notices, bad } = await read("a,b\n1,2\n\n3,4\n\n\n");
    expect(table.rows).toBe(2);
    expect(notices).toEqual(["1 blank line was skipped."]);
    expect(bad.fileRow(1, true)).toBe(4);
  });
});

describe("the letters", () => {
  const text = "größe,wert\nklein,1\ngroß €,2\n";
  const utf16 = (little: boolean) => {
    const out: number[] = [];
    for (const c of text)
      out.push(
        ...(little
          ? [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]
          : [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255]),
      );
    return out;
  };
  const latin = [...text].map((c) => (c === "€" ? 0x80 : c.charCodeAt(0)));

  it.each([
    ["UTF-8 with a byte order mark", [0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)], "utf-8"],
    ["UTF-16 with a mark", [0xff, 0xfe, ...utf16(true)], "utf-16le"],
    ["UTF-16, big end first", [0xfe, 0xff, ...utf16(false)], "utf-16be"],
    ["Windows-1252", latin, "windows-1252"],
  ] as const)("%s", async (_, given, encoding) => {
    const csv = await readCsv(bytesSource("x.csv", Uint8Array.from(given)));
    expect(csv.encoding).toBe(encoding);
    expect(plain(csv.table, "größe")).toEqual(["klein", "groß €"]);
  });
});

describe("any table written as CSV is read back", () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "b", '"', ",", "\n", ";", "é", " ", "z"),
    maxLength: 6,
  });
  it("with quotes, delimiters and line breaks in its cells", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 20 }), async (rows) => {
        const quote = (text: string) => `"k${text.replaceAll('"', '""')}"`;
        const csv = await read(`first,second\n${rows.map((row) => row.map(quote).join(",")).join("\n")}`);
        expect(csv.bad.count).toBe(0);
        expect(plain(csv.table, "second")).toEqual(rows.map((row) => `k${row[1]}`.trim()));
      }),
      { numRuns: 60 },
    );
  });
});

describe("while it reads", () => {
  const big = `a,b\n${"123,456\n".repeat(400_000)}`;

  it("reports bytes and rows that only grow, up to the whole file", async () => {
    const seen: number[] = [];
    await readCsv(textSource("x.csv", big), {}, { progress: ({ bytes, rows }) => seen.push(bytes, rows) });
    expect(seen.slice(-2)).toEqual([big.length, 400_000]);
    expect(seen.length).toBeGreaterThan(4);
    for (let i = 2; i < seen.length; i++) expect(seen[i]).toBeGreaterThanOrEqual(seen[i - 2]!);
  });

  it("stops at the next piece where breathing throws", async () => {
    let breaths = 0;
    const stop = readCsv(
      textSource("x.csv", big),
      {},
      {
        breathe: async () => {
          if (++breaths === 2) throw new Error("cancelled");
        },
      },
    );
    await expect(stop).rejects.toThrow("cancelled");
    expect(breaths).toBe(2);
  });
});

describe("a sample of a large file", () => {
  const text = `id,kind\n${Array.from({ length: 40_000 }, (_, i) => (i % 1000 === 7 ? `${i}` : `${i},${"ab"[i % 2]}`)).join("\n")}\n`;
  const sample = { share: 0.1, seed: 3 };

  it("holds about its share of the rows, says of how many, and knows each row’s place in the file", async () => {
    const csv = await readCsv(textSource("large.csv", text), { sample });
    expect(csv.table.rows / 39_960).toBeGreaterThan(0.09);
    expect(csv.table.rows / 39_960).toBeLessThan(0.11);
    expect(csv.sampled).toEqual({ ...sample, of: 39_960 });
    expect(csv.bad.count).toBe(40);
    const ids = csv.table.columns.get("id") as { values: Float64Array };
    // Row i of the data stands in row i + 2 of the file, below its header.
    for (let row = 0; row < csv.table.rows; row++)
      expect(csv.bad.fileRow(row, csv.hasHeader)).toBe(ids.values[row]! + 2);
  });

  it("is the same for the same seed, and another for another", async () => {
    const ids = async (seed: number) => {
      const csv = await readCsv(textSource("large.csv", text), { sample: { share: 0.1, seed } });
      return [...(csv.table.columns.get("id") as { values: Float64Array }).values];
    };
    expect(await ids(3)).toEqual(await ids(3));
    expect(await ids(3)).not.toEqual(await ids(4));
  });
});
