import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Chapter } from "../core/contracts.ts";
import type { Known } from "./link.ts";
import { addressOf, createNotebookStore, type Store } from "./store.ts";
import { syncAddress } from "./sync.ts";

const chapter = (id: string): Chapter => ({
  id,
  title: id,
  standfirst: "",
  part: 1,
  order: 1,
  seed: 1,
  params: { delay: { kind: "number", label: "Delay", unit: "h", min: 0, max: 72, step: 1, default: 6 } },
  sources: [],
});
const known: Known = {
  chapters: ["one", "two"],
  manifest: (id) => (known.chapters.includes(id) ? chapter(id) : undefined),
  pages: ["contents", "your-data"],
};

/** A browser's address bar with its history. */
function addressBar(hash: string) {
  const entries = [hash];
  let index = 0;
  const listeners = new Set<() => void>();
  const moved = () => {
    for (const listener of listeners) listener();
  };
  return {
    entries,
    replaced: 0,
    location: {
      get hash() {
        return entries[index]!;
      },
      get href() {
        return `https://example.org/${entries[index]}`;
      },
    },
    history: {
      pushState(_data: unknown, _unused: string, url: string) {
        entries.splice(++index, Infinity, url);
      },
      replaceState(_data: unknown, _unused: string, url: string) {
        entries[index] = url;
      },
    },
    addEventListener: (_type: string, listener: () => void) => void listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => void listeners.delete(listener),
    back() {
      index--;
      moved();
    },
    forward() {
      index++;
      moved();
    },
    type(url: string) {
      entries.splice(++index, Infinity, url);
      moved();
    },
  };
}

describe("the address follows the store, and the store the address", () => {
  let store: Store;
  let stop = () => {};
  const started = (hash: string) => {
    const bar = addressBar(hash);
    stop = syncAddress(bar, store, known);
    return bar;
  };
  beforeEach(() => {
    vi.useFakeTimers();
    store = createNotebookStore(known);
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  test("opening a link restores chapter, seed and parameters", () => {
    started("#/two?v=1&seed=9&delay=12");
    expect(store.getState().place).toEqual({ kind: "chapter", id: "two" });
    expect(store.getState().settings.two).toMatchObject({ seed: 9, params: { delay: 12 } });
  });

  test("a wrong value is named in a warning, and the address then says what is shown", () => {
    const bar = started("#/one?delay=900");
    expect(store.getState().warnings).toMatchObject([{ field: "delay", value: "900", used: "6" }]);
    expect(bar.entries).toEqual(["#/one"]);
    store.getState().dismissWarnings();
    expect(store.getState().warnings).toEqual([]);
  });

  test("a drag leaves one entry in the history, with the last value", () => {
    const bar = started("#/one");
    for (let delay = 7; delay <= 40; delay++) store.getState().setParam("one", "delay", delay);
    vi.advanceTimersByTime(1000);
    expect(bar.entries).toEqual(["#/one?v=1&delay=40"]);
  });

  test("another chapter is a new entry; back and forward restore both as they were left", () => {
    const bar = started("#/one");
    store.getState().setParam("one", "delay", 20);
    store.getState().go({ kind: "chapter", id: "two" });
    store.getState().setParam("two", "delay", 30);
    vi.advanceTimersByTime(1000);
    expect(bar.entries).toEqual(["#/one?v=1&delay=20", "#/two?v=1&delay=30"]);
    bar.back();
    expect(store.getState().place.id).toBe("one");
    expect(store.getState().settings.one?.params.delay).toBe(20);
    bar.forward();
    expect(store.getState().place.id).toBe("two");
    expect(store.getState().settings.two?.params.delay).toBe(30);
    expect(bar.entries).toHaveLength(2);
  });

  test("an address typed by hand is followed", () => {
    const bar = started("#/");
    bar.type("#/two?delay=9h");
    expect(store.getState().settings.two?.params.delay).toBe(9);
    expect(bar.location.hash).toBe("#/two?v=1&delay=9");
  });

  test("a browser that refuses to change the address stops nothing", () => {
    const bar = addressBar("#/one");
    bar.history.replaceState = () => {
      throw new DOMException("Too many calls", "SecurityError");
    };
    stop = syncAddress(bar, store, known);
    store.getState().setParam("one", "delay", 20);
    expect(() => vi.advanceTimersByTime(1000)).not.toThrow();
    expect(store.getState().settings.one?.params.delay).toBe(20);
  });
});

describe("the store", () => {
  test("a number is brought onto the control's range and steps", () => {
    const store = createNotebookStore(known);
    store.getState().setParam("one", "delay", 7.4);
    expect(store.getState().settings.one?.params.delay).toBe(7);
    store.getState().setParam("one", "delay", 1000);
    expect(store.getState().settings.one?.params.delay).toBe(72);
  });

  test("reset restores the defaults and keeps what the sender locked", () => {
    const store = createNotebookStore(known);
    store.getState().open("#/one?delay=9&seed=5&lock=delay");
    store.getState().reset("one");
    expect(addressOf(undefined, store, known)).toBe("#/one?v=1&lock=delay");
  });

  test("a parameter or chapter that does not exist changes nothing", () => {
    const store = createNotebookStore(known);
    const before = store.getState().settings;
    store.getState().setParam("one", "colour", 1);
    store.getState().setParam("three", "delay", 1);
    store.getState().setSeed("three", 1);
    expect(store.getState().settings).toBe(before);
  });
});
