import { sequence } from "./models.data.ts";

/** Streams of errors: the chance of an error at place i of a stream. */
const CHANCES: Readonly<Record<string, (i: number) => number>> = {
  steady: () => 0.2,
  sudden: (i) => (i < 1500 ? 0.1 : 0.4),
  gradual: (i) => (i < 1000 ? 0.1 : i < 2000 ? 0.1 + 0.4 * ((i - 1000) / 1000) : 0.5),
  improving: (i) => (i < 1500 ? 0.5 : 0.1),
  recurring: (i) => (i % 1000 < 500 ? 0.1 : 0.4),
  rare: (i) => (i < 10000 ? 0.004 : 0.03),
  never: () => 0,
  always: () => 1,
};

/** Streams of values: what is added to a value of mean about 0, and the shape of that value. */
const VALUES: Readonly<Record<string, (i: number, next: () => number) => number>> = {
  calm: (_, next) => bell(next),
  step: (i, next) => bell(next) + (i < 1500 ? 0 : 1.5),
  fall: (i, next) => bell(next) - (i < 1500 ? 0 : 2.5),
  slope: (i, next) => bell(next) + (i < 1000 ? 0 : (i - 1000) * 0.002),
  heavy: (i, next) => (i < 1500 ? 1 : 3) / (1.0001 - next()),
  far: (i, next) => 1000000 + bell(next) * 20 + (i < 1500 ? 0 : 25),
  wider: (i, next) => bell(next) * (i < 1500 ? 1 : 4),
  coarse: (i, next) => Math.floor(next() * (i < 1500 ? 4 : 6)),
  constant: () => 3.7,
};

/** Roughly normal: twelve even numbers less six. */
function bell(next: () => number): number {
  let sum = -6;
  for (let k = 0; k < 12; k++) sum += next();
  return sum;
}

/** A stream of streams.py by its name, with the same bits. For tests alone. */
export function streamOf(name: string, count: number, seed: number): Float64Array {
  const next = sequence(seed);
  const chance = CHANCES[name];
  const value = VALUES[name];
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = chance ? (next() < chance(i) ? 1 : 0) : value!(i, next);
  return values;
}

/** The draws of streams.py: whole numbers from 0 to bound - 1. */
export function drawsOf(seed: number): { integer(bound: number): number } {
  const next = sequence(seed);
  return { integer: (bound) => Math.floor(next() * bound) };
}
