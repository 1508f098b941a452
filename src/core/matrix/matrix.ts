import { wilsonInterval } from "../stats/wilson-interval.ts";

/** What a detector said of one seed: `r` it rings, `s` it is silent, `c` it cannot tell. */
export type Letter = "r" | "s" | "c";

/**
 * What every detector said of one failure at one strength (or of the healthy twin), seed by seed: one text a detector, one letter
 * a seed. `reasons` holds, for each detector, the commonest reason of the verdict that it gave most often.
 */
export type Row = { letters: readonly string[]; reasons: readonly string[] };

export type Failing = {
  id: string;
  name: string;
  /** The chapter that shows it. */
  chapter: string;
  /** What happens, in one sentence. */
  summary: string;
};

export type Ringing = { id: string; name: string; family: string; summary: string };

/** Failures by detectors at one strength, beside the healthy twin, whose seeds are the same. */
export type Matrix = {
  seeds: number;
  failures: readonly Failing[];
  detectors: readonly Ringing[];
  /** In the order of the failures. */
  rows: readonly Row[];
  twin: Row;
};

/** A share of seeds with its 95 % interval (Wilson). */
export type Share = { value: number; low: number; high: number };

/** How often a detector spoke, counted over seeds. */
export type Count = { seeds: number; rings: number; mute: number };

/**
 * How a detector stands to a failure. `sees`: it rings in at least half of the seeds, and the whole interval lies above that of
 * the twin. `hears`: the interval lies above the twin's, in fewer than half. Where it rings in at least a tenth and the intervals meet:
 * `false-alarm` where the twin rings at least half as often, `unclear` where it rings more rarely and the seeds are too few to part them.
 * `cannot-tell`: it could not judge in most seeds. `silent`: all else.
 */
export type Standing = "sees" | "hears" | "unclear" | "false-alarm" | "cannot-tell" | "silent";

export const SEES = 0.5;
const NOTICEABLE = 0.1;

/** The count of a text of letters, or of its first `first` letters. */
export function countOf(letters: string, first = letters.length): Count {
  const seeds = Math.min(first, letters.length);
  let rings = 0;
  let mute = 0;
  for (let i = 0; i < seeds; i++) {
    if (letters[i] === "r") rings++;
    else if (letters[i] === "c") mute++;
  }
  return { seeds, rings, mute };
}

/** The share of seeds in which it rings; those in which it cannot tell count as not ringing. */
export function shareOf({ seeds, rings }: Count): Share {
  const [low, high] = wilsonInterval(rings, seeds);
  return { value: seeds === 0 ? 0 : rings / seeds, low, high };
}

/** See {@link Standing}. Without a seed on either side: silent. */
export function standingOf(broken: Count, twin: Count): Standing {
  if (broken.seeds === 0) return "silent";
  if (broken.mute > broken.seeds / 2) return "cannot-tell";
  const [here, there] = [shareOf(broken), shareOf(twin)];
  if (twin.seeds > 0 && here.low > there.high) return here.value >= SEES ? "sees" : "hears";
  if (here.value < NOTICEABLE || twin.seeds === 0) return "silent";
  return there.value >= here.value / 2 ? "false-alarm" : "unclear";
}

/** How every detector stands to every failure, failure by failure. */
export function standings({ rows, twin }: Matrix, first?: number): Standing[][] {
  const healthy = twin.letters.map((letters) => countOf(letters, first));
  return rows.map(({ letters }) =>
    letters.map((own, detector) => standingOf(countOf(own, first), healthy[detector]!)),
  );
}
