import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readFile } from "../files/read-file.ts";
import { Decoder } from "./encoding.ts";
import { CsvError } from "./error.ts";
import { readCsv } from "./read.ts";
import { blobSource, bytesSource, textSource } from "./source.ts";
import { day, lines, plain, said } from "./testing.ts";
import { Tokenizer } from "./tokenizer.ts";

const read = (text: string) => readFile(textSource("data.csv", text));

describe("what is no table is told by name, with what to do", () => {
  const objects = Array.from({ length: 3 }, (_, i) => ({ a: i, b: "x", label: i % 2 }));
  const bytes = (...values: number[]) => Uint8Array.from(values);
  it.each<[string, string | Uint8Array, RegExp]>([
    ["JSON in one line", JSON.stringify(objects), /“data\.csv” is JSON, .*Convert it to CSV/],
    ["JSON in many lines", JSON.stringify(objects, null, 2), /is JSON, /],
    ["one JSON object", JSON.stringify({ rows: [1, 2] }, null, 2), /is JSON, /],
    [
      "JSON Lines",
      objects.map((one) => JSON.stringify(one)).join("\n"),
      /is JSON Lines \(one object a line\)/,
    ],
    [
      "a page that tells of an error",
      "\n<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head><body>Sorry, no.</body></html>\n",
      /is a web page \(“403 Forbidden”\).*Download the file again/,
    ],
    ["XML", '<?xml version="1.0"?>\n<rows>\n<row a="1"/>\n</rows>\n', /is XML, .*Export the table as CSV/],
    ["XML without its first line", "<Error><Code>AccessDenied</Code></Error>", /is XML, /],
    ["gzip", Uint8Array.from(gzipSync("a,b\n1,2\n")), /is a gzip archive, whatever its name says/],
    ["an empty ZIP", bytes(0x50, 0x4b, 5, 6, 0, 0), /is an empty ZIP archive/],
    ["7-Zip", bytes(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c), /is a 7-Zip archive/],
    ["UTF-32", bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), /is a text in UTF-32/],
    [
      "more columns than are read",
      `${"a,".repeat(20_000)}b\n`,
      /has 20,001 columns; up to 20,000 are read here/,
    ],
    ["a Parquet file cut short", "PAR1 and no more of it", /is not a Parquet file that can be read/],
    ["zero bytes in text", `a,b\n1,x\u0000y\n${lines((i) => `${i},x`)}`, /zero byte in row 2 \(byte 8\)/],
  ])("%s", async (_, content, sentence) => {
    const source =
      typeof content === "string" ? textSource("data.csv", content) : bytesSource("data.csv", content);
    const error = await readFile(source).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CsvError);
    expect((error as CsvError).message).toMatch(sentence);
  });

  it("a CSV whose name or cells look a little like those is read", async () => {
    expect((await read("[a],{b}\n1,2\n3,4\n")).table.rows).toBe(2);
    expect((await readFile(textSource("plain.parquet", "a,b\n1,2\n"))).table.rows).toBe(1);
    expect((await read("<b>,label\n<i>x</i>,0\n<i>y</i>,1\n")).table.rows).toBe(2);
    expect((await read('{"a": 1},b\n1,2\n3,4\n')).table.rows).toBe(2);
  });

  it("a file that was moved, or is a folder, is named", async () => {
    const gone = {
      size: 10,
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error("NotReadableError")) }),
    };
    await expect(readCsv(blobSource("gone.csv", gone))).rejects.toThrow(
      /“gone\.csv” cannot be read: .*Choose/,
    );
  });
});

