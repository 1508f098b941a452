import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Locator, Page } from "@playwright/test";
import { drop } from "./pages/drop.ts";
import { leakingCsv, rows } from "./pages/files.ts";
import { expect, test } from "./pages/test.ts";

/** A file that the page hands over, kept under its own name. */
async function saved(page: Page, button: Locator): Promise<{ name: string; text: string; path: string }> {
  const waiting = page.waitForEvent("download");
  await button.click();
  const file = await waiting;
  const name = file.suggestedFilename();
  const path = test.info().outputPath(name);
  await file.saveAs(path);
  return { name, text: readFileSync(path, "utf8"), path };
}

test("a diagnosis is taken along: as a page that opens from a disk, as JSON and CSV, and as scripts", async ({
  page,
  context,
  workbench,
}) => {
  await workbench.open();
  await workbench.choose({ name: "payments.csv", text: leakingCsv(1500) });
  await workbench.done();
  const report = workbench.section("report");
  const html = await saved(page, report.getByRole("button", { name: /HTML/ }));
  expect(html.name).toBe("payments diagnosis.html");
  // Opened as a reader would open it: without a server and without scripts.
  const alone = await context.browser()!.newContext({ javaScriptEnabled: false });
  const reader = await alone.newPage();
  await reader.goto(pathToFileURL(html.path).href);
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("payments.csv");
  await expect(reader.locator("article").first()).toContainText("investigator_notes");
  await alone.close();

  const json = JSON.parse((await saved(page, report.getByRole("button", { name: "Save as JSON" }))).text);
  expect(json.format).toBe("as-of/diagnosis/1");
  expect(json.findings[0].columns).toContain("investigator_notes");
  const csv = await saved(page, report.getByRole("button", { name: "Save as CSV" }));
  expect(csv.text.split("\r\n")[0]).toMatch(/^verdict,check,columns,/);
  const schema = await page.request.get(
    new URL("./schemas/diagnosis.schema.json", page.url().replace(/#.*/, "")).href,
  );
  expect((await schema.json()).properties.format.const).toBe(json.format);

  const scripts = workbench.section("take-away");
  for (const [name, ending, begins] of [
    ["Save for DuckDB (SQL)", "duckdb.sql", /^-- The checks of As Of on payments\.csv, for DuckDB/],
    ["Save for Spark SQL", "spark.sql", /^-- The checks of As Of on payments\.csv, for Spark SQL/],
    ["Save for Python (pandas, SciPy)", "py", /^# The checks of As Of on "payments\.csv"/],
  ] as const) {
    const script = await saved(page, scripts.getByRole("button", { name }));
    expect(script.name).toBe(`payments checks.${ending}`);
    expect(script.text).toMatch(begins);
  }
});

test("transactions and chargebacks are joined by their key, and how they belong together can be changed", async ({
  page,
  workbench,
}) => {
  const day = (i: number) => new Date(Date.UTC(2025, 0, 1, i)).toISOString();
  const payments = Array.from({ length: 400 }, (_, i) => `tx-${i},${day(i)},${10 + ((i * 37) % 90)}`);
  const chargebacks = Array.from({ length: 30 }, (_, i) => `tx-${13 * i},${day(13 * i + 60)},fraud`);
  await workbench.open();
  await workbench.choose(
    { name: "chargebacks.csv", text: `transaction,reported_at,reason\n${chargebacks.join("\n")}\n` },
    { name: "payments.csv", text: `payment_id,paid_at,amount\n${payments.join("\n")}\n` },
  );
  await workbench.done();
  const relation = workbench.section("relation");
  await expect(relation).toContainText("what became of some of its rows");
  await expect(relation.getByRole("radio", { checked: true })).toHaveAccessibleName(
    /transactions and chargebacks/,
  );
  await expect(page.getByLabel("Role: in chargebacks")).toHaveValue("label");
  await expect(page.getByLabel("Role: reported_at")).toHaveValue("label-known-time");
  await relation.getByRole("radio", { name: "An older and a newer file" }).check();
  await expect(page.getByLabel("Role: in chargebacks")).toHaveCount(0, { timeout: 20_000 });
  await workbench.done();
});

test("the windows are moved by keys, rules are learned, and a failure is put into the rows", async ({
  page,
  workbench,
}) => {
  test.setTimeout(120_000);
  await workbench.open();
  await workbench.choose({ name: "payments.csv", text: leakingCsv(1500) });
  await workbench.done();
  const windows = workbench.section("windows");
  await expect(windows).toContainText("The first 1,000 rows");
  const edge = page.getByRole("slider", { name: "The newer window begins" });
  const before = await edge.getAttribute("aria-valuetext");
  await edge.press("PageUp");
  await edge.press("PageUp");
  await edge.blur();
  await expect(edge).not.toHaveAttribute("aria-valuetext", before!);
  await expect(windows).toContainText("to before", { timeout: 20_000 });
  await workbench.done();
  await windows.getByRole("button", { name: "Back to the first two thirds" }).click();
  await expect(windows).toContainText("The first 1,000 rows", { timeout: 20_000 });
  await workbench.done();

  const rules = workbench.section("rules");
  await rules.getByRole("button", { name: "Learn rules from the older rows" }).click();
  await expect(rules.getByRole("status").first()).toContainText("newer rows", { timeout: 20_000 });

  const breaking = workbench.section("break");
  await breaking.getByLabel("What happens").selectOption("values-lost");
  await breaking.getByLabel("Column").selectOption("amount");
  await breaking.getByRole("button", { name: "Break it, and listen" }).click();
  await expect(breaking.locator(".bench-changes")).toContainText("Missing share", { timeout: 45_000 });
  // What was found in the file itself stays.
  await expect(workbench.findings.locator("article").first()).toContainText("investigator_notes");
});

test("a Parquet file is read by what is in it", async ({ workbench }) => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const file = join(tmpdir(), `as-of-${process.pid}.parquet`);
  await connection.run(
    `copy (select timestamp '2025-01-01' + to_hours(cast(i as integer)) as at, i % 97 as amount, i % 2 as label from range(600) as r(i)) to '${file}' (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  await workbench.open();
  await workbench.choose({ name: "export", text: readFileSync(file) });
  await workbench.done();
  await expect(workbench.read).toContainText("600 rows and 3 columns");
  await expect(workbench.read).toContainText("Parquet");
});

test("a file too large to be read whole is asked for a sample, and everything says that it is one", async ({
  page,
  workbench,
}) => {
  test.setTimeout(120_000);
  await workbench.open();
  // 1,200 columns by some 36,000 rows, of one piece that is repeated: little to send, many cells.
  const cells = (of: (column: number) => string | number) =>
    Array.from({ length: 1200 }, (_, c) => of(c)).join(",");
  await drop(page, ".drop", {
    name: "large.csv",
    start: `${cells((c) => `c${c}`)}\n`,
    piece: `${rows((r) => cells((c) => (r * c) % 7), 60)}\n`,
    times: 600,
  });
  await expect(page.getByText(/up to 40,000,000 cells .* are read whole here/)).toBeVisible({
    timeout: 20_000,
  });
  await page.getByRole("button", { name: "Leave it" }).click();
  await expect(page.getByText("“large.csv” was not read.")).toBeVisible();
});
