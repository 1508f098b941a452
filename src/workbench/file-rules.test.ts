import { expect, test } from "vitest";
import { rulesFromJson, rulesToJson } from "../core/rules/json.ts";
import type { DiagnosePayload } from "./diagnose.job.ts";
import { job, type RulesParts } from "./file-rules.job.ts";

const task = { progress: () => {}, publish: () => {}, breathe: async () => {} };

/** 300 days of a shop; on the last 30 some amounts have their sign turned, and a new way to pay appears. */
const shop = () => {
  const lines = ["paid_at,amount,method,returned"];
  for (let i = 0; i < 3000; i++) {
    const day = new Date(Date.UTC(2024, 0, 1) + Math.floor(i / 10) * 86_400_000).toISOString().slice(0, 10);
    const late = i >= 2700;
    const amount = 5 + ((i * 37) % 400) / 4;
    lines.push(
      `${day},${late && i % 6 === 0 ? -amount : amount},${late && i % 9 === 0 ? "barter" : ["card", "cash"][i % 2]},${i % 7 === 0 ? 1 : 0}`,
    );
  }
  return new File([`${lines.join("\n")}\n`], "shop.csv", { lastModified: 1 });
};

const diagnosed: DiagnosePayload = { files: [shop()] };

test("rules learned from the older rows hold what broke in the newer ones, with the rows of the file", async () => {
  const { learned, newer } = (await job({ diagnosed, rules: null }, task as never)) as RulesParts;
  expect(rulesFromJson(learned.json).rules.length).toBeGreaterThan(3);
  expect(newer.older.held).toBe(0);
  const range = newer.said.find(
    ({ sentence }) => sentence.includes("amount") && sentence.includes("rows break it"),
  );
  const known = newer.said.find(
    ({ sentence }) => sentence.includes("method") && sentence.includes("rows break it"),
  );
  expect(range?.rows).toBe(50);
  expect(known?.rows).toBe(34);
  // Row 2,702 of the file, below the header, is the first with its sign turned.
  expect(range!.csv!.split("\r\n")[1]).toMatch(/^2702,2024-09-27T00:00:00.000Z,-/);
}, 60_000);

test("edited rules are held against the same rows", async () => {
  const { learned } = (await job({ diagnosed, rules: null }, task as never)) as RulesParts;
  const set = rulesFromJson(learned.json);
  const off = { ...set, rules: set.rules.map((rule) => ({ ...rule, on: false })) };
  const { newer } = (await job({ diagnosed, rules: rulesToJson(off) }, task as never)) as RulesParts;
  expect([newer.held, newer.stopped]).toEqual([0, false]);
}, 60_000);

test("of rows and their outcomes the rows are handed over, whichever file was given first", async () => {
  const days = (i: number) => new Date(Date.UTC(2025, 0, 1, i)).toISOString();
  const payments = Array.from(
    { length: 400 },
    (_, i) => `tx-${i},${days(i)},${i >= 360 ? -1 - (i % 90) : 10 + ((i * 37) % 90)}`,
  );
  const chargebacks = Array.from({ length: 30 }, (_, i) => `tx-${13 * i},${days(13 * i + 60)}`);
  const files = [
    new File([`transaction,reported_at\n${chargebacks.join("\n")}\n`], "chargebacks.csv", {
      lastModified: 1,
    }),
    new File([`payment_id,paid_at,amount\n${payments.join("\n")}\n`], "payments.csv", { lastModified: 1 }),
  ];
  const { newer } = (await job({ diagnosed: { files }, rules: null }, task as never)) as RulesParts;
  const range = newer.said.find(({ sentence }) => /amount.*40 rows break it/.test(sentence));
  const [header, first] = range!.csv!.split("\r\n");
  expect(header).toBe("row of the file,payment_id,paid_at,amount");
  expect(first).toBe("362,tx-360,2025-01-16T00:00:00.000Z,-1");
}, 60_000);
