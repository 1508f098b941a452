/** Chance for a new code: this is the one place of the incident room that has any. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}
