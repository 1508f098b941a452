import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const source = join(root, "src");
const cache = join(root, "node_modules/.cache/as-of/native");

/** Pure TypeScript: what computes, and what runs an experiment for the tests and the first pictures. */
const pure = /^((core|chapters|workbench|incident)\/.*|cli\/run-default)\.ts$/;

/**
 * Gives the tests what computes as modules of Node's own, built once, one file a source.
 *
 * Vitest's module runner turns each import into a property that is looked up at each use, which makes the experiments slower by a
 * third to two thirds than they are on the page, where they come bundled. They are most of what a whole run of the tests computes.
 */
export function nativeModules(): Plugin {
  let ready: Promise<string> | undefined;
  const files = new Set(sources());
  return {
    name: "as-of:native-modules",
    enforce: "pre",
    async resolveId(id, importer) {
      const path = id.startsWith("/src/")
        ? join(root, id)
        : id.startsWith(source)
          ? id
          : /^\.{1,2}\//.test(id) && importer
            ? resolve(dirname(importer), id)
            : null;
      if (path === null) return null;
      const name = relative(source, path).replaceAll("\\", "/");
      if (!files.has(name)) return null;
      ready ??= builtModules();
      return join(await ready, name.replace(/\.ts$/, ".mjs"));
    },
  };
}

/** What is built: no tests, and nothing that reads what a plugin of the page makes up. */
function sources(): string[] {
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => pure.test(path) && !/\.(test|d)\.ts$/.test(path))
    .filter((path) => !readFileSync(join(source, path), "utf8").includes('from "virtual:'))
    .sort();
}

/** What this process builds or has built, by its key: many may ask at once. */
const builds = new Map<string, Promise<string>>();

/** The folder of the modules, one for each source below `src/`, built anew where a source has changed. */
export function builtModules(): Promise<string> {
  const key = sourceKey();
  const known = builds.get(key) ?? buildModules(join(cache, key));
  builds.set(key, known);
  return known;
}

async function buildModules(out: string): Promise<string> {
  if (existsSync(out)) return out;
  for (const old of existsSync(cache) ? readdirSync(cache) : [])
    if ((statSync(join(cache, old), { throwIfNoEntry: false })?.mtimeMs ?? 0) < Date.now() - 3_600_000)
      rmSync(join(cache, old), { recursive: true, force: true });
  // Built beside and named by its process: two runs at once never read half of it.
  const part = `${out}.${process.pid}`;
  await build({
    configFile: false,
    root,
    logLevel: "error",
    publicDir: false,
    build: {
      ssr: true,
      target: "node20",
      outDir: part,
      minify: false,
      rolldownOptions: {
        input: sources().map((path) => join(source, path)),
        output: { preserveModules: true, preserveModulesRoot: source, entryFileNames: "[name].mjs" },
      },
    },
  });
  try {
    renameSync(part, out);
  } catch {
    // Another run was first.
    rmSync(part, { recursive: true, force: true });
  }
  return out;
}

/** Changes with every source and every dependency. */
function sourceKey(): string {
  const hash = createHash("sha256");
  const paths = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ts|json|py|sql)$/.test(path) && !/\.test\.ts$/.test(path))
    .sort();
  for (const path of paths)
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(source, path)));
  hash.update(readFileSync(join(root, "package-lock.json")));
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  return hash.digest("hex").slice(0, 16);
}
