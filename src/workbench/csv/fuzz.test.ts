import fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "../../core/random.ts";
import { isValid } from "../../core/table/table.ts";
import { CsvError } from "./error.ts";
import { type Csv, readCsv } from "./read.ts";
import { bytesSource } from "./source.ts";

/**
 * Files are broken in every way that the world knows, and in some that it doesn't. Each data row carries a mark of its own, so
 * that a row that vanished can be told from one that was set aside.
 */
const FILES = 10_000;
const MARK = /mark-\d{3}-x/g;

type Change = { kind: (typeof KINDS)[number]; at: number; size: number; seed: number };
const KINDS = [
  "flip a byte",
  "insert a quote",
  "insert a delimiter",
  "insert a line end",
  "insert a carriage return",
  "insert a nul",
  "insert half a letter",
  "cut a stretch out",
  "double a stretch",
  "cut off the end",
  "turn a stretch around",
  "put a mark of order in front",
  "write it in UTF-16",
  "put blank lines in",
  "put a title in front",
  "put a sum at the end",
] as const;

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(...KINDS),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.integer({ min: 1, max: 40 }),
  seed: fc.integer(),
});

/** A file with a mark, a number, a date, a text and a label in every row; some cells quoted, some with what needs quotes. */
function soundFile(rows: number, delimiter: string, seed: number): string {
  const chance = random(seed);
  const cell = (text: string) => (chance.chance(0.3) ? `"${text.replaceAll('"', '""')}"` : text);
  const tricky = ["plain", 'with "quotes"', `with ${delimiter}`, "with\na line", "", "NA", "é–ü", "=1+1"];
  const lines = [["mark", "amount", "day", "note", "label"].join(delimiter)];
  for (let row = 0; row < rows; row++) {
    const note = tricky[chance.integer(tricky.length)]!;
    const quoted = /["\n]|[,;\t|]/.test(note) ? `"${note.replaceAll('"', '""')}"` : cell(note);
    lines.push(
      [
        cell(`mark-${String(row).padStart(3, "0")}-x`),
        cell((100 * chance.next()).toFixed(2)),
        cell(`2025-01-${String(1 + (row % 28)).padStart(2, "0")}`),
        quoted,
        String(row % 2),
      ].join(delimiter),
    );
  }
  return `${lines.join("\n")}\n`;
}

function changed(bytes: Uint8Array, { kind, at, size, seed }: Change): Uint8Array {
  const place = Math.floor(at * bytes.length);
  const end = Math.min(place + size, bytes.length);
  const insert = (...these: number[]) =>
    Uint8Array.from([...bytes.subarray(0, place), ...these, ...bytes.subarray(place)]);
  switch (kind) {
    case "flip a byte":
      return bytes.map((byte, i) => (i === place ? byte ^ (1 << (seed & 7)) : byte));
    case "insert a quote":
      return insert(34);
    case "insert a delimiter":
      return insert([44, 59, 9, 124][seed & 3]!);
    case "insert a line end":
      return insert(10);
    case "insert a carriage return":
      return insert(13);
    case "insert a nul":
      return insert(0);
    case "insert half a letter":
      return insert(0xc3);
    case "cut a stretch out":
      return Uint8Array.from([...bytes.subarray(0, place), ...bytes.subarray(end)]);
    case "double a stretch":
      return insert(...bytes.subarray(place, end));
    case "cut off the end":
      return bytes.slice(0, place);
    case "turn a stretch around":
      return Uint8Array.from([
        ...bytes.subarray(0, place),
        ...bytes.slice(place, end).reverse(),
        ...bytes.subarray(end),
      ]);
    case "put a mark of order in front":
      return Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]);
    case "write it in UTF-16":
      return Uint8Array.from([0xff, 0xfe, ...[...bytes].flatMap((byte) => [byte, 0])]);
    case "put a title in front":
      return Uint8Array.from([...new TextEncoder().encode(`# ${size}\nSales of May\n`), ...bytes]);
    case "put a sum at the end":
      return Uint8Array.from([...bytes, ...new TextEncoder().encode(`Total,${size},,,\n`)]);
    case "put blank lines in":
      return insert(...new Array<number>(size).fill(10));
  }
}

/** The marks that stand whole in what was read: in a column of text or in a row that was set aside. */
function marksKept(csv: Csv): Set<string> {
  const found = new Set<string>();
  const look = (text: string) => {
    for (const [mark] of text.matchAll(MARK)) found.add(mark);
  };
  for (const [name, column] of csv.table.columns) {
    look(name);
    if (column.kind !== "category") continue;
    column.codes.forEach((code, row) => {
      if (isValid(column.valid, row)) look(column.categories[code]!);
    });
  }
  for (const { cells } of csv.bad.kept) for (const cell of cells) look(cell);
  return found;
}

test(`of ${FILES.toLocaleString("en")} broken files each is read or answered with a sentence, in time, and no row is lost without being counted`, async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 30 }),
      fc.constantFrom(",", ";", "\t", "|"),
      fc.integer(),
      fc.array(change, { minLength: 1, maxLength: 5 }),
      async (rows, delimiter, seed, changes) => {
        const sound = new TextEncoder().encode(soundFile(rows, delimiter, seed));
        const bytes = changes.reduce(changed, sound);
        const began = performance.now();
        let csv: Csv;
        try {
          csv = await readCsv(bytesSource("fuzz.csv", bytes));
        } catch (error) {
          if (!(error instanceof CsvError)) throw error;
          expect(error.message).toMatch(/^[“A-Z].{15,}\.$/s);
          return;
        }
        expect(performance.now() - began, "no hang").toBeLessThan(5000);
        read++;
        for (const column of csv.table.columns.values())
          expect(column.kind === "category" ? column.codes.length : column.values.length).toBe(
            csv.table.rows,
          );
        // What the letters say after all changes, in the encoding that the reader found.
        if (csv.encoding === "parquet") return;
        const text = new TextDecoder(csv.encoding).decode(bytes);
        const kept = marksKept(csv);
        const gone = [...new Set(text.match(MARK) ?? [])].filter((mark) => !kept.has(mark));
        // A mark in a column of numbers or dates is a cell that could not be read, which is said; it is not lost.
        const said = csv.columns
          .flatMap(({ notices }) => notices)
          .filter((one) => /could not be read/.test(one));
        expect(gone.length === 0 || said.length > 0, `gone: ${gone.join(", ")}`).toBe(true);
      },
    ),
    { numRuns: FILES },
  );
  expect(read / FILES, "a good part can be read in spite of it").toBeGreaterThan(0.35);
}, 300_000);
