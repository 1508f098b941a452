import { COSTS } from "../../metrics/cost.ts";
import { DAY } from "../../world/settings.ts";
import type { PaymentsWorld } from "../../world/types.ts";
import { firstRowAt } from "../company.ts";
import type { Answers, Failure, Start } from "../contracts.ts";

/** Days on whose payments the threshold is found. */
const WINDOW = 7;

/**
 * The threshold of some rows at which stopping would have cost the least in the days before a moment, by the reports that had
 * arrived by then; the present one where there are no rows.
 */
function cheapest(answers: Answers, world: PaymentsWorld, at: number, own: (row: number) => boolean): number {
  const { amount } = world.transactions;
  const [from, to] = [firstRowAt(world, at - WINDOW * DAY), firstRowAt(world, at)];
  const rows: number[] = [];
  for (let row = from; row < to; row++) if (own(row)) rows.push(row);
  rows.sort((a, b) => answers.score[b]! - answers.score[a]!);
  let saved = 0;
  let best = { saved: 0, threshold: answers.threshold[to - 1]! };
  rows.forEach((row, i) => {
    const fraud = answers.reportedAt[row]! < at;
    saved += (fraud ? COSTS.missedShare * amount[row]! : -COSTS.insultShare * amount[row]!) - COSTS.reviewFee;
    const next = rows[i + 1];
    const tied = next !== undefined && answers.score[next] === answers.score[row];
    if (!tied && saved > best.saved) best = { saved, threshold: answers.score[row]! };
  });
  return best.threshold;
}

/** The answers with the cheapest threshold for the rows of a group from the start on. */
export function withCheapest(
  answers: Answers,
  world: PaymentsWorld,
  { at, row: first }: Start,
  own: (row: number) => boolean,
): Answers {
  const found = cheapest(answers, world, at, own);
  const threshold = answers.threshold.map((before, row) => (row >= first && own(row) ? found : before));
  return { ...answers, threshold };
}

/** A repair: the threshold is put where stopping a payment would have paid in the last week, by the reports of that day. */
const thresholdAnew: Failure = {
  id: "threshold-anew",
  name: "A new threshold",
  chapter: "releasing",
  fault: null,
  summary: "The threshold is put where it would have cost the least in the last week.",
  cause: "nothing: a new threshold",
  repair: "nothing",
  alsoHelps: [],
  strength: 1,
  strengthWords: () => "a new threshold",
  answers: (answers, world, start) => withCheapest(answers, world, start, () => true),
};
export default thresholdAnew;
