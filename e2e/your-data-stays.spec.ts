import { drop } from "./pages/drop.ts";
import { leakingCsv, rows } from "./pages/files.ts";
import { expect, test } from "./pages/test.ts";

test("reading is left at once, by keyboard, with the focus beside it and all that was there", async ({
  page,
  workbench,
}) => {
  await workbench.open();
  const large = {
    name: "large.csv",
    start: "a,b,c\n",
    piece: `${rows((i) => `${i},${i % 7},${i % 3}.5`, 5000)}\n`,
    times: 600,
  };
  const cancel = page.getByRole("button", { name: "Cancel" });
  const leave = async () => {
    await drop(page, ".drop", large);
    await expect(page.locator(".bench-progress")).toContainText(
      /[\d.]+ MB of [\d.]+ MB, [\d,]+ rows, [\d.]+ [kM]B a second/,
    );
    await cancel.focus();
    const began = Date.now();
    await page.keyboard.press("Enter");
    await expect(workbench.problem).toContainText("Cancelled.");
    expect(Date.now() - began).toBeLessThan(400);
    await expect(cancel).toHaveCount(0);
  };
  await leave();
  await expect(workbench.problem).toContainText("Nothing was read");
  await expect(page.getByRole("button", { name: "Choose a file" })).toBeFocused();
  await workbench.choose({ name: "good.csv", text: leakingCsv(600) });
  await workbench.done();
  const before = await workbench.findings.textContent();
  await leave();
  await expect(page.getByRole("button", { name: "Choose another file" })).toBeFocused();
  await expect(workbench.read).toContainText("good.csv");
  expect(await workbench.findings.textContent()).toBe(before);
  // And it goes on from there.
  await page.getByLabel("Role: merchant").selectOption("ignore");
  await workbench.done();
  await expect(page.getByLabel("Role: merchant")).toHaveValue("ignore");
});

test("a window that is moved and a role that is changed keep the focus and what was changed by hand in the rules", async ({
  page,
  workbench,
}) => {
  await workbench.open();
  await workbench.choose({ name: "payments.csv", text: leakingCsv(1500) });
  await workbench.done();
  const rules = workbench.section("rules");
  await rules.getByRole("button", { name: "Learn rules from the older rows" }).click();
  await expect(rules.getByRole("status").first()).toContainText("newer row", { timeout: 20_000 });
  await rules.locator("summary", { hasText: "amount" }).click();
  const rule = rules.getByRole("checkbox", { name: /amount/ }).first();
  await rule.uncheck();
  await expect(rules).toContainText("1 by hand");

  const edge = page.getByRole("slider", { name: "The older window ends" });
  await edge.press("PageDown");
  await expect(workbench.section("windows")).toContainText("to before", { timeout: 20_000 });
  await workbench.done();
  await expect(edge).toBeFocused();
  await expect(rules).toContainText("What you changed by hand was carried over", { timeout: 20_000 });
  await expect(rule).not.toBeChecked();

  const role = page.getByLabel("Role: amount");
  await role.focus();
  await role.selectOption("ignore");
  await workbench.done();
  await expect(role).toBeFocused();
  await expect(rules).toContainText(/Dropped, since a column of it is no longer read: .*amount/, {
    timeout: 20_000,
  });
  await expect(rules).toContainText("all as learned");
  await expect(rules.getByRole("button", { name: "Undo" })).toBeDisabled();
  await expect(rules.locator("summary", { hasText: "amount" })).toHaveCount(0);

  // Of two that are asked at once neither drops the other.
  const saved: string[] = [];
  page.on("download", (file) => saved.push(file.suggestedFilename()));
  await page.getByRole("button", { name: "Save as JSON" }).click();
  await page.getByRole("button", { name: "Save for Spark SQL" }).click();
  await expect
    .poll(() => saved, { timeout: 20_000 })
    .toEqual(["payments diagnosis.json", "payments checks.spark.sql"]);
});

test("who follows a finding to its chapter and comes back finds all as it was", async ({
  page,
  workbench,
}) => {
  await workbench.open();
  await workbench.choose({ name: "payments.csv", text: leakingCsv(1500) });
  await workbench.done();
  const rules = workbench.section("rules");
  await rules.getByRole("button", { name: "Learn rules from the older rows" }).click();
  await expect(rules.getByRole("status").first()).toContainText("newer row", { timeout: 20_000 });
  await rules.locator("summary", { hasText: "amount" }).click();
  await rules
    .getByRole("checkbox", { name: /amount/ })
    .first()
    .uncheck();
  await expect(rules).toContainText("1 by hand");
  await workbench.section("break").getByRole("slider").press("End");
  // Pictures are drawn as they come into sight.
  const said = () => workbench.findings.locator("p").allTextContents();
  const before = await said();
  const link = workbench.findings.getByRole("link", { name: /^Explained in/ }).first();
  await link.scrollIntoViewIfNeeded();
  const at = await page.evaluate(() => scrollY);
  await link.click();
  await expect(page.locator(".prose[data-live]")).toBeVisible();
  await page.goBack();
  await expect(workbench.findings).toBeVisible();
  expect(await said()).toEqual(before);
  expect(await page.evaluate(() => scrollY)).toBe(at);
  await expect(rules).toContainText("1 by hand", { timeout: 20_000 });
  await expect(workbench.section("break").getByRole("slider")).toHaveAttribute("aria-valuetext", "100 %");
  // And it goes on from there: the worker still has the files, or reads them again.
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as JSON" }).click();
  expect((await saved).suggestedFilename()).toBe("payments diagnosis.json");
});
