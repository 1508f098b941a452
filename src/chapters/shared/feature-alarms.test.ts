import { expect, test } from "vitest";
import { random } from "../../core/random.ts";
import { numbers, type Table } from "../../core/table/table.ts";
import { featureAlarms } from "./feature-alarms.ts";

const task = { async breathe() {} };
const names = Array.from({ length: 12 }, (_, i) => `x${i}`);

function normals(seed: number, shift: (name: string) => number): Table {
  const source = random(seed);
  const columns = names.map((name): [string, ReturnType<typeof numbers>] => [
    name,
    numbers(Array.from({ length: 800 }, () => source.normal() + shift(name))),
  ]);
  return { rows: 800, columns: new Map(columns) };
}

test("every column has a line, and one that moved far rings after Holm's correction while the others stay silent", async () => {
  const healthy = { reference: normals(1, () => 0), current: normals(2, () => 0), roles: {} };
  const broken = { ...healthy, current: normals(2, (name) => (name === "x3" ? 1 : 0)) };
  const lines = await featureAlarms("kolmogorov-smirnov", names, broken, healthy, 1, task);
  expect(lines.map((line) => line.columns[0])).toEqual(names);
  expect(lines.filter((line) => line.broken.verdict === "rings").map((line) => line.columns[0])).toEqual([
    "x3",
  ]);
  expect(lines.some((line) => line.healthy.verdict === "rings")).toBe(false);
});

test("the correction is over all columns: an adjusted p-value is never below its plain one, and the smallest is multiplied by their number", async () => {
  const side = { reference: normals(3, () => 0), current: normals(4, () => 0), roles: {} };
  const lines = await featureAlarms("kolmogorov-smirnov", names, side, side, 1, task);
  const plain = lines.map((line) => Number(line.broken.facts.plainPValue));
  const smallest = plain.indexOf(Math.min(...plain));
  expect(lines[smallest]!.broken.pValue).toBeCloseTo(Math.min(1, names.length * plain[smallest]!), 12);
  for (const [i, line] of lines.entries()) expect(line.broken.pValue!).toBeGreaterThanOrEqual(plain[i]!);
});