describe("what stands above and below a table is set aside, counted and told", () => {
  const table = `day,amount,label\n${lines((i) => `${day(i)},${i},${i % 2}`)}`;
  it.each([
    ["a title", `Sales of May\n\n${table}`, 1, /A row stands above the header .*: “Sales of May”/, 4],
    ["a title with empty cells", `Sales of May,,\n${table}`, 1, /above the header/, 3],
    ["comments, one with commas", `# by tool 3\n# day, amount\n${table}`, 2, /2 rows stand above/, 4],
    ["a row of sums", `${table}Total,780,20\n`, 1, /Row 42 .*: it looks like a sum .*“Total”/, 2],
    ["a word below", `${table}(40 rows)\n`, 1, /Row 42 .*: it has 1 cell, the header 3/, 2],
    ["the header once more", `${table}${table}`, 1, /it repeats the header/, 2],
  ])("%s", async (what, text, bad, sentence, firstRow) => {
    const csv = await read(text);
    expect([...csv.table.columns.keys()]).toEqual(["day", "amount", "label"]);
    expect(csv.table.rows).toBe(what === "the header once more" ? 80 : 40);
    expect(csv.bad.count).toBe(bad);
    expect(said(csv)).toMatch(sentence);
    expect(csv.bad.fileRow(0, csv.hasHeader)).toBe(firstRow);
    expect(csv.columns.map(({ kind, missing }) => [kind, missing])).toEqual([
      ["time", 0],
      ["number", 0],
      ["number", 0],
    ]);
  });

  it("a header with a sign in front, a shop called Total and a ragged title stay what they are", async () => {
    expect([...(await read(`#${table}`)).table.columns.keys()][0]).toBe("#day");
    const shops = await read(`shop,sum\n${lines((i) => `${["Shell", "Total"][i % 2]},${i}`)}`);
    expect([shops.table.rows, shops.bad.count]).toEqual([40, 0]);
    const ragged = await read("a,b\n1,2\n3\n4,5\n");
    expect([...ragged.table.columns.keys()]).toEqual(["a", "b"]);
  });

  it("an empty first line shifts the rows and no more", async () => {
    const csv = await read(`\n\n${table}`);
    expect([csv.table.rows, csv.bad.count, csv.bad.fileRow(0, true)]).toEqual([40, 0, 4]);
  });

  it("a first row of values under which no header stands is said", async () => {
    const csv = await read(lines((i) => `${day(i)},${i}.5,shop${i}`));
    expect(said(csv)).toMatch(/first row was taken for the header, and it looks like values/);
  });

  it("rows set aside can be saved with their row and reason, formulas neutralised", async () => {
    const csv = await read(`a,b\n1,2\n=cmd|' /C calc'!A0\n3,4\n`);
    expect(csv.bad.toCsv()).toBe(
      `row,reason,cell 1\r\n3,"it has 1 cell, the header 2",'=cmd|' /C calc'!A0\r\n`,
    );
  });
});

describe("delimiters and lines", () => {
  it.each([
    ["tabs", "\t", "\n"],
    ["bars", "|", "\n"],
    ["semicolons", ";", "\r\n"],
    ["carets", "^", "\n"],
    ["the control character of Hive", "\u0001", "\n"],
    ["carriage returns alone", ",", "\r"],
  ])("%s", async (_, delimiter, newline) => {
    const text = `a,b,label\n${lines((i) => `${i},x${i % 3},${i % 2}`)}`;
    const csv = await read(text.replaceAll(",", delimiter).replaceAll("\n", newline));
    expect([csv.delimiter, csv.table.rows, csv.bad.count]).toEqual([delimiter, 40, 0]);
    expect(plain(csv.table, "label").slice(0, 3)).toEqual([0, 1, 0]);
  });

  it("a line break within quotes is part of its cell, and of the count of rows it is one", async () => {
    const csv = await read('a,b\n1,"two\r\nlines"\n2,"three\nmore\nlines"\n3,x\n4\n');
    expect(plain(csv.table, "b")).toEqual(["two\r\nlines", "three\nmore\nlines", "x"]);
    expect(csv.bad.kept[0]!.row).toBe(5);
  });

  it.each([
    ["blanks", "a   b   label\n0   1   0\n2   3   1\n", /no comma, semicolon, tab or bar/],
    ["quotes around whole rows", '"a,b"\n"1,x"\n"3,y"\n', /the rows are quoted as wholes/],
  ])("%s in place of a delimiter are told, and no number is made of them", async (_, text, sentence) => {
    const csv = await read(text);
    expect(csv.columns[0]!.kind).toBe("category");
    expect(said(csv)).toMatch(sentence);
  });
});

