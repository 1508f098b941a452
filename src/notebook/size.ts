import { type RefObject, useEffect, useState, useSyncExternalStore } from "react";
import { usePrinting } from "./printing.ts";

/** The width of an element in whole pixels; 0 until it is known. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

/** Tells the style sheet how tall an element is, as `--tall`: what sticks must know whether it fits the window. */
export function useTallness(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      element.style.setProperty("--tall", `${Math.ceil(element.offsetHeight)}px`),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
}

/** Whether an element is in sight or about to be. Paper counts: everything must be on it. */
export function useNear(ref: RefObject<HTMLElement | null>): boolean {
  const printing = usePrinting();
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry!.isIntersecting), {
      rootMargin: "500px 0px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return near || printing;
}

/** A media query that components may ask. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}
