/**
 * Numbers from 0 to 1 of the "minimal standard" generator (x -> 16807 x mod 2^31 - 1), which the golden scripts compute with
 * the very same integers: large cases need not be stored. For tests alone.
 */
export function sequence(seed: number, count: number): Float64Array {
  const values = new Float64Array(count);
  let state = seed;
  for (let i = 0; i < count; i++) {
    state = (state * 16807) % 2147483647;
    values[i] = state / 2147483647;
  }
  return values;
}
