import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Keeps the focus within a part of the page where a result that arrives takes the focused element out: whoever reads by keyboard
 * would begin again at the top of the page. `passOn` gives the focus to what has come in its place; `gone` is still whole, so that
 * it can be asked what it was.
 */
export function useKeptFocus(
  part: RefObject<HTMLElement | null>,
  passOn: (part: HTMLElement, gone: Element) => void,
) {
  const held = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (held.current?.isConnected !== false || document.activeElement !== document.body) return;
    if (part.current) passOn(part.current, held.current);
  });
  return {
    onFocus({ target }: FocusEvent) {
      held.current = target;
    },
    // What is taken out of the page says nothing here; so this is a reader who has moved on.
    onBlur() {
      held.current = null;
    },
  };
}
