import { expect, test } from "vitest";
import { random } from "../../core/random.ts";
import { clearValid, numbers, table, validity } from "../../core/table/table.ts";
import { readCsv } from "../csv/read.ts";
import { textSource } from "../csv/source.ts";
import { diagnose, setUp } from "../diagnosis.ts";
import { finding } from "../file-checks/file-check.ts";
import type { Prepared } from "../prepare.ts";
import type { Windows } from "../windows/windows.ts";
import { rowsBehind } from "./behind.ts";

test("rows to look at are those of the file in which it is to be seen, and are said to be", async () => {
  const source = random(2);
  // The newest third stands first in the file, and its sizes are larger.
  const rows = Array.from({ length: 600 }, (_, i) => {
    const day = i < 200 ? 400 + i : i - 200;
    const at = new Date(Date.UTC(2024, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
    return {
      at,
      size: source.normal() + (i < 200 ? 2 : 0),
      browser: i < 200 && i % 2 === 0 ? "new" : ["old", "older"][i % 2]!,
    };
  });
  const text = `at,size,browser\n${rows.map(({ at, size, browser }) => `${at},${size.toFixed(4)},${browser}`).join("\n")}\n`;
  const csv = await readCsv(textSource("sales.csv", text));
  const { findings } = await diagnose(setUp([csv], new Map()));
  const found = (check: string, column: string) =>
    findings.find((one) => one.check === check && one.columns[0] === column)!;

  const { rows: larger, finding } = found("kolmogorov-smirnov", "size");
  expect(larger!.what).toMatch(/^newer rows with “size” above [\d.]+, which are more than they were$/);
  expect(larger!.count).toBeGreaterThan(100);
  for (const [i, row] of larger!.indices.entries()) {
    expect(larger!.fileRows[i]).toBe(row + 2);
    expect(row).toBeLessThan(200);
    expect(rows[row]!.size).toBeGreaterThan(Number(finding.facts.location) - 1e-3);
  }
  const { rows: fresh } = found("chi-square", "browser");
  expect(fresh).toMatchObject({ count: 100, what: expect.stringMatching(/^newer rows with “new”/) });
  for (const row of fresh!.indices) expect(rows[row]!.browser).toBe("new");
});

test("a row without a value is none of those that lie far out, whatever its cell holds", () => {
  const column = (at: (row: number) => number) => {
    const valid = validity(100, true);
    clearValid(valid, 7);
    return table([
      [
        "x",
        numbers(
          Array.from({ length: 100 }, (_, row) => (row === 7 ? -1e9 : at(row))),
          valid,
        ),
      ],
    ]);
  };
  const windows = { reference: column((row) => row), current: column((row) => (row < 10 ? 500 : 50)) };
  const found = rowsBehind(
    "wasserstein",
    ["x"],
    finding({ verdict: "rings", reason: "shifted" }),
    {} as Prepared,
    windows as Windows,
  );
  expect(found!.rows.indices).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 9]);
});
