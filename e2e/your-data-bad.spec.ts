import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Locator } from "@playwright/test";
import { drop } from "./pages/drop.ts";
import { leakingCsv, rows } from "./pages/files.ts";
import { longestTask } from "./pages/tasks.ts";
import { expect, test } from "./pages/test.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
const unreadable: readonly (readonly [string | Buffer, RegExp])[] = [
  ["", /“bad\.csv” is empty\. Choose a file/],
  ["  \n \n", /nothing but blanks/],
  ["a,b,c\n", /a header with 3 columns and no rows/],
  [Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 37) % 256)), /not a text file/],
  [png, /“bad\.csv” is a PNG image, whatever its name says/],
  [gzipSync("a,b\n1,2\n"), /a gzip archive/],
  [Buffer.from("504b030414000600", "hex"), /an Excel workbook \(\.xlsx\)/],
  ["PAR1, cut short", /not a Parquet file that can be read/],
  ['[{"a": 1},\n{"a": 2}]\n', /is JSON/],
  ["<!doctype html><title>Sign in</title><body>", /a web page \(“Sign in”\)/],
  ["a,b\n1,2,3\n1,2,3\n", /None of the 2 rows of “bad\.csv” fits/],
];

test("whatever cannot be read is answered with a sentence, chosen or dropped, alone or as one of two, and what was on the screen stays", async ({
  page,
  workbench,
}) => {
  test.setTimeout(120_000);
  await workbench.open();
  await workbench.choose({ name: "good.csv", text: leakingCsv(1500) });
  await workbench.done();
  const before = await workbench.findings.textContent();
  const stays = async (sentence: RegExp) => {
    await expect(workbench.problem.first()).toContainText(sentence);
    await expect(workbench.findings).toHaveAttribute("data-stale", "false");
    expect(await workbench.findings.textContent()).toBe(before);
    await expect(workbench.read).toContainText("good.csv");
  };
  for (const [text, sentence] of unreadable) {
    await workbench.choose({ name: "bad.csv", text });
    await stays(sentence);
  }
  await drop(page, ".drop", { name: "dropped.csv", start: "a,b\n" });
  await stays(/“dropped\.csv” holds a header/);
  // Let go beside the zone, a file must not be opened in place of the page.
  await drop(page, "main h1", { name: "beside.csv", start: "" });
  await stays(/“beside\.csv” is empty/);
  // The one that is broken is named, whichever it is.
  await workbench.choose({ name: "march.csv", text: "a,b\n1,2\n" }, { name: "april.csv", text: png });
  await stays(/“april\.csv” is a PNG image/);
  await drop(page, ".drop", { name: "may.csv", start: "" }, { name: "june.csv", start: "a,b\n1,2\n" });
  await stays(/“may\.csv” is empty/);
  await workbench.choose({ name: "same.csv", text: "a,b\n1,2\n" }, { name: "same.csv", text: "a,b\n" });
  await stays(/“same\.csv \(second\)” holds a header/);
  // The page goes on: the next good file is read.
  await workbench.choose({ name: "next.csv", text: leakingCsv(600) });
  await workbench.done();
  await expect(workbench.problem).toBeEmpty();
  await expect(workbench.read).toContainText("next.csv");
});

/** Files that can be read and hold too little for most checks: they say so, and nothing breaks. */
const thin: readonly (readonly [string, RegExp])[] = [
  ["a,b,label\n1,2,0\n", /With one row there is nothing to compare it with/],
  [`a\n${rows((i) => String(i % 7))}\n`, /With one column there is nothing to relate it to/],
  [`amount,is_fraud\n${rows((i) => `${i % 13},0`)}\n`, /takes one value only/],
  [`amount,other,label\n${rows((i) => `,NA,${i % 2}`)}\n`, /“amount” in 300 rows \(100\.0 %\)/],
  [`amount,other,label\n${rows(() => "5,x,1")}\n`, /It holds one value only/],
  [
    `amount,label\n${rows((i) => `${i % 9 ? i : "Infinity"},${i % 2}`)}\n`,
    /of “amount” \(first in row 2\) are infinite/,
  ],
  [
    `when,label\n${rows((i) => `${i ? "2150-01-01" : "1899-12-31"},${i % 2}`)}\n`,
    /begins before 1970 \(1899-12-31\)/,
  ],
  [
    `a,a,,label\n${rows((i) => `${i},1,2,${i % 2}`)}\n`,
    /names “a” more than once; column 2 is called “a \(2\)”/,
  ],
  [
    `${"x".repeat(5000)},label\n${rows((i) => `${i},${i % 2}`)}\n`,
    /The name of column 1 has 5,000 characters/,
  ],
  [`مبلغ,😀,label\n${rows((i) => `${i},ירושלים,${i % 2}`)}\n`, /300 rows and 3 columns/],
];

