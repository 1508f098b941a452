import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import { chapters, loadChapter, loadedChapter } from "../chapters/contents.ts";
import { defaultSetting, type Fields, type Known, type LinkState, type Place, type Setting } from "./link.ts";
import { fieldsOfItems, pages, pagesOfItems } from "./pages.ts";
import { sameParams, snap, type Value } from "./parameters.ts";
import { decode, encode } from "./url.ts";
import type { Warning } from "./warnings.ts";

export type State = {
  readonly place: Place;
  /** By chapter that has been opened: a person who comes back finds it as it was left. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** What the last address held that could not be taken as it stands. */
  readonly warnings: readonly Warning[];
};

export type Actions = {
  go(place: Place): void;
  /** Sets one parameter of a chapter; a number is brought onto the control's range and steps. */
  setParam(chapter: string, key: string, value: Value): void;
  setSeed(chapter: string, seed: number): void;
  setDay(chapter: string, day: number | null): void;
  setStep(chapter: string, step: number | null): void;
  /** Which controls a link shows but does not let change (`locked`) or leaves out (`hidden`). */
  setControls(chapter: string, controls: { hidden?: readonly string[]; locked?: readonly string[] }): void;
  /** The chapter as a bare link opens it. Hidden and locked controls stay: they are the sender's, not the reader's. */
  reset(chapter: string): void;
  /** Sets what the present page holds of its own in the address, where it shows one thing of many. */
  setFields(fields: Fields): void;
  /** Adds what a page found wrong in its own fields. */
  warn(warnings: readonly Warning[]): void;
  dismissWarnings(): void;
  /** Takes over an address and keeps what it warns of. */
  open(hash: string): void;
};

export type Store = StoreApi<State & Actions>;

/** A store over the chapters and pages that are known. The page uses {@link store}; tests make their own. */
export function createNotebookStore(known: Known): Store {
  return createStore<State & Actions>()((set, get) => {
    const change = (id: string, part: Partial<Setting>) => {
      const entry = known.manifest(id);
      if (!entry) return;
      const { settings } = get();
      set({ settings: { ...settings, [id]: { ...(settings[id] ?? defaultSetting(entry)), ...part } } });
    };
    return {
      place: { kind: "page", id: known.pages[0]! },
      settings: {},
      warnings: [],
      go: (place) => set({ place, warnings: [] }),
      setParam(id, key, value) {
        const entry = known.manifest(id);
        const spec = entry?.params[key];
        if (!entry || !spec) return;
        const old = get().settings[id] ?? defaultSetting(entry);
        const next = spec.kind === "number" && typeof value === "number" ? snap(spec, value) : value;
        if (!Object.is(old.params[key], next)) change(id, { params: { ...old.params, [key]: next } });
      },
      setSeed: (id, seed) => change(id, { seed }),
      setDay: (id, day) => change(id, { day }),
      setStep: (id, step) => change(id, { step }),
      setControls: (id, controls) => change(id, controls),
      reset(id) {
        const entry = known.manifest(id);
        if (!entry) return;
        const { hidden: _hidden, locked: _locked, ...rest } = defaultSetting(entry);
        change(id, rest);
      },
      setFields(fields) {
        const { place } = get();
        if (place.kind !== "page" || place.item === undefined) return;
        const { fields: _before, ...rest } = place;
        set({ place: Object.keys(fields).length > 0 ? { ...rest, fields } : rest });
      },
      warn: (warnings) => set({ warnings: [...get().warnings, ...warnings] }),
      dismissWarnings: () => set({ warnings: [] }),
      open(hash) {
        const { state, warnings } = decode(hash, known);
        set({ place: state.place, warnings });
        if (state.place.kind === "chapter" && state.setting) change(state.place.id, state.setting);
      },
    };
  });
}

/** What a link to the present state restores. */
export function linkState(state: State, place: Place = state.place): LinkState {
  return { place, setting: place.kind === "chapter" ? (state.settings[place.id] ?? null) : null };
}

export const known: Known = {
  chapters: chapters.map(({ id }) => id),
  manifest: loadedChapter,
  load: loadChapter,
  pages,
  pagesOfItems,
  fieldsOfItems,
};

/** The one store of the page. */
export const store: Store = createNotebookStore(known);

/** A part of the store in a component. */
export function useNotebook<T>(select: (state: State & Actions) => T): T {
  return useStore(store, select);
}

/** The address (`#/…`) of a place as it stands now; of the present place where none is given. */
export function addressOf(place?: Place, from: Store = store, places: Known = known): string {
  return encode(linkState(from.getState(), place), places);
}

/** Whether a chapter stands at its defaults (parameters and seed). */
export function isDefault(setting: Setting, initial: Setting): boolean {
  return setting.seed === initial.seed && sameParams(setting.params, initial.params);
}
