import { readFileSync } from "node:fs";
import { chapters } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";

const golden: { hashes: Record<string, string> } = JSON.parse(
  readFileSync(new URL("../src/core/golden/world.golden.json", import.meta.url), "utf8"),
);

test("the browser's worker makes the very bytes and numbers that were made in Node", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("./e2e/self-check.html");
  await expect(page.locator("#state")).toHaveAttribute("data-state", /.+/, { timeout: 110_000 });
  for (const name of Object.keys(golden.hashes))
    await expect(page.locator(`[data-world="${name}"]`), `the world “${name}”`).toHaveAttribute(
      "data-equal",
      "true",
    );
  for (const { id } of chapters)
    await expect(page.locator(`[data-chapter="${id}"]`), `the first frame of ${id}`).toHaveAttribute(
      "data-equal",
      "true",
    );
  await expect(page.locator("#state")).toHaveAttribute("data-state", "equal");
});
