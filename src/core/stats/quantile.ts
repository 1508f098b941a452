/**
 * The quantile of values that stand in ascending order, at a share of 0 to 1, by linear interpolation between neighbours
 * (type 7 of Hyndman and Fan, NumPy's default). NaN without values. Throws for a share outside 0 to 1.
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (!(share >= 0 && share <= 1))
    throw new Error(`A quantile lies at a share from 0 to 1, not at ${share}.`);
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const rest = place - low;
  const below = sorted[low]!;
  if (rest === 0 || below === sorted[low + 1]) return below;
  const above = sorted[low + 1]!;
  // There is no way between a number and infinity: the nearer of the two stands.
  if (!Number.isFinite(above - below)) return rest < 0.5 ? below : above;
  return below * (1 - rest) + above * rest;
}
