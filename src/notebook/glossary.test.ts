import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Terms } from "../chapters/contracts.ts";
import { chapters } from "../chapters/registry.ts";
import { termsIn, termUses } from "../cli/term-uses.ts";
import { glossary } from "./glossary.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../chapters");
const files = import.meta.glob<Terms>("../chapters/*/terms.ts", { eager: true, import: "default" });
const explained = chapters.flatMap(({ id }) =>
  Object.entries(files[`../chapters/${id}/terms.ts`] ?? {}).map(([slug, term]) => ({ id, slug, ...term })),
);
const uses = termUses();
const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".mdx"))
  .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));

describe("the glossary", () => {
  test("has every term that a chapter's prose or notes name; one that is unknown is named here", () => {
    expect(texts.length).toBeGreaterThanOrEqual(6);
    const unknown = texts.flatMap(({ path, text }) =>
      termsIn(text)
        .filter((slug) => !glossary.has(slug))
        .map((slug) => `${path}: <Term of="${slug}"> is explained in no terms.ts`),
    );
    expect(unknown).toEqual([]);
  });

  test("is named by every <Term>, which takes `of` and nothing else", () => {
    const odd = texts.flatMap(({ path, text }) =>
      [...text.matchAll(/<Term\b[^>]*>/g)]
        .filter(([tag]) => !/^<Term of="[a-z0-9-]+">$/.test(tag))
        .map(([tag]) => `${path}: ${tag}`),
    );
    expect(odd).toEqual([]);
  });

  test("explains each term in one chapter only, by one name", () => {
    const twice = (of: "slug" | "term") =>
      explained
        .filter((one, index) => explained.findIndex((other) => other[of] === one[of]) !== index)
        .map((one) => `${one[of]}: again in ${one.id}`);
    expect([...twice("slug"), ...twice("term")]).toEqual([]);
    expect(glossary.size).toBe(explained.length);
  });

  test("explains each term in the first chapter, in reading order, whose prose uses it", () => {
    const late = explained.flatMap(({ id, slug }) => {
      const first = chapters.find((chapter) => uses[chapter.id]?.includes(slug));
      return first?.id === id
        ? []
        : [`${slug}: explained in ${id}, first used in ${first?.id ?? "no chapter"}`];
    });
    expect(late).toEqual([]);
  });

  test("gives each meaning in one to three plain sentences, under a name in lower case and dashes", () => {
    for (const { slug, term, meaning } of explained) {
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(term, slug).toMatch(/^(?:[A-Z]|p-)/);
      expect(meaning, slug).toMatch(/^\S.{20,280}[.?]$/);
      expect(meaning, slug).not.toMatch(/[<>{}*_`]/);
    }
  });
});

test("a term is found whatever its tag's words are, and counted once", () => {
  expect(termsIn('A <Term of="b">x</Term>, <Term of="a">y *z*</Term>\n<Term of="b">w</Term>')).toEqual([
    "b",
    "a",
  ]);
});
