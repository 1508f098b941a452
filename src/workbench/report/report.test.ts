import { readFileSync } from "node:fs";
import * as Plot from "@observablehq/plot";
import { Ajv2020 } from "ajv/dist/2020.js";
import Papa from "papaparse";
import { beforeAll, describe, expect, test } from "vitest";
import { readCsv } from "../csv/read.ts";
import { textSource } from "../csv/source.ts";
import { diagnose, setUp } from "../diagnosis.ts";
import { sampleCsv } from "../files/sample.ts";
import type { Reported } from "./report.ts";
import { write } from "./write.ts";

async function reported(name: string, csv: string): Promise<Reported> {
  const file = await readCsv(textSource(name, csv));
  const setup = setUp([file], new Map());
  return {
    files: [file],
    setup,
    diagnosis: await diagnose(setup),
    made: "2026-01-02T03:04:05.000Z",
    address: "https://notebook.example/as-of/",
    chapterTitle: (id) => `the chapter ${id}`,
    plot: Plot,
  };
}

let sample: Reported;
let hostile: Reported;
const TAG = '<img src=x onerror="alert(1)">';
const QUOTED = TAG.replaceAll('"', '""');
const payments = sampleCsv().split("\n").slice(0, 4000).join("\n");

beforeAll(async () => {
  sample = await reported("payments.csv", payments);
  const rows = Array.from({ length: 400 }, (_, i) => {
    const fraud = i % 9 === 0 ? 1 : 0;
    return `2025-01-${String(1 + (i % 28)).padStart(2, "0")},"${QUOTED}",${fraud},${fraud ? 1000 + i : i % 50},=cmd|x`;
  });
  hostile = await reported(`${TAG}.csv`, `day,"${QUOTED}",is_fraud,"=1+1",@b\n${rows.join("\n")}\n`);
}, 60_000);

describe("the report as a page", () => {
  test("needs nothing else: no script, no picture from elsewhere, no request, and a policy that forbids them", () => {
    const page = write("html", sample);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page.replaceAll("url(#hatch)", "")).not.toMatch(
      /<script|<link|<img|<iframe|url\(|@import|\son\w+=/i,
    );
    const addresses = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses)
      expect(address).toMatch(/^https:\/\/notebook\.example\/as-of\/#\/[a-z-]+$/);
  });

  test("tells every finding with its sentence, its repair and its picture", () => {
    const page = write("html", sample);
    expect(sample.diagnosis.findings.length).toBeGreaterThan(1);
    const text = page.replace(/<[^>]+>/g, "");
    for (const { name, repair } of sample.diagnosis.findings.slice(0, 1)) {
      expect(text).toContain(name);
      expect(text).toContain(repair.replaceAll("'", "&#39;"));
    }
    expect(page.match(/role="img" aria-label="[^"]{20,}"[^>]*><svg /g)!.length).toBeGreaterThan(2);
    expect(text).toContain(sample.diagnosis.sensitivity[0]!.slice(0, 40));
  });

  test("holds no row of the data", () => {
    const page = write("html", sample);
    const [, ...rows] = payments.trim().split(/\r?\n/);
    const key = rows[100]!
      .split(",")
      .find((cell) => /\d{4}-\d\d-\d\dT/.test(cell) || /^U?\d{4,}$/.test(cell))!;
    expect(key).toBeTruthy();
    expect(page).not.toContain(key);
  });

  test("shows hostile names and cells as text", () => {
    const page = write("html", hostile);
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(hostile.diagnosis.findings.length).toBeGreaterThan(0);
  });

  test("names chapters without a link where the notebook has no address", () => {
    const page = write("html", { ...sample, address: null });
    expect(page).not.toContain("href=");
    expect(
      page.includes(`Explained in the chapter “the chapter ${sample.diagnosis.findings[0]!.chapter}”.`),
    ).toBe(true);
  });
});

describe("the report as JSON", () => {
  const schema = JSON.parse(
    readFileSync(new URL("../../../public/schemas/diagnosis.schema.json", import.meta.url), "utf8"),
  );
  const valid = new Ajv2020({ allErrors: true }).compile(schema);

  test("keeps to the schema that the page publishes", () => {
    for (const report of [sample, hostile]) {
      const ok = valid(JSON.parse(write("json", report)));
      expect(valid.errors ?? []).toEqual([]);
      expect(ok).toBe(true);
    }
  });

  test("the schema refuses what is missing or unknown", () => {
    const whole = JSON.parse(write("json", sample));
    expect(valid({ ...whole, findings: undefined })).toBe(false);
    expect(valid({ ...whole, extra: 1 })).toBe(false);
    expect(valid({ ...whole, findings: [{ ...whole.findings[0], verdict: "maybe" }] })).toBe(false);
  });

  test("is the same text for the same input", () => {
    expect(write("json", sample)).toBe(write("json", sample));
  });
});

describe("the report as CSV", () => {
  test("has a line a check, weightiest finding first, and no formula", () => {
    const { data } = Papa.parse<Record<string, string>>(write("csv", hostile), {
      header: true,
      skipEmptyLines: true,
    });
    const { findings, silent, cannotTell } = hostile.diagnosis;
    expect(data.length).toBe(findings.length + silent.length + cannotTell.length);
    expect(data[0]!.sentence).toBe(findings[0]!.sentence);
    expect(Number(data[0]!.effect)).toBe(findings[0]!.finding.effect);
    for (const row of data)
      for (const cell of Object.values(row))
        if (Number.isNaN(Number(cell))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(data.some(({ columns }) => columns!.startsWith("'=1+1"))).toBe(true);
  });
});
