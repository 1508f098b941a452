import { chapters, firstSlider, places } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";

// The guard of every test checks requests and policy; here a reader does everything that could ask for something.

for (const { name, hash } of places)
  test(`opening ${name} sends no request elsewhere and breaks no policy`, async ({ page, guard }) => {
    await page.goto(`./${hash}`);
    await expect(page.locator("main h1")).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect(guard.foreign).toEqual([]);
  });

for (const chapter of chapters)
  test(`in ${chapter.id} a slider, downloads and the data files keep to the origin`, async ({
    page,
    chapterPage,
  }) => {
    await chapterPage.open(chapter.id);
    await chapterPage.reveal();
    const { key } = firstSlider(chapter);
    await (await chapterPage.control(key)).press("PageUp");
    await chapterPage.settled();
    const figure = await chapterPage.drawn();
    for (const kind of ["SVG", "PNG"]) {
      const saved = page.waitForEvent("download");
      await figure.getByRole("button", { name: new RegExp(`Save as ${kind}`) }).click();
      await saved;
    }
    const data = page.locator(".files").getByRole("button", { name: "Download CSV" });
    if ((await data.count()) > 0) {
      const saved = page.waitForEvent("download");
      await data.click();
      await saved;
      await expect(page.locator(".files [role=status]")).toContainText("Saved");
    }
    await page.locator(".speaker-notes summary").click();
    await page.waitForLoadState("networkidle");
  });

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
