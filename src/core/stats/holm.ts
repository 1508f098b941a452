/**
 * Holm's adjusted p-values, in the order given: the smallest times their number, the next times one less ..., never falling,
 * at most 1. Comparing them with alpha keeps the chance of any false alarm among all tests under alpha, whatever their
 * dependence. NaN (a test that could not be made) stays NaN and is not counted.
 *
 * Source: Holm (1979), Scandinavian Journal of Statistics 6; R's `p.adjust(p, "holm")`.
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const adjusted = new Float64Array(pValues.length).fill(Number.NaN);
  const order = Array.from({ length: pValues.length }, (_, i) => i)
    .filter((i) => !Number.isNaN(pValues[i]!))
    .sort((a, b) => pValues[a]! - pValues[b]! || a - b);
  let highest = 0;
  order.forEach((index, place) => {
    highest = Math.max(highest, Math.min(1, pValues[index]! * (order.length - place)));
    adjusted[index] = highest;
  });
  return adjusted;
}
