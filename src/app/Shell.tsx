import { type ReactNode, useEffect, useRef } from "react";
import { Hatching } from "../notebook/Hatching.tsx";
import { type Place, placeKey } from "../state/link.ts";
import { words } from "../text/words.ts";
import { Contents, PlaceLink } from "./Contents.tsx";
import { Drawer } from "./Drawer.tsx";
import { Notices } from "./Notices.tsx";
import { Tools } from "./Tools.tsx";

/** Contents in sight on wide screens, in a drawer on narrow ones; the page beside or under them. */
export function Shell({ place, children }: { place: Place; children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const where = placeKey(place);
  const before = useRef(where);
  useEffect(() => {
    if (before.current === where) return;
    before.current = where;
    // A new page begins at its top, for the eye and for the screen reader.
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [where]);

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
