/** The mean of the values; NaN without values. Two passes, so that a large offset costs no digits. */
export function mean(values: ArrayLike<number>): number {
  const count = values.length;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  const first = sum / count;
  if (!Number.isFinite(first)) return first;
  let rest = 0;
  for (let i = 0; i < count; i++) rest += values[i]! - first;
  return first + rest / count;
}

/**
 * The standard deviation, dividing by the count less `lost` (1: of a sample; 0: of these very values, NumPy's default).
 * NaN with too few values.
 */
export function deviation(values: ArrayLike<number>, lost = 1): number {
  const count = values.length;
  if (count <= lost) return Number.NaN;
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (values[i]! - centre) * (values[i]! - centre);
  return Math.sqrt(squares / (count - lost));
}
