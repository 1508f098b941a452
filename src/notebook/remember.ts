import { useSyncExternalStore } from "react";

/**
 * What a reader answered, kept on this device only. Works from memory where storage is refused; a value that can't be read back is
 * forgotten.
 */
const prefix = "as-of:answer:";
const held = new Map<string, unknown>();
const listeners = new Set<() => void>();

function read(key: string): unknown {
  if (held.has(key)) return held.get(key);
  let value: unknown = null;
  try {
    const text = localStorage.getItem(prefix + key);
    value = text === null ? null : JSON.parse(text);
  } catch {
    value = null;
  }
  held.set(key, value);
  return value;
}

function write(key: string, value: unknown): void {
  held.set(key, value);
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Storage is full or refused: the answer lives as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** An answer under this key; null where there is none, or where `valid` does not know its shape. */
export function useAnswer<T>(
  key: string,
  valid: (value: unknown) => value is T,
): [T | null, (value: T | null) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  return [valid(value) ? value : null, (next) => write(key, next)];
}
