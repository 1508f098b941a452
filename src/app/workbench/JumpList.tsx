import { text } from "./text.ts";

type JumpPlace = readonly [id: string, name: string, there: boolean];

/** A way to each part of a long page. A part that is still computed is named already, so that nothing moves when it comes. */
export function JumpList({ places }: { places: readonly JumpPlace[] }) {
  return (
    <nav className="bench-jump label" aria-label={text.onThisPage}>
      <ul>
        {places.map(([id, name, there]) => (
          <li key={id}>
            <button type="button" className="plain" disabled={!there} onClick={() => goTo(id)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function goTo(id: string): void {
  const heading = document.getElementById(id);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
}