describe("quotes", () => {
  it.each([
    ["text behind a closing quote", (i: number) => `${i},"a"b${i},${i % 2}`],
    ["quotes behind a backslash", (i: number) => `${i},"so \\"${i}\\" so",${i % 2}`],
    ["quotes that are never closed", (i: number) => `${i},"a${i},${i % 2}`],
  ])("9,000 rows with %s are set aside in a moment, and the sound one is read", async (_, broken) => {
    const began = performance.now();
    const csv = await read(`a,b,c\n${lines(broken, 9000)}1,x,0\n`);
    expect([csv.table.rows, csv.bad.count, csv.bad.fileRow(0, true)]).toEqual([1, 9000, 9002]);
    // It took more than a minute where each row was looked for in all that follows it.
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it("more than 10,000 of them are refused, with the row and what to do", async () => {
    await expect(read(`a,b\n${lines((i) => `${i},"a"b`, 10_002)}`)).rejects.toThrow(
      /More than 10,000 rows .*the last is row 10,002\)\. Export it again with every quote inside a cell doubled/,
    );
  });

  it("wherever a text is cut in two, its rows are the same", () => {
    const text = '"a","b" \r\n"1","say ""hi"""\r\n"2","two\r\nlines"  ,\r\n"3","x"y\r\n"4",""\r\n';
    const dialect = { delimiter: ",", newline: "\r\n", hasHeader: true, skip: 0, above: 0 } as const;
    const cutAt = (place: number) => {
      const tokenizer = new Tokenizer(dialect, "x.csv");
      const one = tokenizer.push(text.slice(0, place), false);
      const two = tokenizer.push(text.slice(place), true);
      const broken = [...one.broken.keys(), ...[...two.broken.keys()].map((row) => row + one.rows.length)];
      return { rows: [...one.rows, ...two.rows], broken };
    };
    const whole = cutAt(0);
    expect([whole.rows.length, whole.broken]).toEqual([6, [3]]);
    for (let place = 1; place < text.length; place++) expect(cutAt(place), `cut at ${place}`).toEqual(whole);
  });
});

describe("letters", () => {
  it("UTF-16 without a mark is read", async () => {
    const text = "grad,wert\nklein,1\ngross,2\n";
    const little = [...text].flatMap((c) => [c.charCodeAt(0), 0]);
    const big = [...text].flatMap((c) => [0, c.charCodeAt(0)]);
    for (const [bytes, encoding] of [
      [little, "utf-16le"],
      [big, "utf-16be"],
    ] as const) {
      const csv = await readCsv(bytesSource("x.csv", Uint8Array.from(bytes)));
      expect([csv.encoding, ...plain(csv.table, "grad")]).toEqual([encoding, "klein", "gross"]);
    }
  });

  it("one wrong byte in UTF-8 is shown as such, and the others stay what they are", async () => {
    const text = new TextEncoder().encode("stadt,wert\nKöln,1\nLübeck,2\n");
    const csv = await readCsv(bytesSource("x.csv", Uint8Array.from([...text, 0xe4, 44, 51, 10])));
    expect([csv.encoding, ...plain(csv.table, "stadt")]).toEqual(["utf-8", "Köln", "Lübeck", "\ufffd"]);
    expect(said(csv)).toMatch(/not valid UTF-8/);
  });

  it("no letter is lost where two pieces of a file meet, in either encoding", () => {
    const utf8 = new TextEncoder().encode("Bär 5 € 😀");
    const latin = Uint8Array.from([66, 0xe4, 114, 32, 53, 32, 0x80]);
    for (const [bytes, encoding, whole] of [
      [utf8, "utf-8", "Bär 5 € 😀"],
      [latin, "windows-1252", "Bär 5 €"],
    ] as const)
      for (let place = 1; place < bytes.length; place++) {
        const decoder = new Decoder("utf-8");
        const text =
          decoder.decode(bytes.subarray(0, place), false) + decoder.decode(bytes.subarray(place), true);
        expect([text, decoder.encoding, decoder.replaced], `cut at ${place}`).toEqual([whole, encoding, 0]);
      }
  });

  it("emoji and text from right to left are text like any other", async () => {
    const csv = await read("😀 amount,عمود\n1,👍🏽\n2,ירושלים\n");
    expect(plain(csv.table, "عمود")).toEqual(["👍🏽", "ירושלים"]);
    expect(plain(csv.table, "😀 amount")).toEqual([1, 2]);
  });

  it("a name of 20,000 letters is cut, and that is said", async () => {
    const csv = await read(`${"x".repeat(20_000)},b\n1,2\n`);
    expect([...csv.table.columns.keys()][0]).toHaveLength(120);
    expect(said(csv)).toMatch(/The name of column 1 has 20,000 characters/);
  });
});
