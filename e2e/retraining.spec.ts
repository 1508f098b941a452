import { expect, test } from "./pages/test.ts";

test("a model is rolled back to an older version from a day on, by keyboard and by hand", async ({
  page,
  chapterPage,
}) => {
  test.setTimeout(60_000);
  await chapterPage.open("retraining");
  await chapterPage.reveal();
  await chapterPage.settled();
  const part = page.locator(".roll-back");
  await part.scrollIntoViewIfNeeded();
  const says = part.locator(".picture-says");
  await expect(says).toHaveText(/there are 8 versions/);

  // The versions are one group of choices; arrows go from one to the next.
  await part.locator("input:checked").focus();
  await page.keyboard.press("ArrowRight");
  await chapterPage.settled();
  await expect(says).toHaveText(/from day 63 version 1 decides again/);
  await expect(page, "the version is in the address").toHaveURL(/[?&]rollTo=1/);

  const handle = part.getByRole("slider", { name: "Day of the roll-back" });
  await handle.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("PageDown");
  await expect(handle).toHaveAttribute("aria-valuetext", "day 51");
  await chapterPage.settled();
  await expect(says).toHaveText(/from day 51 version 1 decides again/);

  // By hand: the handle follows the pointer on the picture's own scale.
  const strip = (await part.locator("svg.roll-strip").boundingBox())!;
  await page.mouse.move(strip.x + strip.width / 2, strip.y + 19);
  await page.mouse.down();
  await page.mouse.move(strip.x + strip.width - 40, strip.y + 19, { steps: 4 });
  await page.mouse.up();
  await expect(handle).toHaveAttribute("aria-valuetext", /^day 10\d$/);
  await chapterPage.settled();
  await expect(says).toHaveText(/from day 10\d version 1 decides again/);

  // A version that is not there yet cannot be gone back to, and the picture says so.
  await part.locator('input[aria-label="version 8"]').check({ force: true });
  await handle.focus();
  await page.keyboard.press("Home");
  await chapterPage.settled();
  await expect(says).toHaveText(/on day 1 there was no version 8 to roll back to/);
});
