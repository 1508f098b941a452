import { countOf } from "../../core/matrix/matrix.ts";
import { unpack } from "../../core/matrix/pack.ts";
import { stored } from "../../core/matrix/stored.ts";
import { categories, numbers, table } from "../../core/table/table.ts";
import type { Scenario } from "../contracts.ts";
import { firstSeeds } from "./summary.ts";

/**
 * `drill.csv`: one line a failure and detector: in how many trials it rang, and could not tell. `quiet.csv`: one line a trial in which nothing
 * was broken, and detector: whether it rang. The shape of a failure drill of one's own.
 */
export const scenario: Scenario = (params) => {
  const matrix = firstSeeds(unpack(stored, Number(params.strength)), Number(params.seeds));
  const { failures, detectors, rows, twin, seeds } = matrix;
  const pairs = failures.flatMap((failure, row) =>
    detectors.map((detector, at) => ({ failure, detector, count: countOf(rows[row]!.letters[at]!) })),
  );
  const quiet = Array.from({ length: seeds }, (_, trial) => trial).flatMap((trial) =>
    detectors.map((detector, at) => ({ trial, detector, rang: twin.letters[at]![trial] === "r" ? 1 : 0 })),
  );
  return {
    "drill.csv": table([
      ["failure", categories(pairs.map(({ failure }) => failure.id))],
      ["detector", categories(pairs.map(({ detector }) => detector.id))],
      ["family", categories(pairs.map(({ detector }) => detector.family))],
      ["trials", numbers(pairs.map(() => seeds))],
      ["rang", numbers(pairs.map(({ count }) => count.rings))],
      ["could_not_tell", numbers(pairs.map(({ count }) => count.mute))],
    ]),
    "quiet.csv": table([
      ["trial", numbers(quiet.map(({ trial }) => trial + 1))],
      ["detector", categories(quiet.map(({ detector }) => detector.id))],
      ["rang", numbers(quiet.map(({ rang }) => rang))],
    ]),
  };
};
