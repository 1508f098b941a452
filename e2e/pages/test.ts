import { test as base, expect } from "@playwright/test";
import { ChapterPage } from "./chapter.ts";
import { Guard } from "./guard.ts";
import { WorkbenchPage } from "./workbench.ts";

type Fixtures = { guard: Guard; chapterPage: ChapterPage; workbench: WorkbenchPage };

/**
 * Every test runs under a guard: no request leaves the origin, nothing breaks the security policy, no error goes uncaught. A test
 * that provokes an error says so with `guard.expectError`.
 */
export const test = base.extend<Fixtures>({
  guard: [
    async ({ page, baseURL }, use) => {
      const guard = new Guard(page, baseURL!);
      await guard.start();
      await use(guard);
      guard.verify();
    },
    { auto: true },
  ],
  chapterPage: async ({ page }, use) => use(new ChapterPage(page)),
  workbench: async ({ page }, use) => use(new WorkbenchPage(page)),
});

export { expect };
