import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { exp, log } from "./math/elementary.ts";

/** A seeded source of chance. Everything random in the core comes from one of these. */
export interface Random {
  /** A number from [0, 1) with 53 random bits. */
  next(): number;
  /** An integer from 0 to bound - 1. */
  integer(bound: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Normal with the given mean and standard deviation. */
  normal(mean?: number, deviation?: number): number;
  /** Exponential with the given mean. */
  exponential(mean: number): number;
  /** Log-normal with the given median; `sigma` is the standard deviation of its logarithm. */
  logNormal(median: number, sigma: number): number;
  /** Poisson with the given mean (Knuth's product below 30, a rounded normal above). */
  poisson(mean: number): number;
  /** An index drawn in proportion to the weights. */
  pick(weights: ArrayLike<number>): number;
  /** Shuffles the array in place (Fisher-Yates) and returns it. */
  shuffle<T extends { length: number; [index: number]: unknown }>(array: T): T;
  /**
   * An independent source named by this one's own name and the given one. It depends on the seed and the names alone, never
   * on how many numbers were drawn before: a draw that is added in one place shifts nothing in another.
   */
  fork(name: string | number): Random;
}

/** 32-bit FNV-1a over a text, started from `basis`. */
function hash(text: string, basis: number): number {
  let h = basis;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return h | 0;
}

/** Spreads a 32-bit integer over all 32 bits (the finaliser of MurmurHash3). */
function scramble(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

class Source implements Random {
  private generator: { next(): number } | null = null;
  private spare = Number.NaN;
  private readonly key: number;

  constructor(key: number) {
    this.key = key;
  }

  next(): number {
    this.generator ??= xoroshiro128plus(this.key);
    const high = this.generator.next() >>> 5;
    const low = this.generator.next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  integer(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  normal(mean = 0, deviation = 1): number {
    // Marsaglia's polar method: a square root and a logarithm, no sine that engines may round differently.
    if (!Number.isNaN(this.spare)) {
      const z = this.spare;
      this.spare = Number.NaN;
      return mean + deviation * z;
    }
    let u: number;
    let v: number;
    let s: number;
    do {
      u = 2 * this.next() - 1;
      v = 2 * this.next() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const factor = Math.sqrt((-2 * log(s)) / s);
    this.spare = v * factor;
    return mean + deviation * u * factor;
  }

  exponential(mean: number): number {
    return -mean * log(1 - this.next());
  }

  logNormal(median: number, sigma: number): number {
    return median * exp(this.normal(0, sigma));
  }

  poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(this.normal(mean, Math.sqrt(mean))));
    const limit = exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count++;
    return count;
  }

  pick(weights: ArrayLike<number>): number {
    let total = 0;
    for (let i = 0; i < weights.length; i++) total += weights[i]!;
    let rest = this.next() * total;
    for (let i = 0; i < weights.length - 1; i++) {
      rest -= weights[i]!;
      if (rest < 0) return i;
    }
    return weights.length - 1;
  }

  shuffle<T extends { length: number; [index: number]: unknown }>(array: T): T {
    const items = array as { length: number; [index: number]: unknown };
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const held = items[i];
      items[i] = items[j];
      items[j] = held;
    }
    return array;
  }

  fork(name: string | number): Random {
    const step =
      typeof name === "number" ? Math.imul(name | 0, 0x9e3779b1) ^ 0x51ed270b : hash(name, 0x811c9dc5);
    return new Source(scramble(this.key ^ scramble(step)) + Math.imul(this.key, 31));
  }
}

/** A source of chance from a seed (any finite number; its 32-bit integer part counts). */
export function random(seed: number): Random {
  return new Source(scramble(seed ^ 0x2545f491));
}
