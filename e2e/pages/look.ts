import type { Page } from "@playwright/test";

/** How light the paper is, 0 to 255. */
export function paper(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d")!;
    canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data[0]!;
  });
}

/** What would move on the page: elements with a transition, an animation or a smooth scroll that takes any time. */
export async function moving(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const seconds = (list: string) =>
      Math.max(...list.split(",").map((one) => Number.parseFloat(one) * (one.includes("ms") ? 0.001 : 1)));
    return [...document.querySelectorAll("*")]
      .filter((element) =>
        [null, "::before", "::after"].some((pseudo) => {
          const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(
            element,
            pseudo,
          );
          return (
            seconds(transitionDuration) > 0.01 ||
            (animationName !== "none" && seconds(animationDuration) > 0.01) ||
            scrollBehavior === "smooth"
          );
        }),
      )
      .map((element) => `${element.tagName} ${element.getAttribute("class")}`);
  });
  return [...new Set(found)];
}

/** What reaches beyond the window and stands in no box that scrolls. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll<HTMLElement>("main *")]
      .filter((element) => {
        const { right } = element.getBoundingClientRect();
        return right > clientWidth + 1 && !element.parentElement?.closest(".scroll, .code-body");
      })
      .map((element) => `${element.tagName} ${element.className} ${element.getBoundingClientRect().right}`)
      .slice(0, 5);
  });
}
