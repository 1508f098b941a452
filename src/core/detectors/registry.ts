/// <reference path="../vite-glob.d.ts" />
import type { Detector } from "../contracts.ts";

const modules = import.meta.glob<{ default?: unknown }>(["./*.ts", "!./*.test.ts", "!./registry.ts"], {
  eager: true,
});

/**
 * The detectors among some modules: every default export that has a `detect`. A detector is found by lying in this folder;
 * nothing is listed by hand. Throws where an id is not the name of its file.
 */
export function detectorsOf(
  files: Readonly<Record<string, { readonly default?: unknown }>>,
): readonly Detector[] {
  const found: Detector[] = [];
  for (const [path, module] of Object.entries(files)) {
    const candidate = module.default;
    if (!isDetector(candidate)) continue;
    const name = path.replace(/^.*\//, "").replace(/\.ts$/, "");
    if (candidate.id !== name)
      throw new Error(
        `The detector in ${name}.ts calls itself “${candidate.id}”; its id is its file's name.`,
      );
    found.push(candidate);
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isDetector(value: unknown): value is Detector {
  return (
    typeof value === "object" &&
    value !== null &&
    "detect" in value &&
    typeof value.detect === "function" &&
    "id" in value &&
    typeof value.id === "string"
  );
}

/** Every detector of this folder, by id. */
export const detectors: readonly Detector[] = detectorsOf(modules);

const byId = new Map(detectors.map((one) => [one.id, one]));

/** The detector of that id. Throws, naming the id, where there is none. */
export function detector(id: string): Detector {
  const found = byId.get(id);
  if (!found) throw new Error(`There is no detector “${id}”.`);
  return found;
}
