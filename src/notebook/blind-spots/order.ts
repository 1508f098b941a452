type Value = (own: number, other: number) => number;

const sum = (own: number, others: readonly number[], value: Value) =>
  others.reduce((total, other) => total + value(own, other), 0);

/** Most seen first; of equals the one that rings more in all; of equals as they stood. */
export function byRinging(
  own: readonly number[],
  others: readonly number[],
  seen: Value,
  share: Value,
): number[] {
  const keys = new Map(own.map((at) => [at, [sum(at, others, seen), sum(at, others, share)] as const]));
  return [...own].sort((a, b) => {
    const [x, y] = [keys.get(a)!, keys.get(b)!];
    return y[0] - x[0] || y[1] - x[1];
  });
}

/**
 * Like beside like: begins with the one that rings most, and goes on to whichever is nearest (Euclidean distance of the shares) of those
 * that are left. A matrix that is ordered so on both sides shows its blocks (Bertin 1967).
 */
export function bySimilarity(own: readonly number[], others: readonly number[], share: Value): number[] {
  const left = new Set(byRinging(own, others, share, share));
  const placed: number[] = [];
  let last = left.values().next().value;
  while (last !== undefined) {
    placed.push(last);
    left.delete(last);
    let nearest: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const one of left) {
      const from = last;
      const distance = others.reduce(
        (total, other) => total + (share(one, other) - share(from, other)) ** 2,
        0,
      );
      if (distance < least) [nearest, least] = [one, distance];
    }
    last = nearest;
  }
  return placed;
}
