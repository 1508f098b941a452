import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import { type Warning, warn } from "./warnings.ts";

export type ThemeChoice = "system" | "light" | "dark";
export type Progress = "opened" | "finished";

/** What a person chose or answered. Nothing else is stored, and none of it leaves the browser. */
export type Choices = {
  readonly theme: ThemeChoice;
  /** How far each chapter was read, by chapter. */
  readonly progress: Readonly<Record<string, Progress>>;
  /** Answers to the questions, by `<chapter>/<question>`. */
  readonly predictions: Readonly<Record<string, string>>;
  /** Role maps for files of one's own, by a name for the file's header: column to role. */
  readonly roles: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

export type Preferences = Choices & {
  readonly warnings: readonly Warning[];
  setTheme(theme: ThemeChoice): void;
  setProgress(chapter: string, progress: Progress): void;
  /** Keeps the answer to a question; null forgets it. */
  setPrediction(question: string, answer: string | null): void;
  setRoles(file: string, roles: Readonly<Record<string, string>>): void;
  /** Forgets everything that was stored. */
  forget(): void;
  dismissWarnings(): void;
};

export type TextStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** `public/theme.js` reads the same key before the first paint. */
export const storageKey = "as-of";

const none: Choices = { theme: "system", progress: {}, predictions: {}, roles: {} };

/** How many role maps and answers are kept; the oldest go first. */
const most = 200;

/** The choices behind a text storage, or in memory alone where there is none. Never throws. */
export function createPreferences(storage: TextStorage | null): StoreApi<Preferences> {
  const { choices, warnings } = load(storage);
  return createStore<Preferences>()((set, get) => {
    const keep = (part: Partial<Choices>) => {
      set(part);
      const { theme, progress, predictions, roles } = get();
      save(storage, { theme, progress, predictions, roles });
    };
    return {
      ...choices,
      warnings,
      setTheme: (theme) => keep({ theme }),
      setProgress(chapter, progress) {
        const old = get().progress;
        if (old[chapter] === progress || old[chapter] === "finished") return;
        keep({ progress: { ...old, [chapter]: progress } });
      },
      setPrediction(question, answer) {
        const rest = omit(get().predictions, question);
        keep({ predictions: answer === null ? rest : newest({ ...rest, [question]: answer }) });
      },
      setRoles: (file, roles) => keep({ roles: newest({ ...omit(get().roles, file), [file]: roles }) }),
      forget() {
        set(none);
        try {
          storage?.removeItem(storageKey);
        } catch {
          // Nothing is stored where nothing can be.
        }
      },
      dismissWarnings: () => set({ warnings: [] }),
    };
  });
}

function load(storage: TextStorage | null): { choices: Choices; warnings: Warning[] } {
  if (!storage) return { choices: none, warnings: [warn("storage-missing", "all", "", "")] };
  let stored: unknown;
  let text: string | null = null;
  try {
    text = storage.getItem(storageKey);
    if (text === null) return { choices: none, warnings: [] };
    stored = JSON.parse(text);
  } catch {
    const missing = text === null;
    return {
      choices: none,
      warnings: [warn(missing ? "storage-missing" : "storage-corrupt", "all", text ?? "", "")],
    };
  }
  if (!isRecord(stored)) return { choices: none, warnings: [warn("storage-corrupt", "all", text, "")] };
  const warnings: Warning[] = [];
  const part = <K extends keyof Choices>(key: K, holds: (value: unknown) => boolean): Choices[K] => {
    const value = stored[key];
    if (value === undefined) return none[key];
    if (holds(value)) return value as Choices[K];
    warnings.push(warn("storage-corrupt", key, JSON.stringify(value), JSON.stringify(none[key])));
    return none[key];
  };
  const choices: Choices = {
    theme: part("theme", (value) => value === "system" || value === "light" || value === "dark"),
    progress: part(
      "progress",
      recordOf((value) => value === "opened" || value === "finished"),
    ),
    predictions: part("predictions", recordOf(isText)),
    roles: part("roles", recordOf(recordOf(isText))),
  };
  return { choices, warnings };
}

function save(storage: TextStorage | null, choices: Choices): void {
  try {
    storage?.setItem(storageKey, JSON.stringify(choices));
  } catch {
    // Full or forbidden: the choice holds until the page is closed.
  }
}

const isText = (value: unknown): boolean => typeof value === "string";

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordOf(holds: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => isRecord(value) && Object.values(value).every(holds);
}

function omit<V>(record: Readonly<Record<string, V>>, key: string): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}

function newest<V>(record: Record<string, V>): Record<string, V> {
  return Object.fromEntries(Object.entries(record).slice(-most));
}

/** The browser's storage, or null where the page may not use it (reading the property alone can throw). */
export function browserStorage(): TextStorage | null {
  try {
    const storage = globalThis.localStorage;
    storage.getItem(storageKey);
    return storage;
  } catch {
    return null;
  }
}

/** The person's choices on this page. */
export const preferences: StoreApi<Preferences> = createPreferences(browserStorage());

/** A part of the choices in a component. */
export function usePreferences<T>(select: (choices: Preferences) => T): T {
  return useStore(preferences, select);
}
