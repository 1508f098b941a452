import { confidenceSequenceHalf } from "../../core/experiments/always-valid.ts";
import { type RatioSums, ratioOfSums } from "../../core/experiments/ratio-of-sums.ts";
import { sampleRatioMismatch } from "../../core/experiments/sample-ratio-mismatch.ts";
import { betaCdf, normalQuantile, normalTwoSided } from "../../core/stats/distributions.ts";
import { type Counted, cellsOf, sumsAt, treatedByDay } from "./cells.ts";
import { type Company, type Served, TEST_DAYS } from "./company.ts";
import { differenceOf } from "./compare.ts";
import { alwaysValidSoFar } from "./many.ts";
import { NEVER_MADE, type Outcomes } from "./outcomes.ts";
import type { Guard, GuardId, Trial, TrialDay } from "./result.ts";
import { RAMPED, type Sides } from "./sides.ts";
import { GUARD_WORDS } from "./words.ts";

/** The latency that 99 of 100 answers must keep, in milliseconds. */
export const LATENCY_LIMIT = 200;
/** How much more often than under the champion a bad thing may happen. */
export const MARGIN = 1.25;
/** The level of each guardrail on each day: 28 looks at 4 of them stay below 12 % together, and in fact far below. */
const GUARD_LEVEL = 0.001;
/** Without so many rows, or bad things, a guardrail says nothing. */
const ENOUGH_ROWS = 200;
const ENOUGH_HITS = 10;

/** What each model does on all traffic. */
export type Side = { served: Served; outcomes: Outcomes };

/** The release as its team could follow it, day by day, with the guardrails. */
export function trialOf(
  sides: Sides,
  guards: readonly Guard[],
  setting: { alpha: number; mixing: number; ramp: boolean; truth: number },
): Trial {
  const { arm, cells } = sides;
  const { alpha, mixing, ramp, truth } = setting;
  const before = treatedByDay(cells.champion, flipped(arm));
  const after = treatedByDay(cells.challenger, arm);
  const z = normalQuantile(1 - alpha / 2);
  let alwaysP = 1;
  const days = Array.from({ length: TEST_DAYS }, (_, d): TrialDay => {
    const { difference, variance } = differenceOf(sumsAt(before, d), sumsAt(after, d));
    if (Number.isNaN(variance) || variance === 0) return { ...NOTHING_KNOWN, day: d + 1, alwaysP };
    alwaysP = alwaysValidSoFar(alwaysP, difference, variance, mixing);
    const [half, wide] = [z * Math.sqrt(variance), confidenceSequenceHalf(variance, mixing, alpha)];
    return {
      day: d + 1,
      difference: 1000 * difference,
      deviation: 1000 * Math.sqrt(variance),
      low: 1000 * (difference - half),
      high: 1000 * (difference + half),
      sequenceLow: 1000 * (difference - wide),
      sequenceHigh: 1000 * (difference + wide),
      p: normalTwoSided(difference / Math.sqrt(variance)),
      alwaysP,
    };
  });
  const rung = firstRung(guards);
  const last = TEST_DAYS - 1;
  const users = [sumsAt(before, last).users, sumsAt(after, last).users] as const;
  return {
    days,
    from: ramp ? RAMPED + 1 : 1,
    truth,
    guards,
    first: rung ? { id: rung.id, words: rung.words, day: rung.rang + 1 } : null,
    users,
    mismatch: sampleRatioMismatch(users, [1, 1]).pValue,
  };
}

/** The guardrail that rang first; undefined where none did. */
export function firstRung(guards: readonly Guard[]): Guard | undefined {
  return guards.filter(({ rang }) => rang >= 0).sort((a, b) => a.rang - b.rang)[0];
}

const NOTHING_KNOWN = {
  difference: null,
  deviation: null,
  low: null,
  high: null,
  sequenceLow: null,
  sequenceHigh: null,
  p: null,
};

const flipped = (arm: Uint8Array): Uint8Array => Uint8Array.from(arm, (side) => 1 - side);

/** What the guardrails that compare the arms count: `of` whom, and what. */
const BAD = [
  { id: "complaints", newOnly: false, of: "complaint" },
  { id: "new-complaints", newOnly: true, of: "complaint" },
  { id: "new-chargebacks", newOnly: true, of: "chargeback" },
] as const;

