import { exp, log } from "../math/elementary.ts";
import { smirnov } from "./smirnov.ts";

const PI2 = Math.PI * Math.PI;
const PI4 = PI2 * PI2;
const SQRT_TWO_PI = 2.5066282746310002;

/**
 * P(K > x) for Kolmogorov's limiting distribution, that of √n D for large n.
 * Source: Kolmogorov (1933), both of his series. Equal to `scipy.special.kolmogorov`.
 */
export function kolmogorovSurvival(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x < 0.04) return 1;
  if (x < 0.82) {
    const q = exp(-PI2 / (8 * x * x));
    let sum = 0;
    for (let k = 7; k >= 1; k -= 2) sum += exp((-PI2 * (k * k - 1)) / (8 * x * x));
    return 1 - (SQRT_TWO_PI / x) * q * sum;
  }
  const square = x * x;
  let sum = 0;
  for (let k = 5; k >= 1; k--) sum += (k % 2 === 1 ? 1 : -1) * exp(-2 * (k * k - 1) * square);
  return 2 * exp(-2 * square) * sum;
}

/**
 * P(D > d) for the two-sided one-sample Kolmogorov-Smirnov statistic of n values: to rounding for n up to 140 and in the
 * tails, by Pelz and Good's expansion (about 1e-7 absolute) in between, as Simard and L'Ecuyer choose.
 *
 * Source: Simard, L'Ecuyer (2011), Journal of Statistical Software 39(11). Equal to `scipy.stats.kstwo.sf` (1.17).
 */
export function kolmogorovSmirnovSurvival(n: number, d: number): number {
  if (!(n >= 1) || !Number.isInteger(n) || Number.isNaN(d)) return Number.NaN;
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  const t = n * d;
  const square = t * d;
  if (t <= 0.5) return 1;
  if (t <= 1) {
    // n! (2d - 1/n)^n
    let logarithm = 0;
    for (let i = 1; i <= n; i++) logarithm += log((i / n) * (2 * t - 1));
    return 1 - exp(logarithm);
  }
  if (t >= n - 1) return Math.min(1, 2 * exp(n * log(1 - d)));
  if (d >= 0.5) return Math.min(1, 2 * smirnov(n, d));
  if (n <= 140) return square <= 4 ? 1 - durbin(n, d) : 2 * smirnov(n, d);
  if (square >= 370) return 0;
  if (square >= 2.2) return Math.min(1, 2 * smirnov(n, d));
  // Below this the chance of so small a gap is under 1e-20.
  if (square < 0.025) return 1;
  if (n <= 100_000 && t * Math.sqrt(d) <= 1.4) return 1 - durbin(n, d);
  return pelzGood(n, d);
}

/**
 * P(D <= d) by Durbin's matrix: the middle entry of the n-th power of a matrix of size 2⌈nd⌉ - 1, times n!/nⁿ.
 * Source: Marsaglia, Tsang, Wang (2003), Journal of Statistical Software 8(18).
 */
