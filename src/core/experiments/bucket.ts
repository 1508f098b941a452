/**
 * Where a user falls in an experiment: a number from 0 (included) to 1 (excluded) from the user's number and the experiment's own
 * (both taken as 32-bit integers). The same user always falls in the same place of the same experiment, on every machine, without a
 * table; another experiment shuffles anew.
 *
 * The finaliser of MurmurHash3 over both. Not for secrets.
 */
export function bucketOf(user: number, experiment: number): number {
  return bucketsOf(experiment)(user);
}

/** {@link bucketOf} for many users of one experiment. */
export function bucketsOf(experiment: number): (user: number) => number {
  const own = mix(Math.imul(experiment, 0x85ebca6b) + 0x6a09e667);
  return (user) => mix(Math.imul(user, 0x9e3779b1) ^ own) / 4294967296;
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
