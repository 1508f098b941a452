import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const chapters = join(root, "src/chapters");
const name = "virtual:term-uses";

/** The terms that a text uses by `<Term of="...">`, each once, in the order of their first use. */
export function termsIn(prose: string): string[] {
  return [...new Set([...prose.matchAll(/<Term\b[^>]*?\bof="([^"]*)"/g)].map((match) => match[1]!))];
}

/** By chapter (its folder), the terms that its prose uses. */
export function termUses(folder = chapters): Record<string, string[]> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((chapter) => [chapter, join(folder, chapter, "prose.mdx")] as const)
      .filter(([, prose]) => existsSync(prose))
      .map(([chapter, prose]) => [chapter, termsIn(readFileSync(prose, "utf8"))]),
  );
}

/** `virtual:term-uses`: read from the prose while the site is built, so that the glossary need not fetch every chapter's text. */
export function termUsesModule(): Plugin {
  return {
    name: "as-of:term-uses",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? `export const uses = ${JSON.stringify(termUses())};\n` : null),
    hotUpdate({ file }) {
      if (!/^src\/chapters\/[^/]+\/prose\.mdx$/.test(relative(root, file).replaceAll("\\", "/"))) return;
      const module = this.environment.moduleGraph.getModuleById(`\0${name}`);
      if (module) this.environment.moduleGraph.invalidateModule(module);
    },
  };
}
