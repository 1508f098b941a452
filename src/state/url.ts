import type { Chapter } from "../core/contracts.ts";
import { defaultSetting, type Known, type LinkState, type Setting } from "./link.ts";
import { readParam, type Value } from "./parameters.ts";
import { type Warning, warn } from "./warnings.ts";

/** The version of the address format. A change that gives an old field a new meaning raises it. */
export const version = 1;

/** Fields that belong to the format. A chapter's own parameter may not be called so. */
export const reserved = ["v", "seed", "hide", "lock"] as const;

/** Fields of the format that a chapter may take for a parameter of its own. */
const optional = ["day", "step"] as const;

const seedLimit = 2 ** 31 - 1;

/**
 * The address of a state, beginning with `#/`. Only what differs from the chapter's defaults is written:
 * `#/time-travel?v=1&seed=7&delay=6`.
 */
export function encode({ place, setting }: LinkState, known: Known): string {
  if (place.kind === "page") {
    if (place.id === known.pages[0]) return "#/";
    const field = known.pagesOfItems?.[place.id] ?? "id";
    if (place.item === undefined) return `#/${encodeURIComponent(place.id)}`;
    const more = (known.fieldsOfItems?.[place.id] ?? []).filter((key) => place.fields?.[key] !== undefined);
    const written = [[field, place.item], ...more.map((key) => [key, place.fields![key]!])];
    const query = written.map(([key, value]) => `${key}=${encodeURIComponent(value!)}`).join("&");
    return `#/${encodeURIComponent(place.id)}?${query}`;
  }
  const path = `#/${encodeURIComponent(place.id)}`;
  const chapter = known.manifest(place.id);
  if (!chapter || !setting) return path;
  const fields: [string, string][] = [];
  const add = (key: string, value: Value) =>
    fields.push([key, value === true ? "1" : value === false ? "0" : String(value)]);
  if (setting.seed !== chapter.seed) add("seed", setting.seed);
  for (const [key, spec] of Object.entries(chapter.params)) {
    const value = setting.params[key];
    if (value !== undefined && !Object.is(value, spec.default)) add(key, value);
  }
  for (const key of optional) {
    const value = setting[key];
    if (value !== null && !Object.hasOwn(chapter.params, key)) add(key, value);
  }
  if (setting.hidden.length > 0) add("hide", setting.hidden.join(","));
  if (setting.locked.length > 0) add("lock", setting.locked.join(","));
  if (fields.length === 0) return path;
  const query = new URLSearchParams([["v", String(version)], ...fields]).toString();
  return `${path}?${query.replaceAll("%2C", ",")}`;
}

/**
 * The state that an address names. Whatever can't be taken as it stands is replaced by its default, and a warning names the
 * field, the value and what was done. Never throws.
 */
export function decode(hash: string, known: Known): { state: LinkState; warnings: readonly Warning[] } {
  const warnings: Warning[] = [];
  const [path, query = ""] = splitOnce(hash.replace(/^#?\/?/, ""), "?");
  const fields = new URLSearchParams(query);
  const name = decodePath(path.replace(/\/+$/, ""));
  if (!known.chapters.includes(name)) {
    const home = known.pages[0]!;
    const page = name === "" ? home : known.pages.find((id) => id === name);
    if (page === undefined) {
      warnings.push(warn("unknown-place", "chapter", name, home));
      return { state: { place: { kind: "page", id: home }, setting: null }, warnings };
    }
    const field = known.pagesOfItems?.[page];
    const item = field === undefined ? null : fields.get(field);
    const further = item ? (known.fieldsOfItems?.[page] ?? []) : [];
    const taken: Record<string, string> = {};
    for (const key of new Set(fields.keys())) {
      if (further.includes(key)) taken[key] = fields.get(key)!;
      else if (key !== "v" && !(key === field && item !== null))
        warnings.push(warn("unknown-field", key, fields.get(key)!, ""));
    }
    const place = {
      kind: "page" as const,
      id: page,
      ...(item ? { item } : {}),
      ...(Object.keys(taken).length > 0 ? { fields: taken } : {}),
    };
    return { state: { place, setting: null }, warnings };
  }
  const chapter = known.manifest(name);
  const setting = chapter ? readSetting(fields, chapter, warnings) : null;
  return { state: { place: { kind: "chapter", id: name }, setting }, warnings };
}

function readSetting(fields: URLSearchParams, chapter: Chapter, warnings: Warning[]): Setting {
  const initial = defaultSetting(chapter);
  const written = fields.get("v");
  if (written !== null && !(/^\d+$/.test(written) && Number(written) >= 1 && Number(written) <= version)) {
    const future = /^\d+$/.test(written) && Number(written) > version;
    warnings.push(warn(future ? "future-version" : "unknown-version", "v", written, String(version)));
    // The fields of another version may mean something else.
    return initial;
  }
  const params: Record<string, Value> = { ...initial.params };
  const setting = { ...initial, params };
  const seen = new Set<string>();
  for (const [key, text] of fields) {
    if (seen.has(key)) {
      warnings.push(warn("repeated", key, text, fields.get(key)!));
      continue;
    }
    seen.add(key);
    if (Object.hasOwn(chapter.params, key)) {
      const { value, problem } = readParam(chapter.params[key]!, text);
      params[key] = value;
      if (problem) warnings.push(warn(problem, key, text, String(value), chapter.params[key]));
    } else if (key === "seed")
      setting.seed = whole(key, text, seedLimit, initial.seed, warnings) ?? initial.seed;
    else if (key === "day" || key === "step") setting[key] = whole(key, text, 100_000, null, warnings);
    else if (key === "hide") setting.hidden = names(key, text, chapter, warnings);
    else if (key === "lock") setting.locked = names(key, text, chapter, warnings);
    else if (key !== "v") warnings.push(warn("unknown-field", key, text, ""));
  }
  return setting;
}

function whole(
  key: string,
  text: string,
  limit: number,
  instead: number | null,
  warnings: Warning[],
): number | null {
  const number = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number <= limit) return number;
  const used = instead === null ? "" : String(instead);
  warnings.push(warn(Number.isNaN(number) ? "not-whole" : "out-of-range", key, text, used));
  return instead;
}

/** Names of controls, without repetition, in the order written. */
function names(key: string, text: string, chapter: Chapter, warnings: Warning[]): string[] {
  const written = [...new Set(text.split(",").map((name) => name.trim()))].filter((name) => name !== "");
  return written.filter((name) => {
    const there = name === "seed" || Object.hasOwn(chapter.params, name);
    if (!there) warnings.push(warn("unknown-control", key, name, ""));
    return there;
  });
}

function splitOnce(text: string, at: string): [string, string?] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
