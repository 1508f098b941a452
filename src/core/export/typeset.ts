/** A narrow space that does not break, between a number and its unit. */
export const thin = "\u202f";
/** An ordinary space that does not break. */
export const hard = "\u00a0";

/**
 * A sentence with its numbers as they are printed: percent signs held to their numbers, so that no line begins with one; true
 * minus signs; no powers of ten.
 */
export function typeset(sentence: string): string {
  return sentence
    .replace(/(?<=\d)[ \u2009](?=%)/g, thin)
    .replace(/\bp (= [\d.]+e-\d+|below 1e-300)/g, `p${hard}<${hard}0.001`)
    .replace(/(?<![\w.])[\d.]+e-\d+/g, (number) => plain(Number(number)))
    .replace(/(?<![\w.–-])-(?=\d)/g, "−");
}

/** Two figures of a small number, without a power of ten. */
function plain(small: number): string {
  return small < 1e-6 ? "under 0.000001" : small.toPrecision(2);
}
