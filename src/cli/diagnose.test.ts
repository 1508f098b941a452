import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

type Outcome = { status: number; out: string; err: string };
type Entry = {
  check: string;
  columns: string[];
  verdict: string;
  statistic: number | null;
  effect: number | null;
  interval: [number, number] | null;
  pValue: number | null;
  sentence: string;
};
type Report = {
  file: string;
  rows: number;
  roles: Record<string, string>;
  findings: Entry[];
  silent: Entry[];
  cannotTell: { check: string; columns: string[]; reason: string }[];
};

const root = resolve(import.meta.dirname, "../..");
const shared = resolve(root, "../shared/data");
const folder = mkdtempSync(join(tmpdir(), "diagnose-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): Promise<Outcome> {
  return new Promise((done) =>
    execFile(
      process.execPath,
      ["src/cli/run.mjs", "diagnose", ...args],
      { cwd: root, maxBuffer: 1 << 28 },
      (error, out, err) => done({ status: error ? Number(error.code) : 0, out, err }),
    ),
  );
}
function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
async function report(...args: string[]): Promise<Report> {
  const { status, out, err } = await run(...args, "--json");
  expect(err).toBe("");
  expect(status).toBe(0);
  return JSON.parse(out);
}

// The bundle is built once, so that no test below waits for it.
beforeAll(() => run(), 120_000);

describe("input that cannot be read ends with status 2 and one sentence on stderr", () => {
  const good = () => put("good.csv", "a,y\n1,0\n2,1\n3,0\n");
  it.each([
    ["no file named", () => [], /^Name a CSV or Parquet file\./],
    ["a missing file", () => [join(folder, "nowhere.csv")], /^There is no file “.*nowhere\.csv”\.$/],
    ["a folder", () => [folder], /is a folder/],
    ["an empty file", () => [put("empty.csv", "")], /^“empty\.csv” is empty\./],
    ["only a header", () => [put("header.csv", "a,b\n")], /header with 2 columns and no rows/],
    [
      "an image renamed .csv",
      () => [put("photo.csv", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0))],
      /is a PNG image/,
    ],
    [
      "a missing role map",
      () => [good(), "--roles", join(folder, "no.json")],
      /^There is no file “.*no\.json”\.$/,
    ],
    [
      "a role map that is no JSON",
      () => [good(), "--roles", put("bad.json", "{")],
      /“bad\.json” is not valid JSON/,
    ],
    [
      "an unknown role",
      () => [good(), "--roles", put("role.json", '{"y":"target"}')],
      /the role "target", which does not exist/,
    ],
    [
      "an unknown column",
      () => [good(), "--roles", put("col.json", '{"z":"label"}')],
      /a column “z” that the file does not have/,
    ],
    ["an unknown option", () => [good(), "--jsno"], /There is no option --jsno/],
    ["three files", () => [good(), good(), good()], /At most two files/],
  ] as const)("%s", async (_, args, sentence) => {
    const { status, out, err } = await run(...args());
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err.trim()).toMatch(sentence);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

describe("the report", () => {
  it("maps every column to its role, a column __proto__ too, and holds no number that JSON cannot", async () => {
    const path = put(
      "names.csv",
      `__proto__,v,y\n${Array.from({ length: 80 }, (_, i) => `${i % 9},${i === 4 ? "inf" : i},${i % 2}`).join("\n")}\n`,
    );
    const { roles, rows, findings, silent, cannotTell } = await report(path);
    expect(Object.entries(roles)).toEqual([
      ["__proto__", "numeric"],
      ["v", "numeric"],
      ["y", "label"],
    ]);
    expect(rows).toBe(80);
    for (const one of [...findings, ...silent]) {
      expect(Object.keys(one)).toEqual(
        expect.arrayContaining([
          "check",
          "columns",
          "verdict",
          "statistic",
          "effect",
          "interval",
          "pValue",
          "sentence",
        ]),
      );
      expect(one.verdict).toBe(findings.includes(one) ? "rings" : "silent");
    }
    for (const one of cannotTell) expect(one.reason).toMatch(/^[a-z-]+$/);
  });

  it("to be read names the rows of a terminal’s file without its control characters", async () => {
    const { status, out } = await run(put("esc.csv", `a\u001b[31m,y\n${"1,0\n2,1\n".repeat(30)}`));
    expect(status).toBe(0);
    expect(out).not.toContain("\u001b");
    expect(out).toContain("Roles");
  });

  it("follows a role map", async () => {
    const path = put(
      "mapped.csv",
      `a,b,c\n${Array.from({ length: 60 }, (_, i) => `${i % 2},${(i * 7) % 11},${i % 3 ? 1 : 0}`).join("\n")}\n`,
    );
    const { roles } = await report(path, "--roles", put("roles.json", '{"a":"label","c":"ignore"}'));
    expect(roles).toEqual({ a: "label", b: "numeric", c: "ignore" });
  });

  it("reads a German export: semicolons, decimal commas, Windows letters, day-first dates", async () => {
    const rows = Array.from(
      { length: 200 },
      (_, i) =>
        `${String(1 + (i % 28)).padStart(2, "0")}.03.2024;1.${100 + i},${10 + (i % 80)};K\u00f6ln;${i % 9 ? "nein" : "ja"}`,
    );
    const text = `Datum;Betrag;Stadt;Betrug\n${rows.join("\n")}\n`;
    const { roles } = await report(
      put(
        "deutsch.csv",
        Uint8Array.from(text, (c) => c.charCodeAt(0)),
      ),
    );
    expect(roles).toEqual({ Datum: "event-time", Betrag: "numeric", Stadt: "ignore", Betrug: "label" });
  });
});

describe.skipIf(!existsSync(shared))("two real files (skipped where ../shared/data does not exist)", () => {
  it("card payments: missing devices, one outcome column, users who come back with chargebacks", async () => {
    const path = join(shared, "cloudwalk-transactions.csv");
    const { file, rows, roles, findings, silent } = await report(path);
    expect([file, rows]).toEqual(["cloudwalk-transactions.csv", 3199]);
    expect(roles).toMatchObject({
      transaction_id: "key",
      user_id: "entity",
      transaction_date: "event-time",
      transaction_amount: "numeric",
      has_cbk: "label",
    });
    const users = findings.find((one) => one.check === "repeated-entity" && one.columns[0] === "user_id");
    // pandas: 238 of 265 payments after an earlier chargeback of the user are chargebacks, 153 of 2,934 of the others.
    expect(users!.effect).toBeCloseTo(238 / 265 - 153 / 2934, 12);
    expect(findings.every((one) => one.check !== "golden-feature")).toBe(true);
    // pandas: 67 of 830 without a device, 324 of 2,369 with one; the first rows of users alone show no difference.
    const device = silent.find((one) => one.check === "missing-signal");
    expect(device!.statistic).toBeCloseTo(67 / 830 - 324 / 2369, 12);
  });

  it("electricity: the row order as time, the filled stretch of 17,424 rows, labels that repeat", async () => {
    const { rows, roles, findings } = await report(join(shared, "elec2.csv"));
    expect(rows).toBe(45_312);
    expect(roles.class).toBe("label");
    for (const name of ["vicprice", "vicdemand", "transfer"]) {
      const stretch = findings.find((one) => one.check === "constant-stretch" && one.columns[0] === name);
      expect(stretch!.statistic).toBe(17_424);
    }
    expect(findings[0]!.sentence).toMatch(/mean of the other 27,888 rows/);
    // pandas: a label equals the one before in 0.8533027 of the pairs.
    expect(findings.find((one) => one.check === "label-persistence")!.statistic).toBeCloseTo(
      0.8533027300214076,
      12,
    );
  });
});
