import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Plugin, runnerImport } from "vite";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const name = "virtual:contents";

/**
 * `virtual:contents`: title, standfirst and place of every chapter, read from the manifests while the site is built. The list of
 * contents is needed at once and grows with the book; the rest of a manifest comes with its chapter.
 */
export function contentsModule(): Plugin {
  return {
    name: "as-of:contents",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    async load(id) {
      if (id !== `\0${name}`) return null;
      const { module, dependencies } = await runnerImport<typeof import("../chapters/registry.ts")>(
        join(root, "src/chapters/registry.ts"),
        { configFile: false, root, logLevel: "error" },
      );
      for (const file of dependencies) this.addWatchFile(file);
      const contents = module.chapters.map(({ id, title, standfirst, part, order }) => ({
        id,
        title,
        standfirst,
        part,
        order,
      }));
      return `export const contents = ${JSON.stringify(contents)};\n`;
    },
    hotUpdate({ file }) {
      if (!/^src\/chapters\/[^/]+\/chapter\.ts$/.test(relative(root, file).replaceAll("\\", "/"))) return;
      const module = this.environment.moduleGraph.getModuleById(`\0${name}`);
      if (module) this.environment.moduleGraph.invalidateModule(module);
    },
  };
}
