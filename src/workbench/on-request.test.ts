import { expect, it } from "vitest";
import { detectors } from "../core/detectors/registry.ts";
import { random } from "../core/random.ts";
import { readCsv } from "./csv/read.ts";
import { textSource } from "./csv/source.ts";
import { diagnose, setUp } from "./diagnosis.ts";

it("detectors that only say what another says already are not run on a file", async () => {
  const chance = random(1);
  const lines = ["at,amount,is_fraud"];
  for (let row = 0; row < 400; row++)
    lines.push(
      `2024-01-${String(1 + Math.floor(row / 20)).padStart(2, "0")},${chance.normal(50, 9).toFixed(2)},${chance.chance(0.2) ? "yes" : "no"}`,
    );
  const file = await readCsv(textSource("a.csv", `${lines.join("\n")}\n`));
  const { findings, silent } = await diagnose(setUp([file], new Map()));
  const ran = new Set([...findings, ...silent].map((one) => one.check));
  expect(ran).toContain("kolmogorov-smirnov");
  const asked = detectors.filter((one) => one.onRequest).map((one) => one.id);
  expect(asked.length).toBeGreaterThan(0);
  for (const id of asked) expect(ran).not.toContain(id);
});
