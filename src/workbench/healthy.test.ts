import { describe, expect, it } from "vitest";
import { random } from "../core/random.ts";
import { readCsv } from "./csv/read.ts";
import { textSource } from "./csv/source.ts";
import { diagnose, setUp } from "./diagnosis.ts";

const SEEDS = Array.from({ length: 12 }, (_, i) => 100 + i);

/** Payments in which nothing depends on anything but the amount on the label, and nothing changes over time. */
function healthyCsv(seed: number, { rows = 3000, rate = 0.08, risk = 0 } = {}): string {
  const source = random(seed);
  const lines = ["id,paid_at,customer_id,amount,items,age,country,channel,visits_last_30_days,is_fraud"];
  const countries = ["DE", "FR", "ES", "IT"];
  const channels = ["web", "app", "shop"];
  for (let row = 0; row < rows; row++) {
    const amount = source.logNormal(40, 0.9);
    const chance = rate * (risk > 0 && amount > 80 ? 1 + risk : 1);
    const time = new Date(Date.UTC(2024, 0, 1) + Math.floor(source.next() * 90 * 86_400_000)).toISOString();
    lines.push(
      [
        row + 5000,
        time.slice(0, 19),
        `C${source.integer(900)}`,
        amount.toFixed(2),
        1 + source.poisson(2),
        source.chance(0.1) ? "" : Math.round(source.normal(40, 12)),
        countries[source.pick([5, 3, 2, 1])],
        channels[source.pick([4, 3, 1])],
        source.poisson(4),
        source.chance(chance) ? "yes" : "no",
      ].join(","),
    );
  }
  return `${lines.join("\n")}\n`;
}

async function findingsOf(csv: string) {
  const file = await readCsv(textSource("healthy.csv", csv));
  return diagnose(setUp([file], new Map()));
}

describe("a healthy file", () => {
  it("rings hardly anywhere: less than one finding in two files, over seeds", async () => {
    const rang: string[] = [];
    let answers = 0;
    for (const seed of SEEDS) {
      const { findings, silent } = await findingsOf(healthyCsv(seed));
      answers += findings.length + silent.length;
      for (const one of findings) rang.push(`${seed} ${one.check} ${one.columns}: ${one.sentence}`);
    }
    expect(answers).toBeGreaterThan(12 * 25);
    expect(rang.length, rang.join("\n")).toBeLessThan(SEEDS.length / 2);
  });

  it("in which one feature honestly predicts the label is not called a leak, an absence or a drift", async () => {
    const rang: string[] = [];
    for (const seed of SEEDS.slice(0, 6)) {
      const { findings } = await findingsOf(healthyCsv(seed, { risk: 3 }));
      for (const one of findings)
        if (one.concern !== "who") rang.push(`${seed} ${one.check} ${one.columns}: ${one.sentence}`);
    }
    expect(rang.length, rang.join("\n")).toBeLessThan(3);
  });
});
