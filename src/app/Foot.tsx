import type { Place } from "../state/link.ts";
import { words } from "../text/words.ts";
import { PlaceLink, readingOrder } from "./Contents.tsx";

/** The way back and the way on. */
export function Foot({ place }: { place: Place }) {
  const at = readingOrder.findIndex((one) => one.place.kind === place.kind && one.place.id === place.id);
  const previous = at > 0 ? readingOrder[at - 1] : undefined;
  const next = at >= 0 ? readingOrder[at + 1] : undefined;
  return (
    <nav className="foot" aria-label={`${words.previous} / ${words.next}`}>
      {previous ? (
        <PlaceLink to={previous.place}>
          <span className="label">{words.previous}</span>
          <span className="foot-title">{previous.title}</span>
        </PlaceLink>
      ) : (
        <span />
      )}
      {next ? (
        <PlaceLink to={next.place}>
          <span className="label">{words.next}</span>
          <span className="foot-title">{next.title}</span>
          {next.line && <span className="foot-line">{next.line}</span>}
        </PlaceLink>
      ) : (
        <span />
      )}
    </nav>
  );
}
