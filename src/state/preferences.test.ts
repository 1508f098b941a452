import { describe, expect, test } from "vitest";
import { createPreferences, storageKey, type TextStorage } from "./preferences.ts";

function memory(text?: string): TextStorage & { text: () => string | undefined } {
  const entries = new Map<string, string>(text === undefined ? [] : [[storageKey, text]]);
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
    text: () => entries.get(storageKey),
  };
}

describe("choices are kept between visits", () => {
  test("what was chosen comes back", () => {
    const storage = memory();
    const first = createPreferences(storage).getState();
    first.setTheme("dark");
    first.setProgress("time-travel", "finished");
    first.setPrediction("time-travel/auc", "0.7");
    first.setRoles("a,b", { a: "label" });
    const second = createPreferences(storage).getState();
    expect(second).toMatchObject({
      theme: "dark",
      progress: { "time-travel": "finished" },
      predictions: { "time-travel/auc": "0.7" },
      roles: { "a,b": { a: "label" } },
      warnings: [],
    });
  });

  test("a finished chapter is not unfinished by opening it again", () => {
    const store = createPreferences(memory());
    store.getState().setProgress("one", "finished");
    store.getState().setProgress("one", "opened");
    expect(store.getState().progress.one).toBe("finished");
  });

  test("forgetting leaves nothing in the storage", () => {
    const storage = memory();
    const store = createPreferences(storage);
    store.getState().setTheme("dark");
    store.getState().forget();
    expect(storage.text()).toBeUndefined();
    expect(store.getState().theme).toBe("system");
  });

  test("an answer can be taken back", () => {
    const store = createPreferences(memory());
    store.getState().setPrediction("a/b", "1");
    store.getState().setPrediction("a/b", null);
    expect(store.getState().predictions).toEqual({});
  });
});

describe("a storage that can't be read", () => {
  test.each(["{", "null", "[]", "7", '"dark"', ""])(
    "the corrupt text %j gives the defaults and one warning",
    (text) => {
      const { theme, progress, warnings } = createPreferences(memory(text)).getState();
      expect({ theme, progress }).toEqual({ theme: "system", progress: {} });
      expect(warnings).toMatchObject([{ code: "storage-corrupt", field: "all" }]);
    },
  );

  test("one corrupt part is named, the others are kept", () => {
    const text = JSON.stringify({ theme: "pink", progress: { one: "opened" }, roles: { f: { a: 1 } } });
    const { theme, progress, roles, warnings } = createPreferences(memory(text)).getState();
    expect({ theme, progress, roles }).toEqual({ theme: "system", progress: { one: "opened" }, roles: {} });
    expect(warnings.map(({ field }) => field)).toEqual(["theme", "roles"]);
    expect(warnings[0]!.value).toBe('"pink"');
  });

  test("without a storage, choices hold in memory and a warning says so", () => {
    const store = createPreferences(null);
    expect(store.getState().warnings).toMatchObject([{ code: "storage-missing" }]);
    store.getState().setTheme("light");
    expect(store.getState().theme).toBe("light");
  });

  test("a storage that is full loses nothing on the screen", () => {
    const full = {
      ...memory(),
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    const store = createPreferences(full);
    store.getState().setTheme("dark");
    expect(store.getState().theme).toBe("dark");
  });
});
