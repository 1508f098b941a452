import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
// @ts-expect-error plain JavaScript, so that it runs where nothing is installed
import { root } from "./paths.mjs";

const read = (path: string) => readFileSync(join(root, path), "utf8");

/** The policy of a page, by directive. */
function policyOf(page: string): Map<string, string[]> {
  const content = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(read(page))![1]!;
  return new Map(
    content.split(";").map((part) => {
      const [name, ...sources] = part.trim().split(/\s+/);
      return [name!, sources];
    }),
  );
}

describe.each(["index.html", "e2e/self-check.html"])("%s", (page) => {
  test("allows nothing from elsewhere, nothing inline and no evaluation", () => {
    const policy = policyOf(page);
    expect(policy.get("default-src")).toEqual(["'self'"]);
    for (const name of ["object-src", "base-uri", "form-action"])
      expect(policy.get(name)).toEqual(["'none'"]);
    for (const sources of policy.values())
      for (const source of sources) expect(source).toMatch(/^('self'|'none'|'sha256-[\w+/=]+'|data:|blob:)$/);
    expect(policy.get("script-src") ?? ["'self'"]).toEqual(["'self'"]);
  });

  test("holds no inline script, style or handler", () => {
    const html = read(page);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});

test("the one style that the policy lets in is the very text that the installed Plot writes into its pictures", () => {
  const plot = read("node_modules/@observablehq/plot/src/plot.js");
  const name = /return "(plot-[0-9a-f]+)"/.exec(read("node_modules/@observablehq/plot/src/style.js"))![1]!;
  const written = /append\("style"\)\.text\(\s*`([^`]+)`/.exec(plot)![1]!.replaceAll("${className}", name);
  const hash = createHash("sha256").update(written).digest("base64");
  expect(policyOf("index.html").get("style-src")).toEqual(["'self'", `'sha256-${hash}'`]);
});
