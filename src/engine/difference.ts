/**
 * Where two results differ first, as a path with both values; null where they are equal to the last bit (NaN equals NaN, minus
 * zero is not zero, a typed array is not a plain one).
 */
export function firstDifference(a: unknown, b: unknown, path: string): string | null {
  if (Object.is(a, b)) return null;
  const parted = `${path}: ${shown(a)} against ${shown(b)}`;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return parted;
  if (tag(a) !== tag(b)) return parted;
  if (a instanceof Map || a instanceof Set) return firstDifference([...a], [...(b as Set<unknown>)], path);
  if (Array.isArray(a) || ArrayBuffer.isView(a)) {
    const left = a as ArrayLike<unknown>;
    const right = b as ArrayLike<unknown>;
    if (left.length !== right.length) return `${path}.length: ${left.length} against ${right.length}`;
    for (let i = 0; i < left.length; i++) {
      const difference = firstDifference(left[i], right[i], `${path}[${i}]`);
      if (difference) return difference;
    }
    return null;
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (!Object.hasOwn(left, key) || !Object.hasOwn(right, key)) return `${path}.${key}: only on one side`;
    const difference = firstDifference(left[key], right[key], `${path}.${key}`);
    if (difference) return difference;
  }
  return null;
}

function tag(value: object): string {
  return Object.prototype.toString.call(value);
}

function shown(value: unknown): string {
  if (typeof value === "object" && value !== null) return tag(value).slice(8, -1);
  return Object.is(value, -0) ? "-0" : String(value);
}
