import expOf from "@stdlib/math-base-special-exp";
import lnOf from "@stdlib/math-base-special-ln";

/**
 * e to the power x, in plain IEEE arithmetic (a port of FreeBSD's fdlibm by the stdlib project).
 *
 * `Math.exp` may differ in its last bit from engine to engine; a world must not.
 */
export const exp: (x: number) => number = expOf;

/** Natural logarithm of x (NaN below zero), with the same bits in every engine; see {@link exp}. */
export const log: (x: number) => number = lnOf;
