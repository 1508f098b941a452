import { type ReactNode, type RefObject, useCallback, useEffect, useRef } from "react";
import { Hatching } from "../notebook/Hatching.tsx";
import { type Place, placeKey } from "../state/link.ts";
import { words } from "../text/words.ts";
import { Contents, PlaceLink } from "./Contents.tsx";
import { Drawer } from "./Drawer.tsx";
import { Notices } from "./Notices.tsx";
import { Tools } from "./Tools.tsx";

/** Remembers how far each place was read. Returns that for a place the browser goes back to, and 0 for one that is newly opened. */
function useWayBack(place: RefObject<string>): (where: string) => number {
  const back = useRef(false);
  const read = useRef(new Map<string, number>());
  useEffect(() => {
    const note = () => read.current.set(place.current, window.scrollY);
    const navigation = (window as { navigation?: EventTarget }).navigation;
    const way = (event: Event) => {
      const { navigationType } = event as Event & { navigationType: string };
      if (navigationType !== "replace") back.current = navigationType === "traverse";
    };
    window.addEventListener("scroll", note, { passive: true });
    navigation?.addEventListener("navigate", way);
    return () => {
      window.removeEventListener("scroll", note);
      navigation?.removeEventListener("navigate", way);
    };
  }, [place]);
  return useCallback((where) => (back.current ? (read.current.get(where) ?? 0) : 0), []);
}

/** Contents in sight on wide screens, in a drawer on narrow ones; the page beside or under them. */
export function Shell({ place, children }: { place: Place; children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const where = placeKey(place);
  const before = useRef(where);
  const wayBack = useWayBack(before);
  useEffect(() => {
    if (before.current === where) return;
    before.current = where;
    // Among eighteen chapters the open one may lie below the edge of the list.
    document.querySelector(".side [aria-current=page]")?.scrollIntoView({ block: "nearest" });
    // A new page begins at its top, for the eye and for the screen reader; the way back leads to where one was.
    window.scrollTo(0, wayBack(where));
    main.current?.focus({ preventScroll: true });
  }, [where, wayBack]);

  const home: Place = { kind: "page", id: "contents" };
  return (
    <>
      {/* Not a link: the fragment of the address belongs to the router. */}
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {words.skip}
      </button>
      <Hatching />
      <div className="shell">
        <header className="bar">
          <PlaceLink to={home} className="wordmark">
            {words.name}
          </PlaceLink>
          <Drawer place={place} />
        </header>
        <aside className="side" aria-label={words.name}>
          <PlaceLink
            to={home}
            className="wordmark"
            current={place.kind === "page" && place.id === "contents"}
          >
            {words.name}
          </PlaceLink>
          <Contents place={place} />
          <Tools />
        </aside>
        <main id="main" ref={main} tabIndex={-1}>
          <Notices />
          {children}
        </main>
      </div>
    </>
  );
}
