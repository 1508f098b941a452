import { FRAME } from "./pages/chapter.ts";
import { firstHandle, three } from "./pages/places.ts";
import { expect, test } from "./pages/test.ts";
import { withoutWorkers } from "./pages/workers.ts";

// The engine, the line of requests and the controls are the same in every chapter: three are enough. That every chapter can be read
// without an answer of a worker is in reading.spec.ts.
for (const chapter of three) {
  const handle = firstHandle(chapter);

  test(`in ${chapter.id} a worker that dies is answered with a sentence; the picture stays, and then it works again`, async ({
    page,
    chapterPage,
    guard,
  }) => {
    guard.expectError(/planted fault/);
    const script = /assets\/worker-[^/]*\.js/;
    await page.route(script, (route) =>
      route.fulfill({ contentType: "text/javascript", body: 'throw new Error("planted fault")' }),
    );
    await chapterPage.open(chapter.id);
    await chapterPage.reveal();
    const figure = await chapterPage.drawn();
    const picture = await figure.locator(FRAME).innerHTML();
    await chapterPage.move(handle);
    const alert = page.locator("details.controls [role=alert]").first();
    await expect(alert).toContainText("The computation stopped unexpectedly");
    await expect(alert).toContainText("last good");
    expect(await figure.locator(FRAME).innerHTML()).toBe(picture);

    await page.unroute(script);
    await alert.getByRole("button", { name: "Try again" }).click();
    await chapterPage.settled();
    await expect(alert).toBeHidden();
  });

  test(`in ${chapter.id} a browser without workers shows the author's pictures and says why nothing moves`, async ({
    page,
    chapterPage,
  }) => {
    await withoutWorkers(page);
    await chapterPage.open(chapter.id);
    await expect(page.locator(".notices")).toContainText("does not offer workers");
    await chapterPage.reveal();
    await chapterPage.drawn();
    const slider = await chapterPage.control(handle.key);
    if (await slider.isEnabled()) await slider.press("PageUp");
    await expect(slider).toBeDisabled();
    await expect(page.locator("details.controls [role=alert]").first()).toContainText("worker");
  });
}

test("without workers a file is answered with a sentence", async ({ page, workbench }) => {
  await withoutWorkers(page);
  await workbench.open();
  await workbench.choose({ name: "mine.csv", text: "a,b\n1,2\n" });
  await expect(workbench.problem).toContainText("worker");
});

test("cancel stops the reading of a file within 200 milliseconds, and the next file is read", async ({
  page,
  workbench,
}) => {
  const line = `${"2024-01-01T00:00:00Z,12.5,card,true,some words,".repeat(3)}7\n`;
  const large = `${Array.from({ length: 19 }, (_, i) => `c${i}`).join(",")}\n${line.repeat(250_000)}`;
  await workbench.open();
  await workbench.choose({ name: "large.csv", text: large });
  await expect(page.locator(".bench-progress progress")).toBeVisible();
  const waited = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const button = document.querySelector<HTMLButtonElement>(".bench-progress button")!;
        const problem = document.querySelector(".bench-problem")!;
        const start = performance.now();
        new MutationObserver(() => {
          if (problem.textContent?.includes("Cancelled")) resolve(performance.now() - start);
        }).observe(problem, { childList: true, characterData: true, subtree: true });
        button.click();
      }),
  );
  expect(waited).toBeLessThan(200);
  await expect(page.locator(".bench-progress progress")).toHaveCount(0);
  await workbench.choose({ name: "small.csv", text: "a,b\n1,2\n2,3\n3,5\n" });
  await workbench.done();
  await expect(workbench.read).toContainText("small.csv");
});
