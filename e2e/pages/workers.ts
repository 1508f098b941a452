import type { Page } from "@playwright/test";

/** Workers that start and never answer: whatever the page shows, it shows without them. */
export async function muteWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    class Mute extends EventTarget {
      postMessage() {}
      terminate() {}
    }
    Object.assign(window, { Worker: Mute });
  });
}

/** A browser that knows no workers at all. */
export async function withoutWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => Object.assign(window, { Worker: undefined }));
}

/** A browser that forbids the page to store anything. */
export async function withoutStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  });
}
