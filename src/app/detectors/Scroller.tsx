import type { ReactNode } from "react";

/** A box that scrolls sideways within itself where a table is wider than the screen, and can be scrolled by keys. */
export function Scroller({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys
    <section className="scroll detector-table" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
