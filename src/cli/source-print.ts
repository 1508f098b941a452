import { createHash } from "node:crypto";
import { dirname, join } from "node:path";

/** Every source of the core, as text, by its path from this folder. */
const sources = import.meta.glob<string>(["../core/**/*.ts", "!../**/*.test.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});

/** The sources whose path holds this text. */
export const sourcesIn = (folder: string): string[] =>
  Object.keys(sources).filter((path) => path.includes(folder));

/** One text for these sources and all that they import, but for their comments and their words for people. */
export function printOf(paths: readonly string[]): string {
  const waiting = [...paths];
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = sources[path];
    if (text === undefined || seen.has(path)) continue;
    seen.add(path);
    for (const [, type, name] of text.matchAll(/^(?:import|export)( type)? [^;]*?from "(\.[^"]+)"/gm))
      if (!type) waiting.push(join(dirname(path), name!));
  }
  const hash = createHash("sha256");
  for (const path of [...seen].sort()) hash.update(computing(sources[path]!));
  return hash.digest("hex").slice(0, 12);
}

function computing(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
    .replace(/\b(?:name|summary|cause|formula|falseAlarmCost|source):\s*"(?:[^"\\]|\\.)*",?/g, "")
    .replace(/\bblindTo:\s*\[[^\]]*\],?/g, "")
    .replace(/\s+/g, " ");
}
