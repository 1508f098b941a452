/**
 * A function that keeps its last results, by the text of its arguments (which must be plain data). A slider often asks for a
 * world that is there already: the join policy, say, changes nothing about the payments. What is kept must not be changed.
 */
export function rememberLast<A extends readonly unknown[], V>(make: (...args: A) => V, keep = 1) {
  const kept: { key: string; value: V }[] = [];
  return (...args: A): V => {
    const key = JSON.stringify(args);
    const at = kept.findIndex((entry) => entry.key === key);
    const entry = at < 0 ? { key, value: make(...args) } : kept.splice(at, 1)[0]!;
    kept.unshift(entry);
    kept.length = Math.min(kept.length, keep);
    return entry.value;
  };
}
