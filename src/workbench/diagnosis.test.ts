import { describe, expect, it } from "vitest";
import { random } from "../core/random.ts";
import type { Answer } from "./checks.ts";
import { readCsv } from "./csv/read.ts";
import { textSource } from "./csv/source.ts";
import { type Diagnosis, diagnose, setUp } from "./diagnosis.ts";
import { sampleCsv } from "./files/sample.ts";
import { asJson } from "./report/json.ts";
import { asText } from "./report/text.ts";
import type { RoleMap } from "./roles/role-map.ts";

async function run(text: string, { roles = new Map() as RoleMap, second = null as string | null } = {}) {
  const first = await readCsv(textSource("data.csv", text));
  const files =
    second === null ? ([first] as const) : ([first, await readCsv(textSource("newer.csv", second))] as const);
  const diagnosis = await diagnose(setUp(files, roles));
  return { files, diagnosis };
}

const lines = (names: string, rows: number, row: (i: number) => readonly unknown[]) =>
  `${names}\n${Array.from({ length: rows }, (_, i) => row(i).join(",")).join("\n")}\n`;
const found = (diagnosis: Diagnosis, check: string): Answer[] =>
  diagnosis.findings.filter((one) => one.check === check);

describe("files at the edge are answered, not crashed on", () => {
  const noise = random(3);
  it.each([
    ["one row", "a,b,y\n1,2,1\n"],
    ["one column", lines("x", 50, (i) => [i % 7])],
    ["one class", lines("a,fraud", 200, (i) => [i % 13, "no"])],
    ["all missing", lines("a,b", 60, () => ["NA", ""])],
    ["all the same value", lines("a,b,y", 60, () => [1, "x", 0])],
    ["infinite and NaN cells", lines("a,y", 120, (i) => [["inf", "NaN", "-Infinity", i][i % 4], i % 2])],
    [
      "hostile names",
      lines("__proto__,constructor,<img src=x onerror=alert(1)>,y", 90, (i) => [
        i % 11,
        i * 1.37,
        "=cmd|x",
        i % 2,
      ]),
    ],
    ["dates before 1970 and after 2100", lines("at,v,y", 90, (i) => [`${1950 + 2 * i}-01-01`, i, i % 2])],
    [
      "5,000 columns",
      lines(Array.from({ length: 5000 }, (_, c) => `c${c}`).join(","), 3, (i) =>
        Array.from({ length: 5000 }, (_, c) => i + c),
      ),
    ],
    ["more than two labels", lines("v,class", 90, (i) => [i * 1.1, i % 3])],
    [
      "times that are all missing but one",
      lines("at,v,y", 90, (i) => [i === 3 ? "2024-01-01" : "", noise.next(), i % 2]),
    ],
  ])("%s", async (_, text) => {
    const { files, diagnosis } = await run(text);
    const answers = [...diagnosis.findings, ...diagnosis.silent, ...diagnosis.cannotTell];
    expect(answers.length).toBeGreaterThan(5);
    for (const one of answers) expect(one.sentence).toMatch(/^.{12,}[.)]$/s);
    expect(
      diagnosis.cannotTell.filter((one) => one.finding.reason === "failed").map((one) => one.sentence),
    ).toEqual([]);
    const json = JSON.stringify(asJson(files, diagnosis));
    expect(json).not.toContain("NaN,");
    expect(Object.keys(JSON.parse(json).roles)).toEqual([...files[0].table.columns.keys()]);
    expect(asText(files, diagnosis)).toContain("Roles");
  });
});

