import { expect, type Locator, type Page } from "@playwright/test";

/** The page for a reader's own file. */
export class WorkbenchPage {
  readonly page: Page;
  readonly problem: Locator;
  readonly findings: Locator;
  readonly read: Locator;

  constructor(page: Page) {
    this.page = page;
    this.problem = page.locator(".bench-problem");
    this.findings = page.locator(".bench-findings");
    this.read = this.section("read");
  }

  /** A part of the page by the id of its heading: “roles”, “windows”, “rules” … */
  section(id: string): Locator {
    return this.page.locator(`section[aria-labelledby=bench-${id}]`);
  }

  async open(): Promise<void> {
    await this.page.goto("./#/your-data");
    await expect(this.page.getByRole("button", { name: "Choose a file" })).toBeVisible();
  }

  /** Chooses a file through the button, as a reader does. */
  async choose(...files: { name: string; text: string | Buffer }[]): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.page.getByRole("button", { name: /Choose (a|another) file/ }).click();
    await (await chooser).setFiles(
      files.map(({ name, text }) => ({
        name,
        mimeType: "text/csv",
        buffer: typeof text === "string" ? Buffer.from(text) : text,
      })),
    );
  }

  /** Waits until the diagnosis has come to its end. */
  async done(timeout = 45_000): Promise<void> {
    await expect(this.findings).toHaveAttribute("aria-busy", "false", { timeout });
    await expect(this.findings).toHaveAttribute("data-stale", "false", { timeout });
  }
}
