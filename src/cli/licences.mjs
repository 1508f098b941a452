// npm run licences: every installed package, for the page and for building it, has a licence that lets anyone use the notebook.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

/** Permissive licences; MPL-2.0 covers only its own files and is accepted for tools that don't ship with the page. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BSL-1.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  "Unlicense",
]);
const forFonts = new Set(["OFL-1.1"]);
const forTools = new Set(["MPL-2.0", "CC-BY-4.0"]);

/**
 * Whether an SPDX expression is allowed: of alternatives one must be, of a conjunction all.
 * @param {string} expression
 * @param {(licence: string) => boolean} accepts
 * @returns {boolean}
 */
export function isAllowed(expression, accepts) {
  const tokens = expression.replace(/[()]/g, " $& ").trim().split(/\s+/);
  let at = 0;
  const either = () => {
    let result = both();
    while (/^or$/i.test(tokens[at] ?? "")) {
      at++;
      result = both() || result;
    }
    return result;
  };
  const both = () => {
    let result = single();
    while (/^and$/i.test(tokens[at] ?? "")) {
      at++;
      result = single() && result;
    }
    return result;
  };
  const single = () => {
    const token = tokens[at++];
    if (token === undefined) return false;
    if (token !== "(") return accepts(token);
    const result = either();
    at++;
    return result;
  };
  const result = either();
  return result && at === tokens.length;
}

/**
 * What is wrong with a package's licence, or null.
 * @param {{ name: string, licence: string, ships: boolean }} entry
 * @returns {string | null}
 */
export function objection({ name, licence, ships }) {
  const accepts = (id) =>
    allowed.has(id) || (forFonts.has(id) && name.startsWith("@fontsource")) || (forTools.has(id) && !ships);
  if (licence === "") return `${name} names no licence.`;
  return isAllowed(licence, accepts) ? null : `${name} is under ${licence}, which is not on the list.`;
}

/** Every installed package with its licence, and whether the page ships it (or tools alone need it). */
export function installed() {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const entries = [];
  for (const [path, { dev = false, devOptional = false }] of Object.entries(lock)) {
    if (path === "") continue;
    const folder = join(root, path);
    let manifest;
    try {
      manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    } catch {
      // In the lock file for another platform; not installed here, so read from the lock file.
      manifest = { name: path.replace(/^.*node_modules\//, ""), license: lock[path].license };
    }
    entries.push({ name: manifest.name, licence: licenceOf(manifest, folder), ships: !dev && !devOptional });
  }
  return entries;
}

function licenceOf({ license, licenses }, folder) {
  const named = typeof license === "object" ? license?.type : license;
  const listed = Array.isArray(licenses) ? licenses.map((entry) => entry.type ?? entry).join(" OR ") : "";
  const text = named || listed;
  if (text && !/^see licen[cs]e/i.test(text)) return text;
  // Some packages have the text alone.
  try {
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    return /MIT License|Permission is hereby granted, free of charge/.test(
      readFileSync(join(folder, file), "utf8"),
    )
      ? "MIT"
      : "";
  } catch {
    return "";
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const packages = installed();
  const objections = packages.map(objection).filter((sentence) => sentence !== null);
  for (const sentence of objections) console.error(sentence);
  const counts = new Map();
  for (const { licence } of packages) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const list = [...counts].sort((a, b) => b[1] - a[1]).map(([licence, count]) => `${licence} ${count}`);
  console.log(`${packages.length} packages: ${list.join(", ")}.`);
  process.exit(objections.length > 0 ? 1 : 0);
}
