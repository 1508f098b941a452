import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { chapters } from "./chapters/registry.ts";
import { misnamed, offences } from "./cli/architecture.ts";

const src = dirname(fileURLToPath(import.meta.url));

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.(ts|tsx|mdx)$/.test(path) && !path.endsWith(".d.ts"))
  .sort();

describe("the source tree", () => {
  test("is read", () => {
    expect(files).toContain("core/random.ts");
    expect(files.length).toBeGreaterThan(50);
  });

  test("keeps to one direction of imports, and computes without clock, chance and page", () => {
    const code = files.filter((path) => !path.endsWith(".mdx"));
    expect(code.flatMap((path) => offences(path, readFileSync(join(src, path), "utf8")))).toEqual([]);
  });

  test("has no imports in its prose, so that someone who does not program can edit it", () => {
    const prose = files.filter((path) => path.endsWith(".mdx"));
    expect(
      prose.filter((path) => /^\s*(import|export)\s/m.test(readFileSync(join(src, path), "utf8"))),
    ).toEqual([]);
  });

  test("names every detector, fault and chapter as its file or folder", () => {
    const detectors = import.meta.glob<object>(["./core/detectors/*.ts", "!**/*.test.ts"], { eager: true });
    const faults = import.meta.glob<object>(["./core/faults/*.ts", "!**/*.test.ts", "!**/index.ts"], {
      eager: true,
    });
    expect(misnamed(without(detectors, "registry.ts"), "detect")).toEqual([]);
    expect(misnamed(faults, "apply")).toEqual([]);
    // The registry itself refuses a chapter that is not named as its folder.
    expect(new Set(chapters.map(({ id }) => id)).size).toBe(chapters.length);
  });
});

/** A registry exports the modules of others. */
function without<M>(modules: Record<string, M>, file: string): Record<string, M> {
  return Object.fromEntries(Object.entries(modules).filter(([path]) => !path.endsWith(`/${file}`)));
}

describe("the check fails on what it forbids", () => {
  const plant = (path: string, text: string) => offences(path, text).join(" ");

  test.each([
    ["an import", 'import { engine } from "../engine/client.ts";'],
    ["an import over several lines", 'import {\n  engine,\n  isAbort,\n} from "../engine/client.ts";'],
    ["an import of types", 'import type { Door } from "../engine/protocol.ts";'],
    ["a bare import", 'import "../engine/client.ts";'],
    ["an export from", 'export * from "../engine/client.ts";'],
    ["an import at run time", 'const load = () => import("../engine/client.ts");'],
    ["a type from an import", 'let x: typeof import("../engine/client.ts");'],
    ["a glob", 'import.meta.glob<{ a: 1 }>("../engine/*.ts", { eager: true });'],
    ["one glob of a list", 'import.meta.glob(["./*.ts", "../engine/*.ts"]);'],
    ["a worker", 'new Worker(new URL("../engine/worker.ts", import.meta.url));'],
    [
      "an import after a regular expression with a quote",
      'const r = /["/]/;\nimport { a } from "../engine/a.ts";',
    ],
  ])("upward import: %s", (_what, text) => {
    expect(plant("core/planted.ts", text)).toContain("core may not import engine");
    expect(plant("app/planted.ts", text)).toBe("");
  });

  test.each([
    ["core", "../chapters/registry.ts"],
    ["core", "../workbench/roles/roles.ts"],
    ["chapters", "../workbench/roles/roles.ts"],
    ["chapters", "../engine/client.ts"],
    ["workbench", "../chapters/registry.ts"],
    ["engine", "../state/store.ts"],
    ["engine", "../notebook/Figure.tsx"],
    ["state", "../engine/client.ts"],
    ["notebook", "../app/App.tsx"],
    ["notebook", "../workbench/roles/roles.ts"],
    ["text", "../core/random.ts"],
    ["cli", "../notebook/Figure.tsx"],
  ])("%s may not import %s", (folder, imported) => {
    expect(plant(`${folder}/planted.ts`, `import "${imported}";`)).toContain(`${folder} may not import`);
  });

  test("a chapter may not import another, but what chapters share", () => {
    expect(plant("chapters/one/experiment.ts", 'import "../two/experiment.ts";')).toContain("another");
    expect(plant("chapters/one/experiment.ts", 'import "../shared/alarms.ts";\nimport "./chapter.ts";')).toBe(
      "",
    );
  });

  test.each([
    "Date.now()",
    "Date . now()",
    "const now = Date.now;",
    "new Date()",
    "new Date",
    "Date()",
    "performance.now()",
    "setTimeout(go, 1)",
    "`${Date.now()}`",
    "`a ${`b ${Date.now()}`} c`",
  ])("a clock: %s", (text) => {
    for (const path of [
      "core/x.ts",
      "chapters/one/experiment.ts",
      "chapters/one/must-show.ts",
      "workbench/x.ts",
    ])
      expect(plant(path, text)).toContain("reads the clock");
    expect(plant("engine/x.ts", text)).toBe("");
  });

  test.each([
    "Math.random()",
    "const { random } = Math; Math . random",
    "crypto.getRandomValues(a)",
    "crypto.randomUUID()",
  ])("chance without a seed: %s", (text) =>
    expect(plant("core/x.ts", text)).toContain("chance without a seed"),
  );

  test.each(["document.title", "localStorage.getItem(a)", "fetch(a)", "navigator.language"])(
    "the page: %s",
    (text) => {
      expect(plant("core/x.ts", text)).toContain("touches the page");
    },
  );

  test.each(["Math.exp(1)", "Math.log(2)", "Math.pow(2, 3)", "Math.sin(1)"])(
    "a function that rounds: %s",
    (text) => {
      expect(plant("core/x.ts", text)).toContain("round differently");
    },
  );

  test.each([
    ["core/stats/other.ts", "jstat"],
    ["core/random.ts", "papaparse"],
    ["workbench/roles/roles.ts", "papaparse"],
    ["app/App.tsx", "comlink"],
    ["core/random.ts", "react"],
    ["chapters/one/experiment.ts", "zustand"],
    ["chapters/one/experiment.ts", "@observablehq/plot"],
  ])("%s may not import %s", (path, name) => {
    expect(plant(path, `import x from "${name}";`)).toContain(`imports ${name}`);
  });

  test("what is only spoken of is no offence", () => {
    const text = [
      "// Date.now() and Math.random() are forbidden",
      "/* import { a } from '../engine/client.ts'; new Date() */",
      "const sentence = \"Date.now() // not a clock\", other = 'new Date()', third = `Math.random() \\` Date.now()`;",
      "const pattern = /Date.now()\\/Math.random()/g, half = a / b; // new Date()",
      "const day = new Date(at).toISOString(); const document = table; const x = Math.sqrt(Math.abs(y));",
      'import { random } from "./random.ts"; import a from "pure-rand/generator/xoroshiro128plus";',
      "other.performance; candidate(1); const updateDate = (x) => toDate(x);",
    ].join("\n");
    expect(offences("core/planted.ts", text)).toEqual([]);
  });

  test("a detector with another's name", () => {
    const detect = () => null;
    expect(misnamed({ "./core/detectors/a.ts": { default: { id: "b", detect } } }, "detect")).toEqual([
      "./core/detectors/a.ts holds “b”.",
    ]);
    expect(
      misnamed({ "./core/detectors/a.ts": { default: { id: "a", detect }, other: { id: "x" } } }, "detect"),
    ).toEqual([]);
  });
});
