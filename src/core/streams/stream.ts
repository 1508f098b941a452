/** What a detector of change says of the newest value. */
export type Signal = "stable" | "warning" | "drift";

/**
 * A detector of change that reads one value at a time and keeps a state of constant or logarithmic size. After a drift the
 * next value starts it afresh, as river does: what it knew of the time before is dropped.
 */
export interface Stream {
  /** Takes the next value. Throws for a value it cannot read (NaN, infinite, not 0 or 1 where an error is asked for). */
  update(value: number): Signal;
}

/** Positions (from 0) at which a stream rang and warned. */
export type Rung = { drifts: number[]; warnings: number[] };

/** Feeds all values and notes where it said "drift" and where "warning". */
export function runStream(stream: Stream, values: ArrayLike<number>): Rung {
  const drifts: number[] = [];
  const warnings: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const signal = stream.update(values[i]!);
    if (signal === "drift") drifts.push(i);
    else if (signal === "warning") warnings.push(i);
  }
  return { drifts, warnings };
}

/** Throws unless `holds`; the message names the parameter, its value and what it must be. */
export function ensure(holds: boolean, owner: string, name: string, value: unknown, must: string): void {
  if (!holds) throw new Error(`The ${name} of ${owner} must be ${must}, not ${String(value)}.`);
}

/** Whole number of at least `least`. */
export function isCount(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}

/** Throws for a value that is not a finite number: missing values are left out by the caller, never fed as 0. */
export function requireFinite(value: number): void {
  if (!Number.isFinite(value)) throw new Error(`A stream is fed finite numbers, not ${value}.`);
}

/** Throws for a value that is neither 0 (right) nor 1 (an error). */
export function requireBit(value: number): void {
  if (value !== 0 && value !== 1)
    throw new Error(`This stream is fed 0 (right) or 1 (an error), not ${value}.`);
}