test("thin and odd files are read, and the page says what cannot be told from them", async ({
  page,
  workbench,
}) => {
  test.setTimeout(120_000);
  await workbench.open();
  for (const [i, [text, sentence]] of thin.entries()) {
    await workbench.choose({ name: `thin-${i}.csv`, text });
    await expect(workbench.read).toContainText(`thin-${i}.csv`);
    await workbench.done();
    await expect(page.locator("main")).toContainText(sentence);
    await expect(page.locator("main")).not.toContainText(/NaN|undefined|\[object/);
    await expect(workbench.problem).toBeEmpty();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  }
});

test("what was read is shown with its choices: rows set aside, stand-ins, the order of day and month, a decimal comma", async ({
  page,
  workbench,
}) => {
  await workbench.open();
  const lines = rows(
    (i) => `0${1 + (i % 9)}/0${1 + ((i * 7) % 9)}/2024;${i % 50},5;${i % 10 ? i % 40 : -1};${i % 2}`,
  );
  await workbench.choose({
    name: "choices.csv",
    text: Buffer.from(
      `\ufeffSales of May\nday;price;age;label\n${lines}\n=cmd|' /C calc'!A0\nTotal;1;2;3\n`,
      "utf16le",
    ),
  });
  await workbench.done();
  await expect(workbench.read).toContainText("300 rows and 4 columns");
  await expect(workbench.read).toContainText("separated by semicolons, UTF-16LE");
  await expect(workbench.read).toContainText(
    "A row stands above the header and was set aside: “Sales of May”",
  );
  await expect(workbench.read).toContainText("“age” holds -1 30 times: a stand-in for “no value”?");
  await expect(workbench.read).toContainText("could be day first or month first");
  await expect(workbench.section("roles")).toContainText("numbers with a decimal comma");
  await workbench.read.getByText("The 3 rows that were set aside", { exact: true }).click();
  await expect(workbench.read).toContainText("Row 304, it looks like a sum of the rows above it (“Total”)");
  const saved = page.waitForEvent("download");
  await workbench.read.getByRole("button", { name: "Save the 3 rows that were set aside (CSV)" }).click();
  const path = await (await saved).path();
  expect(readFileSync(path, "utf8")).toContain(",'=cmd|' /C calc'!A0");
  const first = page.getByRole("row", { name: /day/ }).first();
  const was = /dates, day first/.test((await first.textContent()) ?? "") ? "day" : "month";
  const other = was === "day" ? "month" : "day";
  await page.getByRole("button", { name: `Read ${other} first: day` }).click();
  await expect(first).toContainText(`dates, ${other} first`, { timeout: 20_000 });
  await workbench.done();
  await expect(workbench.read).not.toContainText("could be day first or month first");
});

test("5,000 columns and a cell of 10 MB leave the page usable: lists are leafed through and searched, no task holds it for long", async ({
  page,
  workbench,
}) => {
  test.setTimeout(120_000);
  await workbench.open();
  const names = Array.from({ length: 5000 }, (_, c) => `c${c}`);
  const wide = [names.join(","), rows((r) => names.map((_, c) => (r * c) % 13).join(","), 50)].join("\n");
  const ofWide = await longestTask(page, async () => {
    await drop(page, ".drop", { name: "wide.csv", start: wide });
    await expect(workbench.read).toContainText("50 rows and 5,000 columns", { timeout: 60_000 });
    await workbench.done(90_000);
  });
  // Some 30 where it was measured; to draw all columns at once took 3,000.
  expect(ofWide).toBeLessThan(75);
  expect(await page.locator("main *").count()).toBeLessThan(6000);
  const roles = workbench.section("roles");
  await expect(roles).toContainText("1 to 40 of 5,000");
  await roles.getByRole("button", { name: "The next columns" }).click();
  await expect(page.getByLabel("Role: c41", { exact: true })).toBeVisible();
  await roles.getByRole("searchbox", { name: "Find a column" }).fill("c4999");
  await expect(roles).toContainText("1 to 1 of 1");
  await page.getByLabel("Role: c4999", { exact: true }).selectOption("ignore");
  await workbench.done(90_000);
  await expect(page.getByLabel("Role: c4999", { exact: true })).toHaveValue("ignore");
  await expect(workbench.findings).toContainText("Of thousands of columns the first are shown");
  // Left in the middle: at once, and said; what was there stays.
  const left = async (part: Locator) => {
    await expect(part.getByRole("button", { name: "Cancel" })).toBeVisible();
    return part.evaluate(async (node) => {
      const [button] = [...node.querySelectorAll("button")].filter((one) => one.textContent === "Cancel");
      button!.focus();
      const began = performance.now();
      button!.click();
      while (!document.querySelector("main")!.textContent!.includes("Cancelled."))
        await new Promise((resolve) => setTimeout(resolve, 5));
      return performance.now() - began;
    });
  };
  const before = await workbench.findings.textContent();
  await page.getByLabel("Role: c4999", { exact: true }).selectOption("category");
  expect(await left(page.locator(".bench-progress"))).toBeLessThan(200);
  await expect(page.getByRole("button", { name: "Choose another file" })).toBeFocused();
  await expect(page.getByLabel("Role: c4999", { exact: true })).toHaveValue("ignore");
  expect(await workbench.findings.textContent()).toBe(before);
  const breaking = workbench.section("break");
  await breaking.getByRole("button", { name: "Break it, and listen" }).click();
  await expect(breaking.getByRole("button", { name: "Cancel" })).toBeVisible();
  await breaking.getByRole("button", { name: "Cancel" }).click();
  await expect(breaking.getByText("Cancelled.")).toBeVisible({ timeout: 200 });
  const rules = workbench.section("rules");
  await rules.getByRole("button", { name: "Learn rules from the older rows" }).click();
  await expect(rules).toContainText("Learned for the first", { timeout: 60_000 });
  const ofLong = await longestTask(page, async () => {
    await drop(page, ".drop", {
      name: "long.csv",
      start: `a,b,label\n${rows((i) => `${i},x${i % 5},${i % 2}`)}\n1,"`,
      piece: "long\n",
      times: 2_000_000,
      end: '",0\n',
    });
    await expect(workbench.read).toContainText("A cell of “b” holds 9,999,999 characters", {
      timeout: 60_000,
    });
    await workbench.done(60_000);
  });
  expect(ofLong).toBeLessThan(75);
  expect((await page.locator("main").textContent())!.length).toBeLessThan(100_000);
});
