import { type Known, placeKey } from "./link.ts";
import { addressOf, known as knownPlaces, linkState, store as pageStore, type Store } from "./store.ts";
import { decode, encode } from "./url.ts";

/** The parts of a browser window that the address needs. */
export type AddressBar = {
  location: { hash: string; href: string };
  history: {
    pushState(data: unknown, unused: string, url: string): void;
    replaceState(data: unknown, unused: string, url: string): void;
  };
  addEventListener(type: "popstate" | "hashchange", listener: () => void): void;
  removeEventListener(type: "popstate" | "hashchange", listener: () => void): void;
};

/** Browsers refuse more than about a hundred changes of the address in half a minute. */
const pause = 300;

/**
 * Keeps the store and the address in step. Another chapter or page is a new entry of the history; a changed value replaces the
 * entry it stands in (a drag is no hundred steps back). Returns what ends it.
 */
export function syncAddress(
  bar: AddressBar = window,
  store: Store = pageStore,
  known: Known = knownPlaces,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let following = false;

  const address = (state = store.getState()) => encode(linkState(state), known);
  const write = (how: "pushState" | "replaceState", url = address()) => {
    clearTimeout(timer);
    timer = undefined;
    if (url === (bar.location.hash || "#/")) return;
    try {
      bar.history[how](null, "", url);
    } catch {
      // A browser that is asked too often refuses. The next change brings the address up to date.
    }
  };
  const follow = () => {
    clearTimeout(timer);
    timer = undefined;
    const { hash } = bar.location;
    if (hash === address()) return;
    const open = () => {
      // Meanwhile a person may have gone on.
      if (bar.location.hash !== hash) return;
      following = true;
      store.getState().open(hash);
      following = false;
      // What was wrong in the address is named in a notice; the address itself then says what is shown.
      write("replaceState");
    };
    const loading = manifestOf(hash, known);
    // Where it cannot be loaded, the chapter's page says so.
    if (loading) loading.then(open, open);
    else open();
  };

  store.getState().open(bar.location.hash);
  write("replaceState");
  const unsubscribe = store.subscribe((state, before) => {
    if (following) return;
    if (placeKey(state.place) !== placeKey(before.place)) {
      // A change that waits to be written belongs to the place that is left.
      if (timer !== undefined) write("replaceState", address(before));
      write("pushState");
      return;
    }
    if (state.settings !== before.settings || state.place !== before.place)
      timer ??= setTimeout(() => write("replaceState"), pause);
  });
  bar.addEventListener("popstate", follow);
  bar.addEventListener("hashchange", follow);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    bar.removeEventListener("popstate", follow);
    bar.removeEventListener("hashchange", follow);
  };
}

/** Loads the manifest that an address needs before it can be read; null where it needs none, or has it. */
export function manifestOf(hash: string, known: Known = knownPlaces): Promise<unknown> | null {
  const { place } = decode(hash, known).state;
  return place.kind === "chapter" && !known.manifest(place.id) ? (known.load?.(place.id) ?? null) : null;
}

/** The full link to the present state. It may be ahead of the address bar by a moment. */
export function presentLink(bar: Pick<AddressBar, "location"> = window): string {
  return bar.location.href.replace(/#.*$/s, "") + addressOf();
}

/** Copies the link to the present state; false where the browser does not allow it (then show the link for copying by hand). */
export async function copyLink(): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(presentLink());
    return true;
  } catch {
    return false;
  }
}
