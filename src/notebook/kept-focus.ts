import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Keeps the focus in a list whose lines change places between its parts when a result arrives: a line that is taken out and put in
 * elsewhere would lose it, and whoever reads by keyboard would begin again at the top of the page. A line is known by
 * `data-line`. Where the line has gone into a closed fold the fold's own summary takes the focus.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>) {
  const held = useRef<{ line: string; tag: string } | null>(null);
  useLayoutEffect(() => {
    const root = list.current;
    if (held.current === null || root === null || document.activeElement !== document.body) return;
    const line = root.querySelector(`[data-line="${CSS.escape(held.current.line)}"]`);
    const fold = line?.closest("details:not([open])");
    const target = fold
      ? fold.querySelector("summary")
      : (line ?? root).querySelector<HTMLElement>(held.current.tag);
    target?.focus();
  });
  return {
    onFocus(event: FocusEvent) {
      const line = event.target.closest("[data-line]")?.getAttribute("data-line");
      held.current = line ? { line, tag: event.target.tagName } : null;
    },
    // What is taken out of the page says nothing here; so this is a reader who has moved on.
    onBlur() {
      held.current = null;
    },
  };
}
