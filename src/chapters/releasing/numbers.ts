import { type Company, TEST_DAYS } from "./company.ts";
import { NEVER_MADE, type Outcomes, PASSED } from "./outcomes.ts";
import type { Numbers } from "./result.ts";
import { finalRate } from "./shadow.ts";

/** Counts of the test that the text tells. */
export function numbersOf(
  company: Company,
  champion: Outcomes,
  challenger: Outcomes,
  design: number,
): Numbers {
  const { day, user, fraud, isNew, reported } = company;
  const seen = new Set<number>();
  let payments = 0;
  let [known, all] = [0, 0];
  const newcomers = { all: [0, 0], stopped: [0, 0] };
  for (let row = 0; row < day.length && day[row]! < TEST_DAYS; row++) {
    if (champion.what[row] !== NEVER_MADE) {
      payments++;
      seen.add(user[row]!);
    }
    if (champion.chargeback[row] === 1) {
      all++;
      if (reported[row]! < TEST_DAYS) known++;
    }
    if (isNew[row] === 0 || fraud[row] === 1) continue;
    for (const [side, { what }] of [champion, challenger].entries()) {
      newcomers.all[side]!++;
      if (what[row] !== PASSED) newcomers.stopped[side]!++;
    }
  }
  return {
    payments,
    users: seen.size,
    perUser: payments / seen.size,
    champion: finalRate(company, champion),
    challenger: finalRate(company, challenger),
    newStopped: [newcomers.stopped[0]! / newcomers.all[0]!, newcomers.stopped[1]! / newcomers.all[1]!],
    design,
    knownShare: known / all,
  };
}
