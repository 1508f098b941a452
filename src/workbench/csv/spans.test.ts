import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../core/random.ts";
import { isValid, type Table } from "../../core/table/table.ts";
import { isoAt, parseIso } from "./dates.ts";
import { papaParser } from "./dialect.ts";
import { parsePlain } from "./numbers.ts";
import { readCsv } from "./read.ts";
import { bytesSource, textSource } from "./source.ts";
import { cellOf, plainNumber, roomFor, type Spans, spansOf } from "./spans.ts";

const encoder = new TextEncoder();

/** The rows of a piece as texts. */
function rowsOf(spans: Spans): string[][] {
  const { rows, width, ends, breakLength } = spans;
  let start = 0;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: width }, (_, column) => {
      const end = ends[row * width + column]!;
      const cell = cellOf(spans, start, end);
      start = end + (column === width - 1 ? breakLength : 1);
      return cell;
    }),
  );
}

describe("a piece of text without quotes", () => {
  it("is cut as Papa Parse cuts it, or left to it", () => {
    const cell = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom("", "1", "2.50", "abc", "é–ü", "漢", " ", "NA") },
      { weight: 1, arbitrary: fc.constantFrom('"', "\r", "\n", "a,b", "a;b") },
    );
    let cut = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.constantFrom(",", ";", "\t"),
        fc.nat(20),
        (rows, newline, delimiter, off) => {
          const whole = rows.map((row) => row.join(delimiter)).join(newline) + newline;
          const text = whole.slice(0, Math.max(1, whole.length - off));
          const dialect = { newline, delimiter } as const;
          const [pending, more] = [text.slice(0, off), text.slice(off)];
          const { data, meta } = papaParser(dialect).parse(text, 0, true);
          for (const piece of [more, encoder.encode(more)]) {
            const spans = spansOf(pending, piece, 3, roomFor(["a", "b", "c"], dialect));
            if (spans === null) continue;
            cut++;
            expect(rowsOf(spans)).toEqual(data);
            expect(spans.rest).toBe(text.slice(meta.cursor));
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(cut).toBeGreaterThan(100);
  });

  it("is left to the tokeniser where a row is ragged, blank, quoted or the header once more", () => {
    const cut = (text: string) =>
      spansOf("", text, 2, roomFor(["a", "b"], { delimiter: ",", newline: "\n" }));
    expect(cut("1,2\n3,4\n")?.rows).toBe(2);
    for (const text of ["1,2\n3\n", "1,2\n\n3,4\n", '1,"2"\n', "1,2,\n", "1,2\r\n", "1,2\na,b\n", "1,2"])
      expect(cut(text), JSON.stringify(text)).toBeNull();
  });
});

describe("cells read from their bytes", () => {
  const at = (read: (bytes: Uint8Array, start: number, end: number) => number, text: string) => {
    const bytes = encoder.encode(`7${text}7`);
    return read(bytes, 1, bytes.length - 1);
  };

  it("are the numbers that reading the text gives, or left to it", () => {
    const digits = fc.tuple(
      fc.constantFrom("", "-", "+"),
      fc.bigInt({ min: 0n, max: 10n ** 17n }).map(String),
      fc.nat(18),
      fc.boolean(),
    );
    fc.assert(
      fc.property(digits, ([sign, whole, place, hasPoint]) => {
        const text = sign + (hasPoint ? `${whole.slice(0, place)}.${whole.slice(place)}` : whole);
        const value = at(plainNumber, text);
        if (!Number.isNaN(value)) expect(value).toBe(parsePlain(text));
        else expect(text.length > 15 || /^[-+]?0\d|^\+|^[-+]?\.$/.test(text), text).toBe(true);
      }),
      { numRuns: 2000 },
    );
    for (const text of ["", "-", ".", "-.", "1e3", "007", "00.5", "1 ", " 1", "1,5", "0x1", "--1", "1.2.3"])
      expect(at(plainNumber, text), text).toBeNaN();
    expect(Object.is(at(plainNumber, "-0"), -0)).toBe(true);
  });

  it("are the times that reading the text gives, or left to it", () => {
    const two = (most: number) => fc.nat(most).map((value) => String(value).padStart(2, "0"));
    const time = fc.tuple(
      fc.nat(9999),
      two(13),
      two(32),
      fc.constantFrom("", "T", " "),
      two(25),
      two(61),
      two(62),
    );
    fc.assert(
      fc.property(time, fc.constantFrom("", "Z", "x"), ([year, month, day, separator, h, m, s], zone) => {
        const date = `${String(year).padStart(4, "0")}-${month}-${day}`;
        const text = separator === "" ? date : `${date}${separator}${h}:${m}:${s}${zone}`;
        expect(at(isoAt, text)).toEqual(parseIso(text));
      }),
      { numRuns: 2000 },
    );
    for (const text of ["2019/11/12", "2019-11-12T21:47", "2019-11-12T21:47:21+01:00", "12-11-2019"])
      expect(at(isoAt, text), text).toBeNaN();
  });
});

