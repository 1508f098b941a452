/** The day of production on which failures of the matrix begin. */
export const FROM_DAY = 14;

/** The chapter that plays the days, with this failure in it. */
export function watchingAddress(failure: string, strength: number, seed: number): string {
  return `#/watching?v=1&seed=${seed}&fromDay=${FROM_DAY}&strength=${strength}&failure=${failure}`;
}
