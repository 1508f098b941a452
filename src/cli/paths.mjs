import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** What may be thrown away at any time. */
export const cache = join(root, "node_modules/.cache/as-of");