function durbin(n: number, d: number): number {
  const k = Math.ceil(n * d);
  const h = k - n * d;
  const size = 2 * k - 1;
  let matrix: Float64Array<ArrayBufferLike> = new Float64Array(size * size);
  const reciprocal = new Float64Array(size + 1);
  reciprocal[0] = 1;
  for (let i = 1; i <= size; i++) reciprocal[i] = reciprocal[i - 1]! / i;
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= Math.min(row + 1, size - 1); column++)
      matrix[row * size + column] = reciprocal[row - column + 1]!;
  let power = 1;
  for (let i = 0; i < size; i++) {
    power *= h;
    matrix[i * size]! -= power * reciprocal[i + 1]!;
    matrix[(size - 1) * size + (size - 1 - i)]! -= power * reciprocal[i + 1]!;
  }
  // The corner lost h^size twice, as it should; where h is above 1/2 a part comes back.
  let corner = 1;
  const excess = Math.max(2 * h - 1, 0);
  for (let i = 0; i < size; i++) corner *= excess;
  matrix[(size - 1) * size]! += corner * reciprocal[size]!;

  let result: Float64Array<ArrayBufferLike> | null = null;
  let logScale = 0;
  let matrixLogScale = 0;
  const middle = (k - 1) * size + (k - 1);
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) {
      result = result === null ? matrix : multiply(result, matrix, size);
      logScale += matrixLogScale;
      logScale += rescale(result, result[middle]!);
    }
    if (rest === 1) break;
    matrix = multiply(matrix, matrix, size);
    matrixLogScale = 2 * matrixLogScale + rescale(matrix, matrix[middle]!);
  }
  let probability = result![middle]!;
  // n!/nⁿ in steps that stay near 1, so that nothing large cancels.
  let exponent = 0;
  for (let i = 1; i <= n; i++) {
    probability *= i / n;
    if (probability < 1e-200) {
      probability *= 2 ** 400;
      exponent -= 400;
    }
  }
  exponent += logScale;
  while (exponent <= -1000 && probability > 0) {
    probability *= 2 ** -1000;
    exponent += 1000;
  }
  while (exponent >= 1000) {
    probability *= 2 ** 1000;
    exponent -= 1000;
  }
  return Math.min(1, Math.max(0, probability * 2 ** exponent));
}

/** Divides by a power of two where the entry has grown beyond 2^128; returns the exponent. */
function rescale(matrix: Float64Array, entry: number): number {
  if (entry < 2 ** 128) return 0;
  for (let i = 0; i < matrix.length; i++) matrix[i]! *= 2 ** -128;
  return 128;
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let inner = 0; inner < size; inner++) {
      const factor = a[row * size + inner]!;
      if (factor === 0) continue;
      for (let column = 0; column < size; column++)
        product[row * size + column]! += factor * b[inner * size + column]!;
    }
  return product;
}

/** P(D > d) by the expansion of Pelz and Good (1976), Journal of the Royal Statistical Society B 38, to order n^(-3/2). */
function pelzGood(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const z2 = z * z;
  const z4 = z2 * z2;
  const z6 = z4 * z2;
  const z8 = z4 * z4;
  let k0 = 0;
  let k1 = 0;
  let k2 = 0;
  let k3 = 0;
  const terms = Math.ceil((16 * z) / Math.PI);
  for (let k = terms; k >= 1; k--) {
    const m2 = (2 * k - 1) * (2 * k - 1);
    const m4 = m2 * m2;
    const weight = exp((-PI2 * m2) / (8 * z2));
    k0 += weight;
    k1 += weight * ((PI2 / 4) * m2 - z2);
    k2 += weight * (6 * z6 + 2 * z4 + ((2 * z4 - 5 * z2) * PI2 * m2) / 4 + (PI4 * (1 - 2 * z2) * m4) / 16);
    k3 +=
      weight *
      (-30 * z6 -
        90 * z8 +
        (PI2 * (135 * z4 - 96 * z6) * m2) / 4 +
        (PI4 * (212 * z4 - 60 * z2) * m4) / 16 +
        (PI4 * PI2 * (5 - 30 * z2) * m4 * m2) / 64);
  }
  let extra2 = 0;
  let extra3 = 0;
  for (let k = terms; k >= 1; k--) {
    const weight = exp((-PI2 * k * k) / (2 * z2)) * k * k;
    extra2 += weight;
    extra3 += weight * (3 * z2 - PI2 * k * k);
  }
  k0 *= SQRT_TWO_PI / z;
  k1 *= SQRT_TWO_PI / (6 * z4);
  k2 = SQRT_TWO_PI * (k2 / (72 * z6 * z) - (PI2 * extra2) / (36 * z2 * z));
  k3 = SQRT_TWO_PI * (k3 / (6480 * z8 * z2) + (PI2 * extra3) / (216 * z6));
  const root = Math.sqrt(n);
  return Math.min(1, Math.max(0, 1 - k0 - k1 / root - k2 / n - k3 / (n * root)));
}
