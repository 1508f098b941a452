const typedArrays = [
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
] as const;

/**
 * A value as JavaScript source that evaluates to an equal value: numbers exact (NaN, infinities and minus zero included),
 * typed arrays, maps and sets kept as such. Throws on what it can't carry over (functions, class instances), naming the place.
 */
export function encode(value: unknown, path = "result"): string {
  if (value === undefined) return "undefined";
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `[${value.map((item, i) => encode(item, `${path}[${i}]`)).join(",")}]`;
  if (typeof value === "object") {
    for (const kind of typedArrays)
      if (value instanceof kind)
        return `new ${kind.name}([${Array.from(value, (x) => encode(x)).join(",")}])`;
    if (value instanceof Map) return `new Map(${encode([...value], path)})`;
    if (value instanceof Set) return `new Set(${encode([...value], path)})`;
    const prototype = Object.getPrototypeOf(value);
    if (prototype === null || Object.getPrototypeOf(prototype) === null) {
      const entries = Object.entries(value).map(
        // A computed key, so that `__proto__` is an ordinary key.
        ([key, item]) => `[${quote(key)}]:${encode(item, `${path}.${key}`)}`,
      );
      return `{${entries.join(",")}}`;
    }
  }
  throw new Error(`The first frame can't hold ${path}: it is neither data nor a typed array.`);
}

/** JSON, with the two line separators that older parsers refuse in source, and no `</script`. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u2028\u2029<]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The source of a module whose default export is the value. */
export function encodeModule(value: unknown): string {
  return `export default ${encode(value)};\n`;
}