describe("a file of many pieces", () => {
  /** Some pieces have quotes (with line breaks and delimiters in them), blank and ragged rows, letters beyond ASCII; most have none. */
  function largeFile(rows: number, newline: string) {
    const source = random(5);
    const lines = ["id,at,amount,note,wide"];
    const notes: string[] = [];
    let odd = 0;
    for (let row = 0; row < rows; row++) {
      const tricky = row % 30_000 < 12;
      const note = tricky ? `a "quoted", long${newline}note ${row}` : ["plain", "größer", "", "NA"][row % 4]!;
      notes.push(note === "" || note === "NA" ? "" : note);
      const written = tricky ? `"${note.replaceAll('"', '""')}"` : note;
      const day = new Date(Date.UTC(2024, 0, 1 + (row % 300), row % 24)).toISOString().slice(0, 19);
      lines.push(`k${row},${day}Z,${(100 * source.next()).toFixed(2)},${written},${row % 7}`);
      if (row % 31_000 === 17) lines.push("");
      if (row % 33_000 === 40) {
        lines.push("too,few");
        odd++;
      }
    }
    return { text: lines.join(newline) + newline, notes, odd };
  }

  const cells = (table: Table, name: string) => {
    const column = table.columns.get(name)!;
    return Array.from({ length: table.rows }, (_, row) => {
      if (!isValid(column.valid, row)) return "";
      return column.kind === "category" ? column.categories[column.codes[row]!]! : column.values[row]!;
    }).join();
  };

  it.each(["\n", "\r\n"])(
    "is read the same whichever way its pieces go (line breaks %j)",
    async (newline) => {
      const rows = 36_000;
      const { text, notes, odd } = largeFile(rows, newline);
      const csv = await readCsv(textSource("large.csv", text));
      expect(csv.table.rows).toBe(rows);
      expect(csv.bad.count).toBe(odd);
      expect(csv.bad.blank).toBe(2);
      expect(cells(csv.table, "id")).toBe(notes.map((_, row) => `k${row}`).join());
      expect(cells(csv.table, "note") === notes.join()).toBe(true);
      expect(cells(csv.table, "wide")).toBe(notes.map((_, row) => row % 7).join());
      // Quoted in every row, no piece can be cut without the tokeniser.
      const [header, ...lines] = text.split(newline);
      const forced = [header, ...lines.map((line) => line.replace(/^(k\d+),/, '"$1",'))].join(newline);
      const other = await readCsv(textSource("large.csv", forced));
      for (const name of csv.table.columns.keys())
        expect(cells(other.table, name) === cells(csv.table, name), name).toBe(true);
      expect(other.bad.kept.map(({ row }) => row)).toEqual(csv.bad.kept.map(({ row }) => row));
      expect([1, 41, 35_999].map((row) => csv.bad.fileRow(row, true))).toEqual(
        [1, 41, 35_999].map((row) => other.bad.fileRow(row, true)),
      );
      // The same in UTF-16.
      const wide = Uint8Array.from([
        0xff,
        0xfe,
        ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer),
      ]);
      const utf16 = await readCsv(bytesSource("large.csv", wide));
      for (const name of csv.table.columns.keys())
        expect(cells(utf16.table, name) === cells(csv.table, name), name).toBe(true);
    },
  );
});