/** The sums of one arm for each guardrail in {@link BAD}, from the day on which a user meets its model. Yields between two of them. */
export function* badThings(
  company: Company,
  { outcomes }: Side,
  { arm, meets }: Pick<Sides, "arm" | "meets">,
  which: 0 | 1,
): Generator<void, Float64Array[]> {
  const { isNew, user, day, reported } = company;
  const everybody = new Uint8Array(company.users).fill(1);
  const found: Float64Array[] = [];
  for (const { newOnly, of } of BAD) {
    const counted: Counted = {
      belongs: (row) =>
        arm[user[row]!] === which &&
        outcomes.what[row] !== NEVER_MADE &&
        (!newOnly || isNew[row] === 1) &&
        (which === 0 || day[row]! >= meets[user[row]!]!),
      knownOn: (row) => (outcomes[of][row] === 0 ? -1 : of === "complaint" ? day[row]! + 1 : reported[row]!),
    };
    found.push(treatedByDay(cellsOf(company, counted), everybody));
    yield;
  }
  return found;
}

/** Every guardrail by day, with the day (from 0) on which it first rang; -1 where it never did. */
export function guardsOf(
  company: Company,
  challenger: Side,
  sides: Pick<Sides, "arm" | "meets">,
  before: readonly Float64Array[],
  after: readonly Float64Array[],
): Guard[] {
  return [
    latencyGuard(company, challenger, sides),
    ...BAD.map(({ id }, k) => guard(id, (d) => ratioUsed(sumsAt(before[k]!, d), sumsAt(after[k]!, d)))),
  ];
}

type Used = { used: number | null; rings: boolean };

function guard(id: GuardId, at: (day: number) => Used): Guard {
  const days = Array.from({ length: TEST_DAYS }, (_, d) => at(d));
  return {
    id,
    words: GUARD_WORDS[id],
    used: days.map(({ used }) => used),
    rang: days.findIndex(({ rings }) => rings),
  };
}

/** The challenger’s rate over the champion’s and the margin; rings where it is beyond by more than chance. */
function ratioUsed(champion: RatioSums, challenger: RatioSums): Used {
  const rows = Math.min(champion.n, challenger.n);
  if (rows < ENOUGH_ROWS || champion.y + challenger.y < ENOUGH_HITS || champion.y === 0)
    return { used: null, rings: false };
  const [a, b] = [ratioOfSums(champion), ratioOfSums(challenger)];
  const beyond = b.share - MARGIN * a.share;
  const deviation = Math.sqrt(b.variance + MARGIN * MARGIN * a.variance);
  return {
    used: b.share / (MARGIN * a.share),
    rings: beyond > normalQuantile(1 - GUARD_LEVEL) * deviation,
  };
}

/** The challenger’s 99th percentile over the limit; rings where more than 1 % beyond the limit is no chance (an exact binomial test). */
function latencyGuard(
  { user, day }: Company,
  { served, outcomes: { what } }: Side,
  { arm, meets }: Pick<Sides, "arm" | "meets">,
): Guard {
  const own: number[][] = Array.from({ length: TEST_DAYS }, () => []);
  for (let row = 0; row < user.length && day[row]! < TEST_DAYS; row++)
    if (what[row] !== NEVER_MADE && arm[user[row]!] === 1 && day[row]! >= meets[user[row]!]!)
      own[day[row]!]!.push(served.latency[row]!);
  // Only the slowest are kept in order: a hundredth of all answers of the test, and some more.
  let [rows, beyond] = [0, 0];
  const slowest: number[] = [];
  return guard("latency", (d) => {
    rows += own[d]!.length;
    beyond += own[d]!.filter((ms) => ms > LATENCY_LIMIT).length;
    slowest.push(...own[d]!);
    slowest.sort((a, b) => b - a);
    if (rows < ENOUGH_ROWS) return { used: null, rings: false };
    const p99 = slowest[Math.floor(0.01 * rows)]!;
    slowest.length = Math.min(slowest.length, 400);
    const chance = beyond === 0 ? 1 : betaCdf(0.01, beyond, rows - beyond + 1);
    return { used: p99 / LATENCY_LIMIT, rings: chance < GUARD_LEVEL };
  });
}
