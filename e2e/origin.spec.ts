import { expect, test } from "./pages/test.ts";

// The guard of every test checks requests and policy, whatever the test does: opening places (reading.spec.ts), moving what can be moved
// (sliders.spec.ts), saving pictures and data (figures.spec.ts). Here is what is left, and whether the guard can see at all.

test("a file that is dropped is read here and sent nowhere", async ({ page, guard, workbench }) => {
  await workbench.open();
  await workbench.choose({
    name: "mine.csv",
    text: "when,amount\n2024-01-01,1\n2024-01-02,2\n2024-01-03,4\n",
  });
  await workbench.done();
  await page.waitForLoadState("networkidle");
  expect(guard.requests.filter((url) => url.includes("mine"))).toEqual([]);
});

test("the guard sees a request that leaves the origin, and the policy blocks it", async ({ page, guard }) => {
  await page.goto("./");
  const blocked = await page.evaluate(() =>
    fetch("https://elsewhere.example/").then(
      () => false,
      () => true,
    ),
  );
  expect(blocked).toBe(true);
  await page.evaluate(() => {
    const image = document.body.appendChild(new Image());
    image.src = "https://elsewhere.example/pixel.png";
  });
  await expect.poll(() => guard.violations.length).toBeGreaterThanOrEqual(2);
  guard.violations.length = 0;
  guard.foreign.length = 0;
  guard.expectError(/elsewhere|Failed to load|Fetch API|blocked/);
});
