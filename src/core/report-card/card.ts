import type { Detector } from "../contracts.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { HEALTHY } from "./cases.ts";
import { type Cell, cellName, cellsOf } from "./measure.ts";

/** How often a detector rang in one cell. */
export type Count = {
  pairs: number;
  rings: number;
  cannotTell: number;
  /** Silent pairs in which the machine of a stream detector gave an alarm; left out where there are none. */
  bare?: number;
};
/** One cell as stored; the first verdicts of healthy pairs are kept, so that a test can compute them again. */
export type Measured = Cell & Count & { first?: string };
export type Entry = { detector: string; cells: readonly Measured[] };
/** What `report-card.json` holds. */
export type ReportCard = { pairs: number; pairsPerStrength: number; detectors: readonly Entry[] };

/** Verdicts of healthy pairs that are stored letter by letter. */
export const KEPT = 60;

/** Pairs for each strength of a case, where `pairs` healthy ones are run. */
export function pairsPerStrength(pairs: number): number {
  return Math.max(1, Math.round(pairs / 10));
}

/** The number of pairs that a cell takes. */
export function pairsOf({ id }: Cell, pairs: number): number {
  return id === HEALTHY ? pairs : pairsPerStrength(pairs);
}

/** A detector's entry from its verdicts by the name of the cell ({@link cellName}). Throws where a cell has none. */
export function entryOf(detector: Detector, verdicts: ReadonlyMap<string, string>): Entry {
  const cells = cellsOf(detector).map((cell): Measured => {
    const letters = verdicts.get(cellName(cell));
    if (letters === undefined) throw new Error(`“${detector.id}” has no verdicts on “${cellName(cell)}”.`);
    return {
      ...cell,
      ...countOf(letters),
      ...(cell.id === HEALTHY ? { first: letters.slice(0, KEPT) } : {}),
    };
  });
  return { detector: detector.id, cells };
}

/** Counts the letters of {@link verdictsOf}. */
export function countOf(letters: string): Count {
  let rings = 0;
  let cannotTell = 0;
  let bare = 0;
  for (const letter of letters) {
    if (letter === "r") rings++;
    if (letter === "c") cannotTell++;
    if (letter === "a") bare++;
  }
  return { pairs: letters.length, rings, cannotTell, ...(bare > 0 ? { bare } : {}) };
}

export type Rate = Count & { rate: number; interval: readonly [number, number] };

/** The share of pairs that rang, of all pairs (one that cannot tell did not ring), with Wilson's 95 % interval. */
export function rateOf({ pairs, rings, cannotTell }: Count): Rate {
  return { pairs, rings, cannotTell, rate: rings / pairs, interval: wilsonInterval(rings, pairs) };
}

/**
 * Whether a detector rings more often than one that looks at nothing and rings as often as this one does on the same columns
 * where nothing is wrong: the 95 % interval (Newcombe) of the difference lies above 0.
 */
export function beatsDummy(broken: Count, healthy: Count): boolean {
  return newcombeInterval(broken.rings, broken.pairs, healthy.rings, healthy.pairs)[0] > 0;
}
