import type { Detector, Finding } from "../contracts.ts";
import { runDetector } from "../detectors/run.ts";
import { random } from "../random.ts";
import { CASES, columnsFor, dataOf, HEALTHY, ROWS, type Setting } from "./cases.ts";

/** One cell of the card: a detector on healthy pairs of a setting, or on a case at a strength. */
export type Cell = { setting: Setting; id: string; strength: number };

/** The name of a cell, for caches and sources of chance. */
export function cellName({ setting, id, strength }: Cell): string {
  return `${setting} ${id} ${strength}`;
}

/** All cells that a detector is measured in: healthy ones first, then each case, at the strength where nothing is wrong and at three. */
export function cellsOf(detector: Detector): readonly Cell[] {
  const cells: Cell[] = [];
  for (const setting of ["independent", "payments"] as const)
    if (columnsFor(detector, setting, HEALTHY)) cells.push({ setting, id: HEALTHY, strength: 0 });
  for (const { setting, id, strengths, strength } of CASES)
    if (columnsFor(detector, setting, id))
      for (const one of [strength.none, ...strengths]) cells.push({ setting, id, strength: one });
  return cells;
}

/**
 * What the detector says of one pair: it depends on the detector, the cell and the pair's number alone, so that a card can be
 * computed in any order and in parts. Pairs of one number share their seed over all cells. Throws where the detector is not
 * measured in this cell.
 */
export function findingOf(detector: Detector, cell: Cell, pair: number): Finding {
  const columns = columnsFor(detector, cell.setting, cell.id);
  if (columns === null) throw new Error(`“${detector.id}” is not measured on “${cellName(cell)}”.`);
  const data = dataOf(detector, cell.setting, cell.id, cell.strength, ROWS[cell.setting], pair);
  return runDetector(detector, { ...data, columns }, {}, random(pair).fork("report card").fork(detector.id));
}

/**
 * The verdicts on the pairs `from` to `to` (excluded) for each detector, a letter each: r rings, s silent, c cannot tell; and
 * a where a detector of streams is silent though its machine gave an alarm, since replays of the older rows give as many.
 */
export function verdictsOf(detectors: readonly Detector[], cell: Cell, from: number, to: number): string[] {
  const letters = detectors.map(() => "");
  for (let pair = from; pair < to; pair++)
    for (const [i, detector] of detectors.entries()) {
      const { verdict, statistic } = findingOf(detector, cell, pair);
      const isBare = detector.family === "streams" && verdict === "silent" && statistic > 0;
      letters[i] += isBare ? "a" : verdict[0];
    }
  return letters;
}
