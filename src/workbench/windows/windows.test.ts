import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnOf, isValid, type Table } from "../../core/table/table.ts";
import { readCsv } from "../csv/read.ts";
import { textSource } from "../csv/source.ts";
import { prepare } from "../prepare.ts";
import { guessRoles } from "../roles/roles.ts";
import { DEFAULT_WINDOWS, windowsOf } from "./windows.ts";

async function prepared(lines: readonly string[]) {
  const csv = await readCsv(textSource("data.csv", lines.join("\n")));
  return prepare(csv, guessRoles(csv));
}
const pad = (n: number) => String(n).padStart(2, "0");

describe("the windows", () => {
  it("by default compare the first two thirds in the order of time with the last third", async () => {
    const days = [9, 3, 5, 1, 8, 2, 7, 4, 6];
    const ready = await prepared(["at,value", ...days.map((d) => `2024-01-${pad(d)},${d}`)]);
    const { reference, current, words } = windowsOf(ready);
    expect([...(reference.columns.get("value") as { values: Float64Array }).values]).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    expect([...(current!.columns.get("value") as { values: Float64Array }).values]).toEqual([7, 8, 9]);
    expect(words).toBe(
      "The first 6 rows (2024-01-01 to 2024-01-06) are the reference, the 3 after them (2024-01-07 to 2024-01-09) are compared with it.",
    );
  });

  it("do not tear rows of one moment apart", async () => {
    const ready = await prepared([
      "at,value",
      ...[1, 1, 1, 2, 2, 2, 2, 2, 2, 2].map((d, i) => `2024-01-0${d},${i}`),
    ]);
    expect(windowsOf(ready).reference.rows).toBe(3);
  });

  it("by the order of the rows where there is no time, as views of the same memory", async () => {
    const ready = await prepared([
      "a,b",
      ...Array.from({ length: 300 }, (_, i) => `${i % 7 ? i : ""},${i % 3}.5`),
    ]);
    const { reference, current } = windowsOf(ready);
    const whole = ready.table.columns.get("a") as { values: Float64Array; valid: Uint8Array };
    const late = current!.columns.get("a") as { values: Float64Array; valid: Uint8Array };
    expect(late.values.buffer).toBe(whole.values.buffer);
    expect(reference.rows + current!.rows).toBe(300);
    for (let row = 0; row < current!.rows; row++)
      expect(isValid(late.valid, row)).toBe(isValid(whole.valid, reference.rows + row));
  });

  it("are cut where no row stands for long, and not between the few moments of yearly data", async () => {
    const at = (day: number) => new Date(Date.UTC(2015, 0, 1 + day)).toISOString().slice(0, 10);
    const apart = await prepared([
      "at,value",
      ...Array.from({ length: 400 }, (_, i) => `${at(i < 200 ? i : i + 2000)},${(i * 7) % 31}`),
    ]);
    const { reference, words } = windowsOf(apart);
    expect(reference.rows).toBe(200);
    expect(words).toContain("The cut is where no row stands for long");
    const yearly = await prepared([
      "at,value",
      ...Array.from({ length: 400 }, (_, i) => `${2015 + (i % 4)}-06-30,${i % 31}`),
    ]);
    expect(windowsOf(yearly).words).not.toContain("no row stands");
  });

  it("by the split column", async () => {
    const ready = await prepared([
      "split,x",
      ...Array.from({ length: 60 }, (_, i) => `${i % 3 ? "train" : "test"},${i * 1.5}`),
    ]);
    const { reference, current, words } = windowsOf(ready, { by: "split", reference: [], current: [] });
    expect([reference.rows, current!.rows]).toEqual([40, 20]);
    expect(words).toMatch(/40 rows with “split” “train” are the reference, 20 with “test”/);
  });

  it("are none where all rows stand at one moment, and say so", async () => {
    const csv = await readCsv(textSource("data.csv", "at,value\n2024-01-01,1\n2024-01-01,2"));
    const ready = prepare(csv, guessRoles(csv, new Map([["at", "event-time"]])));
    const { current, words } = windowsOf(ready);
    expect(current).toBeNull();
    expect(words).toMatch(/one moment/);
  });

  it("hold every row with a time once, at any share", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.integer({ min: 1, max: 28 })), { minLength: 2, maxLength: 60 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        async (days, share) => {
          const ready = await prepared([
            "at,n",
            ...days.map((d, i) => `${d === null ? "" : `2024-02-${pad(d)}`},r${i}`),
          ]);
          // A column of a single date tells no row from another; the order of the rows is then the time.
          fc.pre(ready.roles["event-time"]?.[0] === "at");
          const { reference, current, referenceRows, currentRows } = windowsOf(ready, {
            ...DEFAULT_WINDOWS,
            share,
          });
          if (current === null) return;
          const all = [...referenceRows!, ...currentRows!].sort((a, b) => a - b);
          expect(all).toEqual(days.flatMap((d, i) => (d === null ? [] : [i])));
          expect(reference.rows).toBe(referenceRows!.length);
          expect(reference.rows).toBeGreaterThan(0);
          const last = days[referenceRows!.at(-1)!]!;
          expect(days[currentRows![0]!]!, "rows of one moment stay together").toBeGreaterThan(last);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("keep every gap in its row, wherever the cut falls in a file that is in order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 12, maxLength: 27 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        async (gaps, share) => {
          // A column with one value at most is left out as constant.
          fc.pre(gaps.filter((gap) => !gap).length > 1);
          const ready = await prepared([
            "at,n",
            ...gaps.map((gap, i) => `2024-02-${pad(i + 1)},${gap ? "" : i + 0.5}`),
          ]);
          const { reference, current } = windowsOf(ready, { ...DEFAULT_WINDOWS, share });
          const read = (table: Table) => {
            const column = columnOf(table, "n");
            return Array.from({ length: table.rows }, (_, row) => !isValid(column.valid, row));
          };
          expect([...read(reference), ...read(current!)]).toEqual(gaps);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("drawn on the time line: two spans, which need not touch; the older one ends before its end", async () => {
    const ready = await prepared([
      "at,value",
      ...Array.from({ length: 28 }, (_, i) => `2024-01-${pad(28 - i)},${28 - i}`),
    ]);
    const day = (n: number) => Date.UTC(2024, 0, n);
    const chosen = { by: "span", reference: [day(3), day(10)], current: [day(20), day(25)] } as const;
    const { reference, current, words, line, currentRows } = windowsOf(ready, chosen);
    const values = (table: Table) => [...(table.columns.get("value") as { values: Float64Array }).values];
    expect(values(reference)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(values(current!)).toEqual([20, 21, 22, 23, 24, 25]);
    // The file runs backwards: a row of the window is found where it stands in the file.
    expect([...currentRows!]).toEqual([8, 7, 6, 5, 4, 3]);
    expect(words).toBe(
      "7 rows from 2024-01-03 to before 2024-01-10 are the reference, 6 from 2024-01-20 to 2024-01-25 are compared with it.",
    );
    expect(line!.volume.reduce((sum, rows) => sum + rows, 0)).toBe(28);
    expect([line!.from, line!.to]).toEqual([day(1), day(28)]);
  });

  it("that hold no row say so, and keep the line to drag on", async () => {
    const ready = await prepared([
      "at,value",
      "2024-01-01,1",
      "2024-01-02,2",
      "2024-01-20,3",
      "2024-01-21,4",
    ]);
    const day = (n: number) => Date.UTC(2024, 0, n);
    const empty = windowsOf(ready, { by: "span", reference: [day(1), day(3)], current: [day(5), day(9)] });
    expect(empty.current).toBeNull();
    expect(empty.words).toMatch(/holds no row/);
    expect(empty.line).not.toBeNull();
  });
});
