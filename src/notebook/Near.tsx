import { type ComponentType, Suspense, useRef } from "react";
import { useNear } from "./size.ts";

/**
 * A part that stands far down, given as a lazy component: its code is fetched when the reader comes near (or prints), so that the
 * first picture does not wait for it.
 */
export function Near({ part: Part, className }: { part: ComponentType; className: string }) {
  const place = useRef<HTMLElement>(null);
  const near = useNear(place);
  const reached = useRef(false);
  reached.current ||= near;
  return (
    <section className={className} ref={place}>
      <Suspense fallback={null}>{reached.current && <Part />}</Suspense>
    </section>
  );
}
