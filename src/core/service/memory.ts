/**
 * Keeps the last values that were made, by key. What is kept must not be changed. The world of a seed, say, is asked for by the
 * healthy twin, by every failure on it and by every day that is looked at.
 */
export function memory<V>(keep: number): (key: string, make: () => V) => V {
  const kept = new Map<string, V>();
  return (key, make) => {
    const found = kept.get(key);
    const value = found === undefined ? make() : found;
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > keep) kept.delete(kept.keys().next().value!);
    return value;
  };
}
