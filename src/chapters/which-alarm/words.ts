/** A number in front of what it counts. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count}\u00a0${count === 1 ? one : many}`;

/** A share as whole per cent. */
export const percent = (share: number): string => `${Math.round(100 * share)}\u202f%`;
