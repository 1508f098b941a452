import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isValid } from "../../core/table/table.ts";
import { bytesSource } from "../csv/source.ts";
import { readFile } from "../files/read-file.ts";

/** Parquet files as another program writes them. */
const folder = mkdtempSync(join(tmpdir(), "parquet-"));
let write: (name: string, select: string, options?: string) => Promise<Uint8Array>;
let close = () => {};

beforeAll(async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  write = async (name, select, options = "") => {
    const file = join(folder, name);
    await connection.run(`copy (${select}) to '${file}' (format parquet ${options})`);
    return new Uint8Array(readFileSync(file));
  };
  close = () => {
    connection.closeSync();
    instance.closeSync();
  };
});
afterAll(() => {
  close();
  rmSync(folder, { recursive: true });
});

const PAYMENTS = `
  select
    'tx-' || i as tx_id,
    timestamp '2025-01-01' + to_minutes(cast(7 * i as integer)) as paid_at,
    cast(i as double) / 3 as amount,
    i % 5 as items,
    case when i % 10 = 0 then null else ['card', 'wallet', 'transfer'][1 + i % 3] end as method,
    i % 20 = 0 as fraud,
    9007199254740993 + i as large_id,
    strftime(date '2025-03-01' + cast(i % 28 as integer), '%Y-%m-%d') as day_text,
    [i, i + 1] as list
  from range(5000) as r(i)`;

test("a Parquet file is read by what is in it, into the columns that a CSV would give", async () => {
  // The name says nothing.
  const csv = await readFile(
    bytesSource("payments.csv", await write("a", PAYMENTS, ", row_group_size 2048")),
  );
  expect(csv.table.rows).toBe(5000);
  const kinds = Object.fromEntries([...csv.table.columns].map(([name, { kind }]) => [name, kind]));
  expect(kinds).toEqual({
    tx_id: "category",
    paid_at: "time",
    amount: "number",
    items: "number",
    method: "category",
    fraud: "category",
    large_id: "category",
    day_text: "time",
  });
  const { amount, paid_at, method, large_id } = Object.fromEntries(csv.table.columns) as Record<
    string,
    never
  >;
  const numbers = amount as { values: Float64Array };
  expect(numbers.values[4999]).toBe(4999 / 3);
  expect((paid_at as { values: Float64Array }).values[4999]).toBe(Date.UTC(2025, 0, 1) + 4999 * 7 * 60_000);
  expect(isValid((method as { valid: Uint8Array }).valid, 10)).toBe(false);
  expect((large_id as { categories: string[] }).categories[0]).toBe("9007199254740993");
  expect(csv.columns.find(({ name }) => name === "method")?.missing).toBe(500);
  expect(csv.notices.join(" ")).toContain("1 nested column was left out");
  expect(csv.bad.fileRow(0, csv.hasHeader)).toBe(1);
});

test("infinite and NaN values count as missing, each as what it is", async () => {
  const bytes = await write(
    "odd",
    "select case i when 3 then 'nan'::double when 4 then 'inf'::double when 5 then null else i::double end as v from range(40) as r(i)",
  );
  const csv = await readFile(bytesSource("odd.parquet", bytes));
  const [note] = csv.columns;
  expect(note!.missing).toBe(3);
  expect(Object.fromEntries(note!.missingKinds)).toEqual({ null: 1, NaN: 1 });
  expect(note!.notices.join(" ")).toContain("infinite");
});

test("a sample of it keeps the rows that the seed says, and their places", async () => {
  const csv = await readFile(
    bytesSource("a.parquet", await write("b", "select i as id from range(20000) as r(i)")),
    { sample: { share: 0.1, seed: 3 } },
  );
  expect(csv.sampled?.of).toBe(20_000);
  const ids = csv.table.columns.get("id") as { values: Float64Array };
  for (let row = 0; row < csv.table.rows; row += 50)
    expect(csv.bad.fileRow(row, csv.hasHeader)).toBe(ids.values[row]! + 1);
});

test.each([
  ["is cut off", (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
  ["is its first four letters", () => new TextEncoder().encode("PAR1")],
  [
    "has its middle turned",
    (bytes: Uint8Array) => bytes.map((byte, i) => (i > 20 && i < 3000 ? byte ^ 0x5a : byte)),
  ],
])("a file that %s is answered with a sentence", async (_, broken) => {
  const bytes = broken(await write("c", PAYMENTS));
  await expect(readFile(bytesSource("c.parquet", bytes))).rejects.toThrow(/“c\.parquet” .*\. .+\./s);
});

test("a compression that is not read is named", async () => {
  const bytes = await write("z", PAYMENTS, ", compression zstd");
  await expect(readFile(bytesSource("z.parquet", bytes))).rejects.toThrow(/compressed by ZSTD.*Snappy/s);
});
