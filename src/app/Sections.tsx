import { useEffect, useState } from "react";
import { words } from "../text/words.ts";

/** The parts of the open chapter, as far as they are shown: a way to the repair, or to the check, without scrolling through the rest. */
export default function Sections() {
  const [headings, setHeadings] = useState<readonly HTMLHeadingElement[]>([]);
  useEffect(() => {
    const main = document.getElementById("main")!;
    const look = () =>
      setHeadings((before) => {
        const now = [...main.querySelectorAll<HTMLHeadingElement>(".prose h2")];
        return now.length === before.length && now.every((one, i) => one === before[i]) ? before : now;
      });
    look();
    // An answered question reveals further parts.
    const observer = new MutationObserver(look);
    observer.observe(main, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  if (headings.length === 0) return null;
  return (
    <ul className="sections" aria-label={words.sections}>
      {headings.map((heading) => (
        <li key={heading.textContent}>
          <button type="button" onClick={() => setTimeout(goTo, 0, heading)}>
            {heading.textContent}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** After the drawer, where there was one, has closed and given the focus back. */
function goTo(heading: HTMLHeadingElement): void {
  heading.tabIndex = -1;
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
}
