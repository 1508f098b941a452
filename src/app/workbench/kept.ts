import { createContext, type Dispatch, type SetStateAction, useContext, useEffect, useState } from "react";

/** Which files the parts below are about. */
export const AboutFiles = createContext("");

let about = "";
let kept = new Map<string, unknown>();

/**
 * A state that outlives the page: whoever follows a link to a chapter and comes back finds what was chosen and edited for these files.
 * With other files it begins anew.
 */
export function useKept<T>(name: string, initial: T): [T, Dispatch<SetStateAction<T>>] {
  const files = useContext(AboutFiles);
  const [value, setValue] = useState<T>(() =>
    files === about && kept.has(name) ? (kept.get(name) as T) : initial,
  );
  useEffect(() => {
    if (files !== about) {
      about = files;
      kept = new Map();
    }
    kept.set(name, value);
  }, [files, name, value]);
  return [value, setValue];
}
