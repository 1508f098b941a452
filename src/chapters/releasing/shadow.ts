import type { Estimate } from "../../core/contracts.ts";
import { rocAucInterval } from "../../core/metrics/roc-auc.ts";
import { quantile } from "../../core/stats/quantile.ts";
import { sumsAt, treatedByDay } from "./cells.ts";
import { type Company, type Served, TEST_DAYS } from "./company.ts";
import { differenceOf } from "./compare.ts";
import { NEVER_MADE, type Outcomes, PASSED, STOPPED_FOR_REVIEW } from "./outcomes.ts";
import type { ChallengerId, Shadow, ShadowLine } from "./result.ts";
import type { Sides } from "./sides.ts";
import type { Side } from "./trial.ts";
import { CHALLENGER_WORDS } from "./words.ts";

const rowsOfTest = ({ day }: Company): number => {
  let rows = day.length;
  while (rows > 0 && day[rows - 1]! >= TEST_DAYS) rows--;
  return rows;
};

/** Chargebacks per 1,000 payments of the test, once all have come. */
export function finalRate(company: Company, { what, chargeback }: Outcomes): number {
  let [made, hits] = [0, 0];
  for (let row = rowsOfTest(company) - 1; row >= 0; row--) {
    if (what[row] === NEVER_MADE) continue;
    made++;
    hits += chargeback[row]!;
  }
  return (1000 * hits) / made;
}

/**
 * What shadow, the test and the truth say of one challenger, per 1,000 payments. Shadow reads the champion’s log: of the chargebacks in
 * it, those that the challenger would have stopped are gone; no other payment in it has a label that could speak against it.
 */
export function shadowLineOf(
  company: Company,
  id: ChallengerId,
  champion: Outcomes,
  { served }: Side,
  { arm, cells }: Sides,
  truth: number,
): ShadowLine {
  let [made, caught] = [0, 0];
  for (let row = rowsOfTest(company) - 1; row >= 0; row--) {
    if (champion.what[row] === NEVER_MADE) continue;
    made++;
    if (champion.chargeback[row] === 1 && served.stops[row] === 1) caught++;
  }
  const other = Uint8Array.from(arm, (side) => 1 - side);
  const last = TEST_DAYS - 1;
  const { difference, variance } = differenceOf(
    sumsAt(treatedByDay(cells.champion, other), last),
    sumsAt(treatedByDay(cells.challenger, arm), last),
  );
  const [value, half] = [1000 * difference || 0, 1000 * 1.96 * Math.sqrt(variance) || 0];
  return {
    id,
    words: CHALLENGER_WORDS[id],
    shadow: (-1000 * caught) / made,
    test: value,
    low: value - half,
    high: value + half,
    truth,
  };
}

/** All that shadow says, beside what it can't. */
export function shadowOf(
  company: Company,
  lines: readonly ShadowLine[],
  chosen: ChallengerId,
  { served: before, outcomes: champion }: Side,
  { served, outcomes: challenger }: Side,
  arm: Uint8Array,
): Shadow {
  const rows = rowsOfTest(company);
  const { fraud, user } = company;
  const auc = (belongs: (row: number) => boolean, label: ArrayLike<number>): Estimate => {
    const kept: number[] = [];
    for (let row = 0; row < rows; row++) if (belongs(row)) kept.push(row);
    return rocAucInterval(
      Float64Array.from(kept, (row) => served.scores[row]!),
      Uint8Array.from(kept, (row) => label[row]!),
    );
  };
  const inArm = (row: number) => arm[user[row]!] === 1;
  let [unlabelled, unnoticed] = [0, 0];
  for (let row = 0; row < rows; row++) {
    if (champion.what[row] === STOPPED_FOR_REVIEW) unlabelled++;
    if (champion.what[row] === PASSED && fraud[row] === 0 && served.stops[row] === 1) unnoticed++;
  }
  return {
    lines,
    line: lines.find(({ id }) => id === chosen)!,
    flattered: lines.filter(({ shadow, truth }) => shadow < truth).length,
    worse: lines.find(({ id }) => id === "worse")!,
    auc: {
      shadow: auc((row) => champion.what[row] !== NEVER_MADE, fraud),
      arm: auc((row) => inArm(row) && challenger.what[row] !== NEVER_MADE, fraud),
      shadowLabelled: auc((row) => champion.what[row] === PASSED, champion.chargeback),
      armLabelled: auc((row) => inArm(row) && challenger.what[row] === PASSED, challenger.chargeback),
    },
    p99: { champion: p99(before, rows), challenger: p99(served, rows) },
    unlabelled,
    unnoticed,
  };
}

const p99 = ({ latency }: Served, rows: number): number => quantile(latency.slice(0, rows).sort(), 0.99);
