import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../src/chapters", import.meta.url));

/** The chapters, in reading order. */
export function chapterIds() {
  const order = (id) => {
    const text = readFileSync(join(folder, id, "chapter.ts"), "utf8");
    return 100 * Number(/^\s*part: (\d+)/m.exec(text)?.[1]) + Number(/^\s*order: (\d+)/m.exec(text)?.[1]);
  };
  return readdirSync(folder)
    .filter((id) => existsSync(join(folder, id, "chapter.ts")))
    .sort((a, b) => order(a) - order(b));
}
