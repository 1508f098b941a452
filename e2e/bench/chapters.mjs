import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../src/chapters", import.meta.url));

const manifest = (id) => readFileSync(join(folder, id, "chapter.ts"), "utf8");

/** Whether a reader can choose how many rows the world of a chapter has. */
export function hasSize(id) {
  return /^\s*size(:|,$)/m.test(manifest(id));
}

/** What a page works out by itself when it is moved, without the experiment. */
export function pageOnly(id) {
  return [...(/pageOnly: \[([^\]]*)\]/.exec(manifest(id))?.[1].matchAll(/"(\w+)"/g) ?? [])].map(
    ([, key]) => key,
  );
}

/** The chapters, in reading order. */
export function chapterIds() {
  const order = (id) => {
    const text = manifest(id);
    return 100 * Number(/^\s*part: (\d+)/m.exec(text)?.[1]) + Number(/^\s*order: (\d+)/m.exec(text)?.[1]);
  };
  return readdirSync(folder)
    .filter((id) => existsSync(join(folder, id, "chapter.ts")))
    .sort((a, b) => order(a) - order(b));
}
