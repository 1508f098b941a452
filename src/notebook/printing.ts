import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

/** Whether the page is being made ready for paper: everything is shown and drawn, near or far, revealed or not. */
let printing = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (printing === next) return;
  printing = next;
  // The browser takes its picture as soon as its own event has been handled.
  flushSync(() => {
    for (const listener of listeners) listener();
  });
}

if (typeof window !== "undefined") {
  window.addEventListener("beforeprint", () => set(true));
  window.addEventListener("afterprint", () => set(false));
}

export function usePrinting(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => printing,
    () => false,
  );
}

/** Draws what was not drawn yet, then opens the browser's print dialogue. */
export function printPage(): void {
  set(true);
  setTimeout(() => window.print(), 1200);
}
