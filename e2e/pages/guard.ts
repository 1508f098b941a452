import { expect, type Page } from "@playwright/test";

/** Watches a page for what must never happen on it. */
export class Guard {
  /** Addresses that were asked for outside the site's own folder. */
  readonly foreign: string[] = [];
  readonly violations: string[] = [];
  readonly errors: string[] = [];
  readonly requests: string[] = [];
  private readonly page: Page;
  private readonly base: string;
  private readonly expected: RegExp[] = [];

  constructor(page: Page, base: string) {
    this.page = page;
    this.base = base;
  }

  async start(): Promise<void> {
    const { page } = this;
    page.on("request", (request) => {
      const url = request.url();
      this.requests.push(url);
      if (!url.startsWith(this.base) && !/^(data|blob):/.test(url)) this.foreign.push(url);
    });
    page.on("console", (message) => {
      if (/Content Security Policy/i.test(message.text())) this.violations.push(message.text());
      else if (message.type() === "error") this.errors.push(message.text());
    });
    page.on("pageerror", (error) => this.errors.push(error.message));
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) =>
        console.error(
          `Content Security Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
        ),
      );
    });
  }

  /** Errors of this kind belong to the test. */
  expectError(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  verify(): void {
    expect.soft(this.foreign, "no request leaves the origin").toEqual([]);
    expect.soft(this.violations, "nothing breaks the Content-Security-Policy").toEqual([]);
    const errors = this.errors.filter((error) => !this.expected.some((pattern) => pattern.test(error)));
    expect.soft([...new Set(errors)], "no error goes uncaught").toEqual([]);
  }
}
