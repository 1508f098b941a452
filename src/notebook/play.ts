import { useEffect, useRef, useState } from "react";

/** Days that play: one after another, so many a second, until the last. A day at the end begins anew. */
export function usePlay(day: number, last: number, perSecond: number, go: (day: number) => void) {
  const [playing, setPlaying] = useState(false);
  const now = useRef({ day, last, go });
  now.current = { day, last, go };
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const { day, last, go } = now.current;
      if (day < last) go(day + 1);
      if (day + 1 >= last) setPlaying(false);
    }, 1000 / perSecond);
    return () => clearInterval(timer);
  }, [playing, perSecond]);
  const toggle = () => {
    if (!playing && now.current.day >= now.current.last) now.current.go(0);
    setPlaying(!playing);
  };
  return { playing, toggle, pause: () => setPlaying(false) };
}
