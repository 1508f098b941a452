import type { LendingWorld } from "../../core/world/lending/types.ts";
import chapter from "./chapter.ts";
import type { Answer, AnswerId, AnswerMonth, Book, Month } from "./result.ts";
import { MATURE, PRODUCTION, rowsIn, type Stretches } from "./world.ts";

/** What a repaid loan brings after the cost of money and work, and what a default costs: shares of the amount. */
export const MARGIN = 0.05;
export const LOSS = 0.55;

const { options: ANSWERS, words: WORDS } = chapter.params.answer;

/** The result of one loan in EUR, were it granted. */
export function moneyOf(world: LendingWorld, row: number): number {
  const amount = world.applications.amount[row]!;
  return world.repayment.defaults[row] === 1 ? -LOSS * amount : MARGIN * amount;
}

/** Which applications are granted: those under the cut that no rule refuses. */
export function grantedBy(world: LendingWorld, scores: Float64Array, cut: number): Uint8Array {
  const { refusedByRule } = world.applications;
  const granted = new Uint8Array(scores.length);
  for (let row = 0; row < granted.length; row++)
    if (scores[row]! < cut && refusedByRule[row] === 0) granted[row] = 1;
  return granted;
}

type Tally = { applications: number; granted: number; defaults: number; known: number; money: number };

/** What becomes of the granted loans of these rows. `known` is the default as the books had it at seven months. */
export function tally(
  world: LendingWorld,
  granted: Uint8Array,
  known: Uint8Array,
  months: readonly [number, number],
): Tally {
  const { from, to } = rowsIn(world, months);
  const sum: Tally = { applications: to - from, granted: 0, defaults: 0, known: 0, money: 0 };
  for (let row = from; row < to; row++) {
    if (granted[row] === 0) continue;
    sum.granted++;
    sum.defaults += world.repayment.defaults[row]!;
    sum.known += known[row]!;
    sum.money += moneyOf(world, row);
  }
  return sum;
}

const over = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/** The applicants month by month, from seven months before production. */
export function monthsOf(world: LendingWorld, twin: LendingWorld): Month[] {
  const read = (one: LendingWorld, month: number) => {
    const { from, to } = rowsIn(one, [month, month + 1]);
    const { outOfWork, income, utilisation, missed } = one.applications;
    const mean = (values: Float64Array | Uint8Array) => {
      let sum = 0;
      for (let row = from; row < to; row++) sum += values[row]!;
      return over(sum, to - from);
    };
    return {
      outOfWork: rounded(mean(outOfWork)),
      income: rounded(mean(income)),
      utilisation: rounded(mean(utilisation)),
      missed: rounded(mean(missed)),
    };
  };
  const made: Month[] = [];
  for (let month = -MATURE; month < PRODUCTION; month++) {
    const { from, to } = rowsIn(world, [month, month + 1]);
    const twins = read(twin, month);
    made.push({
      month,
      applications: to - from,
      ...(world === twin ? twins : read(world, month)),
      twin: twins,
    });
  }
  return made;
}

export type Decided = { world: LendingWorld; granted: Uint8Array; known: Uint8Array };

/** The loans month by month, of this world and of its twin, under the model as it was trained. */
export function booksOf(here: Decided, twin: Decided): Book[] {
  const made: Book[] = [];
  for (let month = -MATURE; month < PRODUCTION; month++) {
    const read = ({ world, granted, known }: Decided) => tally(world, granted, known, [month, month + 1]);
    const [own, other] = [read(here), read(twin)];
    made.push({
      month,
      granted: own.granted,
      approvals: rounded(over(own.granted, own.applications)),
      rate: rounded(over(own.defaults, own.granted)),
      known: rounded(over(own.known, own.granted)),
      money: rounded(over(own.money, own.applications)),
      twin: {
        approvals: rounded(over(other.granted, other.applications)),
        rate: rounded(over(other.defaults, other.granted)),
        money: rounded(over(other.money, other.applications)),
      },
    });
  }
  return made;
}

/** From a month on, the model and the cut that decide. */
export type Step = { from: number; scores: Float64Array; cut: number };

/** What each application would meet: the last step whose month has come. */
export function grantedInSteps(world: LendingWorld, steps: readonly Step[]): Uint8Array {
  const { month, refusedByRule, count } = world.applications;
  const granted = new Uint8Array(count);
  let at = 0;
  for (let row = 0; row < count; row++) {
    while (at + 1 < steps.length && steps[at + 1]!.from <= month[row]!) at++;
    const { scores, cut } = steps[at]!;
    if (scores[row]! < cut && refusedByRule[row] === 0) granted[row] = 1;
  }
  return granted;
}

/**
 * The five answers, added up, and month by month what each brings against keeping the model. `decided[i]` belongs to the i-th
 * answer of the manifest; the first keeps the model.
 */
export function answersOf(
  world: LendingWorld,
  decided: readonly Uint8Array[],
  known: Uint8Array,
  { crisis, after, recovered }: Stretches,
): Answer[] {
  const byMonth = decided.map((granted) =>
    Array.from({ length: PRODUCTION }, (_, month) => tally(world, granted, known, [month, month + 1])),
  );
  const kept = byMonth[0]!;
  const total = (tallies: readonly Tally[], [from, to]: readonly [number, number]): Tally =>
    tallies.slice(Math.max(0, from), to).reduce((sum, one) => ({
      applications: sum.applications + one.applications,
      granted: sum.granted + one.granted,
      defaults: sum.defaults + one.defaults,
      known: sum.known + one.known,
      money: sum.money + one.money,
    }));
  return byMonth.map((own, i) => {
    const gained: number[] = [];
    for (const [month, { money }] of own.entries())
      gained.push(Math.round((gained[month - 1] ?? 0) + money - kept[month]!.money));
    const gain = (where: readonly [number, number]) => total(own, where).money - total(kept, where).money;
    const [inCrisis, later] = [total(own, crisis), total(own, after)];
    return {
      id: ANSWERS[i] as AnswerId,
      words: WORDS[i]!,
      gained,
      crisisMoney: over(inCrisis.money, inCrisis.applications),
      afterMoney: over(later.money, later.applications),
      afterApprovals: over(later.granted, later.applications),
      crisisGain: gain([0, recovered]),
      afterGain: gain(after),
      totalGain: gain([0, PRODUCTION]),
    };
  });
}

/** What one answer grants and earns, month by month. */
export function answerMonths(world: LendingWorld, granted: Uint8Array, known: Uint8Array): AnswerMonth[] {
  return Array.from({ length: PRODUCTION }, (_, month) => {
    const own = tally(world, granted, known, [month, month + 1]);
    return {
      month,
      approvals: rounded(over(own.granted, own.applications)),
      money: rounded(over(own.money, own.applications)),
    };
  });
}

/** A number for a picture: six digits, so that a result stays small. */
export const rounded = (value: number): number => Number(value.toPrecision(6));
