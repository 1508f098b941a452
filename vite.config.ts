import mdx from "@mdx-js/rollup";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { contentsModule } from "./src/cli/contents.ts";
import { firstFrames } from "./src/cli/first-frames.ts";
import { LongestFirst } from "./src/cli/longest-first.ts";
import { nativeModules } from "./src/cli/native.ts";
import { sentencesInParagraphs } from "./src/cli/paragraphs.ts";
import { termUsesModule } from "./src/cli/term-uses.ts";

/** Vite's development server writes inline scripts and styles into the page; the policy is for what is published. */
function policyOnlyWhenBuilt(): Plugin {
  return {
    name: "as-of:policy-only-when-built",
    apply: "serve",
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
  };
}

/**
 * A library asks at its start whether text can be evaluated, to see if generators exist. Under the page's policy it cannot; asking
 * alone would be reported as a breach. So it gets its answer, an error, without asking.
 */
function noEval(): Plugin {
  const name = "@stdlib/utils-eval";
  return {
    name: "as-of:no-eval",
    enforce: "pre",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) =>
      id === `\0${name}`
        ? 'module.exports = () => { throw new EvalError("Text is not evaluated here."); };'
        : null,
  };
}

/** What is read before any page stands, whichever it is. */
const neededByAll =
  /\/src\/(state|text)\/|\/src\/notebook\/(size|format|context|slide|spoken|schedule|later)\.ts$|\/src\/engine\/(client|pool|cache|errors)\.ts$|\/src\/chapters\/contents\.ts$|\/src\/core\/(defaults-of|export\/typeset)\.ts$|\/src\/app\/(Contents|Foot|Shell)\.tsx$|\/node_modules\/(react|react-dom|scheduler|zustand|comlink)\//;

export default defineConfig({
  // Relative addresses: the built site works under any sub-path of any static host.
  base: "./",
  plugins: [
    { enforce: "pre", ...mdx({ rehypePlugins: [sentencesInParagraphs] }) },
    react({ include: /\.(mdx|jsx|tsx)$/ }),
    contentsModule(),
    firstFrames(),
    termUsesModule(),
    noEval(),
    policyOnlyWhenBuilt(),
    // A whole run of the tests sets this; a single test while one writes is sooner there without a build.
    ...(process.env.AS_OF_NATIVE ? [nativeModules()] : []),
  ],
  worker: { format: "es" },
  build: {
    target: "es2022",
    // A file inlined as `data:` would break the policy for fonts.
    assetsInlineLimit: 0,
    // Lists of what each chapter will ask for grow with the book and would all be read before the first chapter.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files) => files.filter((file) => file.endsWith(".css")),
    },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: "index.html", "self-check": "e2e/self-check.html" },
      // What every page needs is one file: it is compressed better than in twenty.
      output: { codeSplitting: { groups: [{ name: "base", test: neededByAll }] } },
    },
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "node",
    pool: "threads",
    maxWorkers: 2,
    // Files share what they load and what the compiler has learned of it. Nothing here changes a module for the next.
    isolate: false,
    ...(process.env.AS_OF_NATIVE ? { sequence: { sequencer: LongestFirst } } : {}),
    testTimeout: 60_000,
  },
});
