import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createServer, type Plugin } from "vite";
import { encodeModule } from "./encode-module.ts";
import { builtModules } from "./native.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const cache = join(root, "node_modules/.cache/as-of/first-frames");

/** One chapter's default result is `virtual:first-frame/<id>`; `virtual:first-frames` maps every id to its loader. */
const one = "virtual:first-frame/";
const all = "virtual:first-frames";

/**
 * Computes each chapter's default result while the site is built, so that the first picture needs no computing.
 * The numbers are kept in node_modules/.cache, keyed on every source and every stored file that can change them.
 */
export function firstFrames(): Plugin {
  return {
    name: "as-of:first-frames",
    resolveId: (id) => (id === all || id.startsWith(one) ? `\0${id}` : null),
    async load(id) {
      if (id === `\0${all}`) {
        const entries = chapterIds().map(
          (chapter) => `  ${JSON.stringify(chapter)}: () => import("${one}${chapter}"),\n`,
        );
        return `export const frames = {\n${entries.join("")}};\n`;
      }
      if (!id.startsWith(`\0${one}`)) return null;
      return { code: await firstFrameModule(id.slice(one.length + 1)), moduleSideEffects: false };
    },
    hotUpdate({ file, server }) {
      const path = relative(root, file);
      if (!/^src\/(core|chapters)\/.*\.(ts|json)$/.test(path) || path.includes(".test.")) return;
      for (const [id, module] of this.environment.moduleGraph.idToModuleMap)
        if (id.startsWith(`\0${one}`) || id === `\0${all}`)
          this.environment.moduleGraph.invalidateModule(module);
      // A result that was computed with the old source must not stay beside pictures drawn by the new one.
      server.ws.send({ type: "full-reload" });
    },
  };
}

/** The chapters that have an experiment, by folder name. */
export function chapterIds(): string[] {
  const folder = join(root, "src/chapters");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => ["chapter.ts", "experiment.ts"].every((file) => existsSync(join(folder, name, file))))
    .sort();
}

/** The module source for one chapter, from the cache where no source has changed since. */
export async function firstFrameModule(chapter: string): Promise<string> {
  if (!chapterIds().includes(chapter))
    throw new Error(`There is no chapter “${chapter}” with an experiment.`);
  const file = join(cache, `${chapter}-${sourceHash(chapter)}.js`);
  if (existsSync(file)) return readFileSync(file, "utf8");
  const code = encodeModule(await computeFirstFrame(chapter));
  mkdirSync(cache, { recursive: true });
  // Written beside and renamed: two builds at once never read half a file.
  const part = `${file}.${process.pid}`;
  writeFileSync(part, code);
  renameSync(part, file);
  return code;
}

/** Runs the experiment with the default parameters and the chapter's seed, through Vite, so that globs work as in the page. */
export async function computeFirstFrame(chapter: string): Promise<unknown> {
  if (process.env.AS_OF_NATIVE) {
    // A whole run of the tests has built all that computes anyway, and it is faster there.
    const file = join(await builtModules(), "cli/run-default.mjs");
    const { runDefault } = (await import(pathToFileURL(file).href)) as typeof import("./run-default.ts");
    return await runDefault(chapter);
  }
  const server = await createServer({
    configFile: false,
    root,
    logLevel: "error",
    appType: "custom",
    server: { middlewareMode: true, ws: false, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { runDefault } = (await server.ssrLoadModule(
      "/src/cli/run-default.ts",
    )) as typeof import("./run-default.ts");
    return await runDefault(chapter);
  } finally {
    await server.close();
  }
}

function sourceHash(chapter: string): string {
  const hash = createHash("sha256");
  const files = [
    ...sources(join(root, "src/core")),
    ...sources(join(root, "src/chapters"), (path) => /^(shared\/.*|[^/]+)\.ts$/.test(path)),
    ...sources(
      join(root, "src/chapters", chapter),
      (path) => !/^(figures|must-show|scenario|terms)\.ts$/.test(path),
    ),
    join(root, "src/cli/encode-module.ts"),
    join(root, "src/cli/run-default.ts"),
    join(root, "package-lock.json"),
  ];
  for (const file of files)
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
}

/** Files that can change what is computed: what is stored as JSON, such as the matrix, does so too. */
function sources(folder: string, keep: (path: string) => boolean = () => true): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(ts|json)$/.test(path) && !/\.test\.ts$/.test(path) && keep(path))
    .sort()
    .map((path) => join(folder, path));
}
