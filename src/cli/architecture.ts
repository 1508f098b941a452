import { posix } from "node:path";
import { importsOf, readSource } from "./source.ts";

/** What each folder of `src` may import, itself aside (src/README.md says it in words). */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  text: [],
  styles: [],
  chapters: ["core"],
  workbench: ["core"],
  incident: ["core"],
  engine: ["core", "workbench", "incident", "chapters"],
  state: ["core", "chapters"],
  notebook: ["core", "chapters", "engine", "state", "text", "styles"],
  app: ["core", "chapters", "workbench", "incident", "engine", "state", "notebook", "text", "styles"],
  cli: ["core", "chapters", "workbench", "incident", "engine", "state", "text"],
  "main.tsx": ["app", "engine", "state", "notebook", "text", "styles"],
};

/** Where a package may be imported; a package that is not named may be imported anywhere but in pure files. */
const onlyIn: Readonly<Record<string, RegExp>> = {
  jstat: /^core\/stats\/distributions\.ts$/,
  papaparse: /^workbench\/csv\//,
  comlink: /^engine\//,
  hyparquet: /^workbench\/parquet\//,
};

/** The packages that pure files may use. */
const purePackages = /^(pure-rand|@stdlib)\/|^(jstat|papaparse|hyparquet)$/;

const readsClock =
  /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(?:\(\s*\)|(?![\w\s.(]))|(?<!new\s+)(?<![\w.])Date\s*\(|\bperformance\s*\.|\bset(?:Timeout|Interval)\s*\(/;
const readsChance = /\bMath\s*\.\s*random\b|\bgetRandomValues\b|\brandomUUID\b/;
const touchesPage =
  /(?<![\w.])(?:document|navigator|localStorage|sessionStorage|indexedDB)\s*[.[]|(?<![\w.])(?:fetch|XMLHttpRequest|WebSocket|requestAnimationFrame)\s*\(/;
const roundsDifferently =
  /\bMath\s*\.\s*(?:exp|expm1|log|log1p|log2|log10|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot)\b/;

/** Files that compute: the same input gives the same output, in Node and in every browser. */
export function isPure(path: string): boolean {
  if (path.startsWith("core/")) return true;
  if (path.startsWith("chapters/"))
    return !/^chapters\/(registry|contents)\.ts$/.test(path) && path.endsWith(".ts");
  return /^(workbench|incident)\//.test(path) && !/\.job\.ts$|\.tsx$/.test(path);
}

/**
 * What a source file does that its place forbids, one sentence each. `path` is relative to `src`. Tests are judged by what they
 * test: they may import what they like.
 */
export function offences(path: string, text: string): string[] {
  if (/\.test\.tsx?$/.test(path)) return [];
  const source = readSource(text);
  const found = importsOf(source).flatMap((imported) => offenceOf(path, imported) ?? []);
  if (!isPure(path)) return found;
  const { code } = source;
  if (readsClock.test(code)) found.push(`${path} reads the clock.`);
  if (readsChance.test(code)) found.push(`${path} uses chance without a seed.`);
  if (touchesPage.test(code)) found.push(`${path} touches the page or the network.`);
  if (path.startsWith("core/") && roundsDifferently.test(code))
    found.push(
      `${path} uses a function of Math that browsers round differently; core/math/elementary.ts has its own.`,
    );
  return found;
}

function offenceOf(path: string, imported: string): string | null {
  const here = folderOf(path);
  if (imported.startsWith("virtual:"))
    return virtualFor(imported).includes(here) ? null : `${path} may not import ${imported}.`;
  if (!imported.startsWith(".")) return offenceOfPackage(path, imported);
  const target = posix.join(posix.dirname(path), imported);
  const there = folderOf(target);
  const allowed = mayImport[here];
  if (!allowed) return `${path} lies in a folder that src/README.md does not name.`;
  if (there !== here && !allowed.includes(there))
    return `${path} imports ${imported}: ${here} may not import ${there}.`;
  if (here === "chapters" && there === "chapters") {
    const [own, other] = [chapterOf(path), chapterOf(target)];
    if (own && other && own !== other && !other.includes("*"))
      return `${path} imports ${imported}: a chapter does not import another.`;
  }
  return null;
}

/** The folders that may import what is made while the site is built. */
function virtualFor(name: string): readonly string[] {
  if (name === "virtual:contents") return ["chapters", "cli"];
  return name === "virtual:term-uses" ? ["app", "cli"] : ["engine", "cli"];
}

function offenceOfPackage(path: string, imported: string): string | null {
  const name = imported
    .split("/")
    .slice(0, imported.startsWith("@") ? 2 : 1)
    .join("/");
  const place = Object.hasOwn(onlyIn, name) ? onlyIn[name]! : null;
  if (place && !place.test(path)) return `${path} imports ${name}, which only ${place.source} may.`;
  const draws =
    path.startsWith("workbench/pictures/draw") ||
    (path.startsWith("chapters/") && !/\/(chapter|experiment|must-show|scenario)\.ts$/.test(path));
  if (draws && name === "@observablehq/plot") return null;
  if (isPure(path) && !purePackages.test(imported)) return `${path} imports ${name}, but only computes.`;
  return null;
}

function folderOf(path: string): string {
  return path.split("/")[0]!;
}

/** The chapter that a path belongs to; null for what the chapters share. */
function chapterOf(path: string): string | null {
  const [, folder, file] = path.split("/");
  return file === undefined || folder === "shared" ? null : folder!;
}

/** Default exports or named exports whose `id` is not the name of their file, one sentence each. */
export function misnamed(modules: Readonly<Record<string, object>>, marker: string): string[] {
  return Object.entries(modules).flatMap(([path, module]) => {
    const name = posix.basename(path, ".ts");
    return Object.values(module)
      .filter((value) => typeof value === "object" && value !== null && marker in value && value.id !== name)
      .map((value) => `${path} holds “${value.id}”.`);
  });
}