describe("what a first file should be told", () => {
  it("a stretch filled with the mean of later rows is named as knowledge of the future, before all else", async () => {
    const source = random(5);
    const later = Array.from({ length: 800 }, () => Math.round(source.normal(50, 9) * 1000) / 1000);
    const mean = (later.reduce((a, b) => a + b, 0) / later.length).toFixed(6);
    const text = lines("sensor,other,y", 1200, (i) => [
      i < 400 ? mean : later[i - 400],
      source.next(),
      source.integer(2),
    ]);
    const { diagnosis } = await run(text);
    expect(diagnosis.findings[0]!.check).toBe("constant-stretch");
    expect(diagnosis.findings[0]!.sentence).toMatch(
      /“sensor” stands still at .* for 400 rows .* rows 1 to 400 .*mean of the other 800 rows.*knowledge from later rows/,
    );
    expect(diagnosis.findings[0]!.rows).toMatchObject({
      count: 400,
      fileRows: expect.arrayContaining([2, 3]),
    });
  });

  it("a column that mostly holds one value anyway has no constant stretch", async () => {
    const source = random(6);
    const { diagnosis } = await run(
      lines("v,w,y", 3000, () => [source.chance(0.97) ? 0 : source.next(), source.next(), source.integer(2)]),
    );
    expect(found(diagnosis, "constant-stretch")).toEqual([]);
  });

  it("an outcome that keeps to the same users rings; one that does not stays silent", async () => {
    const source = random(8);
    const bad = new Set(Array.from({ length: 25 }, (_, i) => i * 8));
    const text = (keeps: boolean) =>
      lines("user_id,amount,fraud", 2000, () => {
        const user = source.integer(200);
        return [
          `u${user}`,
          source.logNormal(30, 1).toFixed(2),
          source.chance(keeps ? (bad.has(user) ? 0.6 : 0.01) : 0.08) ? 1 : 0,
        ];
      });
    const rings = found((await run(text(true))).diagnosis, "repeated-entity");
    expect(rings[0]?.sentence).toMatch(/The outcome keeps to the same “user_id”/);
    expect(found((await run(text(false))).diagnosis, "repeated-entity")).toEqual([]);
  });

  it("a missing value that tells the outcome rings, unless a few busy users make the difference", async () => {
    const source = random(9);
    const honest = lines("user_id,device,fraud", 3000, (i) => {
      const gap = source.chance(0.3);
      return [`u${i % 2400}`, gap ? "" : `d${source.integer(5)}`, source.chance(gap ? 0.15 : 0.04) ? 1 : 0];
    });
    expect(found((await run(honest)).diagnosis, "missing-signal")[0]?.sentence).toMatch(
      /without “device” have the outcome/,
    );
    const busy = lines("user_id,device,fraud", 3000, (i) =>
      i % 10 === 0
        ? [`bad${i % 4}`, "d1", 1]
        : [`u${i % 2400}`, source.chance(0.3) ? "" : `d${source.integer(5)}`, source.chance(0.02) ? 1 : 0],
    );
    const { diagnosis } = await run(busy);
    expect(found(diagnosis, "missing-signal")).toEqual([]);
    expect(diagnosis.silent.find((one) => one.check === "missing-signal")?.sentence).toMatch(
      /a few busy ones make the difference/,
    );
  });

  it("labels that merely repeat the last one ring", async () => {
    const source = random(10);
    let label = 0;
    const { diagnosis } = await run(
      lines("v,w,y", 2000, () => {
        if (source.chance(0.1)) label = 1 - label;
        return [source.next(), source.normal(), label];
      }),
    );
    expect(found(diagnosis, "label-persistence")[0]?.sentence).toMatch(
      /is the same as in the row before in 9\d\.\d %/,
    );
  });

  it("copied rows ring with their rows in the file", async () => {
    const source = random(11);
    const rows = Array.from(
      { length: 1000 },
      () => `${source.next()},${source.normal()},${source.integer(2)}`,
    );
    const { diagnosis } = await run(`a,b,y\n${rows.join("\n")}\n${rows.slice(0, 30).join("\n")}\n`);
    const [copies] = found(diagnosis, "duplicate-rows");
    expect(copies?.rows).toMatchObject({ count: 30, fileRows: expect.arrayContaining([1002, 1031]) });
  });

  it("two files: columns that differ are told, the rest is compared", async () => {
    const source = random(12);
    const text = (shift: number, extra: string) =>
      lines(`a,b,${extra}`, 1500, () => [source.normal(shift), source.next(), source.next()]);
    const { diagnosis } = await run(text(0, "old"), { second: text(2, "new") });
    expect(diagnosis.notices.join(" ")).toMatch(/Only “data\.csv” has “old”.*Only “newer\.csv” has “new”/);
    const moved = diagnosis.findings.filter((one) => one.concern === "drift");
    expect(moved.length).toBeGreaterThan(0);
    expect(moved[0]!.sentence).toContain("“a”");
  });

  it("rows are ranked by consequence: the weights fall", async () => {
    const { diagnosis } = await run(sampleCsv());
    const weights = diagnosis.findings.map((one) => one.weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  it("the same file gives the same answers", async () => {
    const text = sampleCsv(3);
    const twice = await Promise.all([run(text), run(text)]);
    expect(JSON.stringify(asJson(twice[0].files, twice[0].diagnosis))).toBe(
      JSON.stringify(asJson(twice[1].files, twice[1].diagnosis)),
    );
  });
});

describe("the sample", () => {
  it("is told its two faults: the count that knows the future, and the evening outage", async () => {
    const { diagnosis } = await run(sampleCsv());
    const leaks = diagnosis.findings.filter((one) => one.concern === "leak");
    expect(leaks.some((one) => one.columns.includes("user_chargeback_count_last_30_days"))).toBe(true);
    const outage = found(diagnosis, "mass-over-time").find(
      (one) => one.columns[0] === "avg_transaction_amount_last_7_days",
    );
    expect(outage?.sentence).toMatch(/from 2025-03-03|between 17:00 and 21:00/);
  });
});

it("progress only grows and ends at its total; cancelling stops between two columns", async () => {
  const csv = await readCsv(textSource("s.csv", sampleCsv()));
  const setup = setUp([csv], new Map());
  const seen: (readonly [number, number])[] = [];
  await diagnose(setup, { progress: (done, total) => seen.push([done, total]) });
  seen.forEach(([done, total], i) => {
    expect(done).toBe(i);
    expect(total).toBe(seen[0]![1]);
  });
  expect(seen.at(-1)![0]).toBe(seen[0]![1]);
  let breaths = 0;
  const stopped = diagnose(setup, {
    breathe: async () => {
      if (++breaths > 4) throw new Error("cancelled");
    },
  });
  await expect(stopped).rejects.toThrow("cancelled");
});
