// node src/cli/run.mjs NAME args: bundles src/cli/NAME.ts as the page is bundled (globs work), and runs it in this process.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cache, root } from "./paths.mjs";
import { install } from "./shell.mjs";

const name = process.argv[2];
const entry = join(root, `src/cli/${name}.ts`);
if (!name || !/^[a-z-]+$/.test(name) || !existsSync(entry)) {
  const names = readdirSync(join(root, "src/cli")).filter((file) => /^[a-z-]+\.ts$/.test(file));
  console.error(`There is no src/cli/${name ?? "…"}.ts. There are: ${names.join(", ")}.`);
  process.exit(2);
}
await install();
const bundle = await bundled();
// The program sees its own arguments where every program does.
process.argv.splice(1, 2, bundle);
await import(pathToFileURL(bundle).href);

/** The bundle of the entry, built anew only where a source has changed. */
async function bundled() {
  const folder = join(cache, "run", name);
  const out = join(folder, sourceKey());
  const file = join(out, `${name}.mjs`);
  if (existsSync(file)) return file;
  const { build } = await import("vite");
  // Built beside and named by its process: two runs at once never read half a bundle.
  for (const old of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, old);
    if (statSync(path, { throwIfNoEntry: false })?.mtimeMs < Date.now() - 3_600_000)
      rmSync(path, { recursive: true, force: true });
  }
  const part = `${out}.${process.pid}`;
  await build({
    configFile: false,
    root,
    logLevel: "error",
    publicDir: false,
    build: {
      ssr: entry,
      target: "node20",
      outDir: part,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" } },
    },
  });
  const { renameSync } = await import("node:fs");
  try {
    renameSync(part, out);
  } catch {
    // Another run was first.
    rmSync(part, { recursive: true, force: true });
  }
  return file;
}

/** Names, sizes and times of every source file: cheap to read, new whenever one is touched. */
function sourceKey() {
  const hash = createHash("sha256");
  const src = join(root, "src");
  const files = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ts|mjs|json|py)$/.test(path) && !/\.test\./.test(path))
    .sort();
  for (const path of files) {
    const { size, mtimeMs } = statSync(join(src, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  hash.update(readFileSync(join(root, "package-lock.json")));
  return hash.digest("hex").slice(0, 16);
}
