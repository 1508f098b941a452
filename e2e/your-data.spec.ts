import type { FileChooser } from "@playwright/test";
import { leakingCsv, rows, sharedFile, smallCsv } from "./pages/files.ts";
import { expect, test } from "./pages/test.ts";

test("a column that was written after the outcome is named first, with its picture and what to do", async ({
  page,
  workbench,
}) => {
  await workbench.open();
  await workbench.choose({ name: "payments.csv", text: leakingCsv() });
  await workbench.done();
  await expect(workbench.read).toContainText("4,000 rows and 6 columns");
  const first = workbench.findings.locator("article").first();
  await expect(first).toContainText("Knows the future");
  await expect(first).toContainText("investigator_notes");
  await expect(first).toContainText("Repair");
  await expect(first).toContainText(/ROC AUC of the column alone: [01]\.\d+, 95\s% interval/);
  const picture = first.getByRole("img", { name: /investigator_notes/ });
  await expect(picture.locator("svg text").first()).toBeVisible();
  await first.getByText("The numbers").click();
  expect(await first.locator("table tbody tr").count()).toBeGreaterThan(1);
  for (const [column, role] of [
    ["created_at", "event-time"],
    ["user_id", "entity"],
    ["is_fraud", "label"],
  ])
    await expect(page.getByLabel(`Role: ${column}`)).toHaveValue(role!);
});

test("a role that is changed runs the checks again without reading the file again", async ({
  page,
  workbench,
}) => {
  await workbench.open();
  await workbench.choose({ name: "payments.csv", text: leakingCsv(1500) });
  await workbench.done();
  await page.getByLabel("Role: investigator_notes").selectOption("ignore");
  await expect(workbench.findings.locator("article", { hasText: "investigator_notes" })).toHaveCount(0, {
    timeout: 20_000,
  });
  await workbench.done();
  await page.getByRole("button", { name: "Back to the guesses" }).click();
  await expect(workbench.findings.locator("article").first()).toContainText("investigator_notes", {
    timeout: 20_000,
  });
});

test("a file can be dropped on the page", async ({ page, workbench }) => {
  await workbench.open();
  const transfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    return transfer;
  }, smallCsv());
  const zone = page.locator(".drop");
  await zone.dispatchEvent("dragover", { dataTransfer: transfer });
  await expect(zone).toHaveAttribute("data-over", "true");
  await zone.dispatchEvent("drop", { dataTransfer: transfer });
  await workbench.done();
  await expect(workbench.read).toContainText("dropped.csv");
});

test("two files are compared, the older with the newer; three are refused with a sentence", async ({
  workbench,
}) => {
  await workbench.open();
  const moved = smallCsv(400).replaceAll(/,0\.(\d+),/g, ",9.$1,");
  await workbench.choose({ name: "older.csv", text: smallCsv(400) }, { name: "newer.csv", text: moved });
  await workbench.done();
  await expect(workbench.findings.locator("article", { hasText: "amount" }).first()).toContainText(
    "Has moved",
  );
  const file = { name: "a.csv", text: "a\n1\n" };
  await workbench.choose(file, { ...file, name: "b.csv" }, { ...file, name: "c.csv" });
  await expect(workbench.problem).toContainText("Two files at most");
  await expect(workbench.read).toContainText("older.csv");
});

test("hostile names and cells are text: nothing of them becomes an element or a formula", async ({
  page,
  workbench,
}) => {
  const hostile = [
    '<img src=x onerror="window.broken=1">',
    "__proto__",
    "constructor",
    "=cmd|' /C calc'!A0",
    "label",
  ];
  const header = hostile.map((name) => `"${name.replaceAll('"', '""')}"`).join(",");
  const text = `${header}\n${rows((i) => `<script>window.broken=1</script>,${i},${i % 5},${i % 3},${i % 2}`)}\n`;
  await workbench.open();
  await workbench.choose({ name: '<img src=x onerror="window.broken=1">.csv', text });
  await workbench.done();
  expect(await page.locator(".bench-roles tbody th").allTextContents()).toEqual(hostile);
  expect(await page.locator("main img, main script").count()).toBe(0);
  expect(await page.evaluate(() => "broken" in window)).toBe(false);
  expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
});

test("saved roles can be loaded again; roles of another file are refused with a sentence", async ({
  page,
  workbench,
}) => {
  await workbench.open();
  await workbench.choose({ name: "payments.csv", text: leakingCsv(600) });
  await workbench.done();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the roles" }).click();
  const path = await (await saved).path();
  const load = async (file: Parameters<FileChooser["setFiles"]>[0]) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Load saved roles" }).click();
    await (await chooser).setFiles(file);
  };
  await load(path);
  await workbench.done();
  await expect(workbench.problem).toBeEmpty();
  await load({
    name: "roles.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"no such column":"label"}'),
  });
  await expect(workbench.problem).toContainText("no such column");
  await load({ name: "roles.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await expect(workbench.problem).toContainText("roles.json");
  await expect(workbench.findings).toBeVisible();
});

test("real card payments: the chargeback flag is the label, and the missing devices are seen", async ({
  page,
  workbench,
}) => {
  const file = sharedFile("cloudwalk-transactions.csv");
  test.skip(file === null, "cloudwalk-transactions.csv does not lie beside the project");
  await workbench.open();
  await workbench.choose({ name: "cloudwalk-transactions.csv", text: file! });
  await workbench.done();
  await expect(workbench.read).toContainText("3,199 rows");
  await expect(workbench.read).toContainText("“device_id” in 830 rows");
  await expect(page.getByLabel("Role: has_cbk")).toHaveValue("label");
  await expect(page.getByLabel("Role: transaction_date")).toHaveValue("event-time");
  expect(await workbench.findings.locator("article").count()).toBeGreaterThan(0);
});

test("real electricity prices: the order of the rows is the time, and what moved is named", async ({
  workbench,
}) => {
  const file = sharedFile("elec2.csv");
  test.skip(file === null, "elec2.csv does not lie beside the project");
  await workbench.open();
  await workbench.choose({ name: "elec2.csv", text: file! });
  await workbench.done();
  await expect(workbench.read).toContainText("45,312 rows");
  await expect(workbench.section("windows")).toContainText("The first 30,208 rows");
  await expect(workbench.findings.locator("article", { hasText: "Has moved" }).first()).toBeVisible();
});
