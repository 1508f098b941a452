/** Follows a dotted path ("byPolicy.0.auc") into data. Undefined where it leads nowhere. Maps are entered by key. */
export function follow(data: unknown, path: string): unknown {
  let at: unknown = data;
  for (const step of path.split(".")) {
    if (at === null || at === undefined) return undefined;
    if (at instanceof Map) at = at.get(step);
    else if (typeof at === "object" && Object.hasOwn(at, step)) at = (at as Record<string, unknown>)[step];
    else if (typeof at === "object" && step === "length" && "length" in at) at = at.length;
    else return undefined;
  }
  return at;
}
