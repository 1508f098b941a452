import { type ComponentType, Suspense, useEffect, useRef, useState } from "react";
import { afterThePicture } from "./later.ts";
import { useNear } from "./size.ts";

/**
 * A part that stands far down, given as a lazy component: its code is fetched when the reader comes near (or prints), or has
 * read for a moment, so that the first picture does not wait for it.
 */
export function Near({ part: Part, className }: { part: ComponentType; className: string }) {
  const place = useRef<HTMLElement>(null);
  const near = useNear(place);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (near) setWanted(true);
    let gone = false;
    void afterThePicture().then(() => gone || setWanted(true));
    return () => {
      gone = true;
    };
  }, [near]);
  return (
    <section className={className} ref={place}>
      <Suspense fallback={null}>{(near || wanted) && <Part />}</Suspense>
    </section>
  );
}
